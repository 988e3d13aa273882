"""What people do to stock, and what they cannot."""

from datetime import datetime
from typing import Any

import pytest

from sendback.database.model import Database
from sendback.errors import Code, Problem
from sendback.journal.store import list_events
from sendback.receiving.stock.changing import change_stock
from sendback.receiving.stock.level_store import find_level
from sendback.receiving.stock.model import Spot, StockReason
from sendback.receiving.stock.move_store import list_moves_of
from sendback.receiving.stock.places import add_place, close_place, open_place
from sendback.receiving.stock.posting import post_inspection, unpost_inspection
from sendback.receiving.stock.wishes import StockWish
from sendback.shops.model import Shop
from sendback.shops.receiving import Condition
from tests.factories import make_inspection

SHELF = Spot("WOOL-1", "A-1", Condition.SELLABLE)


def wish(kind: str, quantity: int, **more: Any) -> StockWish:
    return StockWish.model_validate(
        {"kind": kind, "sku": "WOOL-1", "place": "A-1", "condition": "sellable", "quantity": quantity, **more}
    )


def level(database: Database, shop: Shop, spot: Spot = SHELF) -> int:
    return database.read(find_level, shop.shop_id, spot)


def test_a_count_says_how_much_lies_there_whatever_was_known(database: Database, shop: Shop, now: datetime) -> None:
    for counted in (5, 3, 3):
        database.write(change_stock, shop.shop_id, wish("count", counted, reason="counted"), "c", "tests", now)
    assert level(database, shop) == 3
    moves = database.read(list_moves_of, shop.shop_id, "c")
    assert [(move.quantity, move.reason) for move in moves] == [
        (5, StockReason.COUNTED),
        (-2, StockReason.COUNTED),
        (0, StockReason.COUNTED),
    ]
    assert len(database.read(list_events, shop.shop_id, "stock:WOOL-1")) == 2, "a count that found what was known is no news"


def test_what_is_moved_lies_at_the_other_place(database: Database, shop: Shop, now: datetime) -> None:
    database.write(change_stock, shop.shop_id, wish("add", 5), "c", "tests", now)
    database.write(change_stock, shop.shop_id, wish("move", 2, to_place="B-2"), "m", "tests", now)
    database.write(change_stock, shop.shop_id, wish("move", 1, to_condition="second"), "m", "tests", now)
    assert level(database, shop) == 2
    assert level(database, shop, Spot("WOOL-1", "B-2", Condition.SELLABLE)) == 2
    assert level(database, shop, Spot("WOOL-1", "A-1", Condition.SECOND)) == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (wish("take", 3), "quantity"),
        (wish("take", 0), "quantity"),
        (wish("move", 3, to_place="B-2"), "quantity"),
        (wish("move", 1), "to_place"),
        (wish("move", 1, condition="blocked", to_condition="sellable"), "to_condition"),
        (wish("add", 1, place="CLOSED"), "place"),
        (wish("move", 1, to_place="CLOSED"), "place"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_moves(
    database: Database, shop: Shop, now: datetime, change: StockWish, field: str
) -> None:
    database.write(add_place, shop.shop_id, "CLOSED", "main", "", "tests", now)
    database.write(close_place, shop.shop_id, "CLOSED", "tests", now)
    database.write(change_stock, shop.shop_id, wish("add", 2), "c", "tests", now)
    with pytest.raises(Problem) as refused:
        database.write(change_stock, shop.shop_id, change, "x", "tests", now)
    assert [error.field for error in refused.value.errors] == [field]
    assert (level(database, shop), database.read(list_moves_of, shop.shop_id, "x")) == (2, [])


def test_a_finding_is_taken_back_after_its_things_were_sold_and_the_level_shows_that_a_count_is_needed(
    database: Database, shop: Shop, now: datetime
) -> None:
    found = make_inspection(shop.shop_id)
    database.write(post_inspection, found, now)
    database.write(change_stock, shop.shop_id, wish("take", 2, reason="sold"), "t", "tests", now)
    database.write(unpost_inspection, found, "tests", now)
    assert level(database, shop) == -2
    database.write(change_stock, shop.shop_id, wish("count", 0), "c", "tests", now)
    assert level(database, shop) == 0


def test_a_place_is_closed_when_nothing_lies_there_and_can_be_opened_again(database: Database, shop: Shop, now: datetime) -> None:
    database.write(change_stock, shop.shop_id, wish("add", 1), "c", "tests", now)
    with pytest.raises(Problem) as refused:
        database.write(close_place, shop.shop_id, "A-1", "tests", now)
    assert refused.value.code is Code.STATUS_CONFLICT
    database.write(change_stock, shop.shop_id, wish("take", 1), "c", "tests", now)
    database.write(close_place, shop.shop_id, "A-1", "tests", now)
    database.write(open_place, shop.shop_id, "A-1", "tests", now)
    database.write(change_stock, shop.shop_id, wish("add", 1), "c", "tests", now)
    assert [event.type for event in database.read(list_events, shop.shop_id, "place:A-1")] == [
        "stock.place_closed",
        "stock.place_opened",
    ]
