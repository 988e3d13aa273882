"""What was found lies on the shelf, once, and off it again when it is taken back."""

from dataclasses import replace
from datetime import datetime

import pytest

from sendback.database.ids import new_id
from sendback.database.model import Database
from sendback.journal.store import list_events
from sendback.receiving.stock.level_store import find_level
from sendback.receiving.stock.model import Cause, Spot
from sendback.receiving.stock.move_store import list_moves_of
from sendback.receiving.stock.posting import post_inspection, unpost_inspection
from sendback.shops.model import Shop
from sendback.shops.receiving import Condition, Outcome
from tests.factories import make_inspection

SHELF = Spot("WOOL-1", "A-1", Condition.SELLABLE)


def test_what_was_found_is_on_the_shelf_with_its_move_and_its_event(database: Database, shop: Shop, now: datetime) -> None:
    found = make_inspection(shop.shop_id)
    database.write(post_inspection, found, now)
    assert database.read(find_level, shop.shop_id, SHELF) == 2
    (move,) = database.read(list_moves_of, shop.shop_id, found.inspection_id)
    assert (move.quantity, move.because, move.return_id, move.made_by) == (2, Cause.INSPECTION, found.return_id, "api")
    (event,) = database.read(list_events, shop.shop_id, "stock:WOOL-1")
    assert (event.type, dict(event.body)) == (
        "stock.delta",
        {
            "sku": "WOOL-1", "place": "A-1", "condition": "sellable", "quantity": 2, "level": 2, "move_id": move.move_id,
            "because": "inspection", "return_id": found.return_id,
        },
    )  # fmt: skip


def test_the_same_finding_is_posted_once_and_taken_back_once(database: Database, shop: Shop, now: datetime) -> None:
    found = make_inspection(shop.shop_id)
    for _ in range(2):
        database.write(post_inspection, found, now)
    for _ in range(2):
        database.write(unpost_inspection, found, "api", now)
    assert database.read(find_level, shop.shop_id, SHELF) == 0
    moves = database.read(list_moves_of, shop.shop_id, found.inspection_id)
    assert [(move.quantity, move.because) for move in moves] == [(2, Cause.INSPECTION), (-2, Cause.UNDO)]


@pytest.mark.parametrize("change", [{"outcome": Outcome.MISSING, "condition": None}, {"condition": None}])
def test_what_is_missing_or_undecided_moves_nothing(
    database: Database, shop: Shop, now: datetime, change: dict[str, object]
) -> None:
    found = replace(make_inspection(shop.shop_id), **change)  # type: ignore[arg-type]
    database.write(post_inspection, found, now)
    assert database.read(list_moves_of, shop.shop_id, found.inspection_id) == []


def test_what_is_damaged_is_never_sellable(database: Database, shop: Shop, now: datetime) -> None:
    with pytest.raises(ValueError, match="never sellable"):
        database.write(post_inspection, make_inspection(shop.shop_id, outcome=Outcome.DAMAGED), now)


def test_what_has_no_sku_is_a_stack_of_its_own(database: Database, shop: Shop, now: datetime) -> None:
    first, second = (make_inspection(shop.shop_id, inspection_id=new_id(), sku="") for _ in range(2))
    for found in (first, second):
        database.write(post_inspection, found, now)
    stacks = [f"no-sku/{found.inspection_id}" for found in (first, second)]
    assert [database.read(find_level, shop.shop_id, replace(SHELF, sku=stack)) for stack in stacks] == [2, 2]
