"""Whatever is found, taken back, counted and moved, and however many do it at once: levels are what the moves add up to."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sendback.database.model import Database
from sendback.errors import Problem
from sendback.journal.store import find_broken_link, list_events
from sendback.receiving.model import Inspection
from sendback.receiving.stock.changing import change_stock
from sendback.receiving.stock.count_file import read_count
from sendback.receiving.stock.importing import take_count
from sendback.receiving.stock.level_store import find_level
from sendback.receiving.stock.listing_store import Wanted, list_levels
from sendback.receiving.stock.model import Spot
from sendback.receiving.stock.move_store import list_latest_moves
from sendback.receiving.stock.posting import post_inspection, unpost_inspection
from sendback.receiving.stock.recount_store import list_differences
from sendback.receiving.stock.wishes import Deed, StockWish
from sendback.shops.model import Shop
from sendback.shops.receiving import Condition, Outcome
from tests.conftest import MakeShop
from tests.factories import make_inspection

SKUS, PLACES = some.sampled_from(["WOOL-1", "FELT-2", ""]), some.sampled_from(["A-1", "B-2", ""])
CONDITIONS, UNITS = some.sampled_from(Condition), some.integers(0, 4)
FINDINGS = some.fixed_dictionaries(
    {
        "sku": SKUS, "place": PLACES, "condition": CONDITIONS, "quantity": some.integers(1, 4),
        "outcome": some.sampled_from(Outcome),
    }
)  # fmt: skip
WISHES = some.builds(
    StockWish, kind=some.sampled_from(Deed), sku=some.sampled_from(["WOOL-1", "FELT-2"]), place=PLACES, condition=CONDITIONS,
    quantity=UNITS, to_place=some.none() | PLACES, to_condition=some.none() | CONDITIONS,
)  # fmt: skip
FILES = some.tuples(PLACES, CONDITIONS, UNITS).map(
    lambda row: read_count(f"sku,place,condition,quantity\nWOOL-1,{row[0]},{row[1]},{row[2]}\n")
)
STEPS = some.lists(FINDINGS | some.integers(0, 5) | WISHES | FILES, max_size=14)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_levels_equal_a_recount_of_the_moves_and_nothing_damaged_is_sellable(
    database: Database, make_shop: MakeShop, now: datetime, steps: list[Any]
) -> None:
    shop_id, found = make_shop().shop.shop_id, list[Inspection]()
    for step in steps:
        try:
            if isinstance(step, dict):
                found.append(make_inspection(shop_id, **step))
                database.write(post_inspection, found[-1], now)
            elif isinstance(step, StockWish):
                database.write(change_stock, shop_id, step, "tests", "tests", now)
            elif isinstance(step, int):
                for item in found[step : step + 1]:
                    database.write(unpost_inspection, item, "tests", now)
            else:
                database.write(take_count, shop_id, step, "tests", now)
        except (Problem, ValueError):
            continue
    moves = database.read(list_latest_moves, shop_id, most=1000)
    summed = Counter[Spot]()
    for move in moves:
        summed[move.spot] += move.quantity
    levels = database.read(list_levels, shop_id, Wanted(), most=1000)
    assert {level.spot: level.quantity for level in levels} == {spot: n for spot, n in summed.items() if n}
    assert database.read(list_differences, shop_id) == []
    damaged = {item.inspection_id for item in found if item.outcome is Outcome.DAMAGED}
    assert not [move for move in moves if move.subject in damaged and move.spot.condition is Condition.SELLABLE]
    events = [event for sku in {move.spot.sku for move in moves} for event in database.read(list_events, shop_id, f"stock:{sku}")]
    assert sorted(event.body["move_id"] for event in events) == sorted(move.move_id for move in moves if move.quantity)


def test_many_writers_at_once_lose_nothing(database: Database, shop: Shop, now: datetime) -> None:
    shelf = Spot("WOOL-1", "A-1", Condition.SELLABLE)
    found = [make_inspection(shop.shop_id, quantity=3) for _ in range(20)]
    take = StockWish(kind=Deed.TAKE, sku=shelf.sku, place=shelf.place, condition=shelf.condition, quantity=2)
    move = replace_wish(take, kind=Deed.MOVE, quantity=1, to_place="B-2")
    refused = 0

    def work(turn: int) -> int:
        database.write(post_inspection, found[turn], now)
        try:
            database.write(change_stock, shop.shop_id, move if turn % 2 else take, "tests", "tests", now)
        except Problem:
            return 1
        return 0

    with ThreadPoolExecutor(10) as pool:
        refused = sum(pool.map(work, range(20)))
    assert refused == 0
    assert database.read(find_level, shop.shop_id, shelf) == 60 - 10 * 2 - 10
    assert database.read(find_level, shop.shop_id, replace(shelf, place="B-2")) == 10
    assert database.read(list_differences, shop.shop_id) == []
    assert find_broken_link(database, shop.shop_id) is None


def replace_wish(wish: StockWish, **changes: Any) -> StockWish:
    return StockWish.model_validate({**wish.model_dump(), **changes})
