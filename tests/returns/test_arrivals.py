"""What comes, by day and warehouse: the figures are those that a plain recount of the boxes gives, whatever happened to them."""

import json
from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendback.carriers.model import Milestone, TrackingEvent
from sendback.database.model import Database, Tx
from sendback.database.times import to_epoch
from sendback.delivery.tracking.hearing import hear
from sendback.delivery.tracking.model import CARRIER
from sendback.returns import coming_store
from sendback.returns.arrivals import LONGEST, Arrival, Coming
from sendback.returns.awaited_store import Awaited
from sendback.returns.boxes import add_box
from sendback.returns.coming_store import count_arrivals, find_arrivals, keep_arrivals
from sendback.returns.deciding import cancel
from sendback.returns.filters import Filter, Place, Search
from sendback.returns.listing_store import find_returns
from sendback.returns.model import LineRequest, Return
from sendback.returns.parcel_store import get_parcel
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from sendback.shops.resolutions import Resolution
from tests.conftest import MakeShop
from tests.factories import NOW, make_line, make_return_request, push_order, take_in

Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["moving", "delivered", "named", "taken_in", "undone", "second_box", "cancel", "abroad", "moved_off"]),
        st.integers(0, 2),
        st.integers(0, 70),
    ),
    max_size=14,
)


def later(days: float) -> datetime:
    return NOW + timedelta(days=days)


def make_items(database: Database, shop: Shop) -> list[Return]:
    """Ask for three returns: one in another currency, one of which a line is kept."""
    made = []
    for currency, resolution in (("EUR", Resolution.REFUND), ("SEK", Resolution.REFUND), ("EUR", Resolution.KEEP)):
        order = database.write(push_order, shop.shop_id, currency=currency, lines=(make_line("1"), make_line("2")))
        lines = (LineRequest("1", 2, "other"), LineRequest("2", 1, "other", resolution=resolution))
        made.append(database.write(request_return, shop, order, make_return_request(order, lines=lines), "shopper", NOW))
    return made


def act(database: Database, shop: Shop, item: Return, what: str, day: int) -> None:
    """Let something happen to a return; what cannot happen any more does not."""
    now = later(day)

    def say(milestone: Milestone, expected_on: date | None = None) -> None:
        for number in (2, 1) if has_second(database, item) and day % 2 else (1,):
            box = database.read(get_parcel, item.shop_id, item.return_id, number)
            database.write(hear, shop, box, [TrackingEvent(now, milestone, "", "", expected_on)], CARRIER, now)

    if what in ("moving", "delivered"):
        say(Milestone(what))
    elif what == "named":
        say(Milestone.MOVING, (now + timedelta(days=day % 9)).date())
    elif what == "taken_in" and not count(database, item, "receipts", "undone_at IS NULL"):
        database.write(take_in, item, now)
    elif what == "undone":
        change(database, item, "UPDATE receipts SET undone_at = 1")
    elif what == "second_box" and not has_second(database, item):
        if count(database, item, "returns", "status = 'authorized'"):
            database.write(add_box, item.shop_id, item.return_id, "agent", now)
    elif what == "cancel" and count(database, item, "returns", "status = 'authorized'"):
        database.write(cancel, item.shop_id, item.return_id, "agent", now)
    elif what == "abroad":
        change(database, item, "UPDATE returns SET warehouse = 'tampere'")
    elif what == "moved_off":
        change(database, item, "UPDATE parcels SET state = 'voided'")


def has_second(database: Database, item: Return) -> bool:
    return bool(count(database, item, "parcels", "number = 2"))


def count(database: Database, item: Return, table: str, test: str) -> int:
    def work(tx: Tx) -> int:
        sql = f"SELECT COUNT(*) AS n FROM {table} WHERE shop_id = :s AND return_id = :r AND {test}"
        row = tx.one(sql, s=item.shop_id, r=item.return_id)
        return int(row["n"]) if row else 0

    return database.read(work)


def change(database: Database, item: Return, sql: str) -> None:
    database.write(lambda tx: tx.run(f"{sql} WHERE shop_id = :s AND return_id = :r", s=item.shop_id, r=item.return_id))


def recount(tx: Tx, shop: Shop, now: datetime) -> Counter[tuple[Coming, date | None, str, str]]:
    """Count boxes one by one in Python: under "" the boxes, under "units" the units, under a currency its money."""
    since, counted = to_epoch(now - LONGEST), Counter[tuple[Coming, date | None, str, str]]()
    of_shop = {"s": shop.shop_id}
    boxes = tx.all("SELECT * FROM parcels WHERE shop_id = :s ORDER BY return_id, number", **of_shop)
    for box in boxes:
        key = {**of_shop, "r": box["return_id"]}
        item = tx.one("SELECT * FROM returns WHERE shop_id = :s AND return_id = :r", **key)
        taken = tx.all("SELECT parcel, undone_at FROM receipts WHERE shop_id = :s AND return_id = :r", **key)
        here = any(each["parcel"] == box["number"] and each["undone_at"] is None for each in taken)
        assert item is not None
        if here or item["status"] not in ("authorized", "received") or box["state"] == "voided" or box["seen_at"] is None:
            continue
        at_door = box["delivered_at"] is not None
        if (box["delivered_at"] if at_door else box["seen_at"]) < since:
            continue
        day = None if at_door else date.fromisoformat(box["expected_on"])
        late = day is not None and day < now.astimezone(shop.settings.zone).date()
        state = Coming.AT_DOOR if at_door else Coming.OVERDUE if late else Coming.EXPECTED
        place = (state, day, item["warehouse"])
        counted[*place, ""] += 1
        others = [each["number"] for each in boxes if each["return_id"] == box["return_id"] and each["state"] != "voided"]
        if box["number"] != min(others):
            continue
        for line in tx.all("SELECT * FROM return_lines WHERE shop_id = :s AND return_id = :r", **key):
            if line["resolution"] == "keep" or json.loads(line["because"])["outcome"] == "keep":
                continue
            order = tx.one("SELECT currency FROM orders WHERE shop_id = :s AND order_id = :o", **of_shop, o=line["order_id"])
            counted[*place, "units"] += line["quantity"]
            counted[*place, order["currency"] if order else ""] += line["quantity"] * line["unit_price_minor"]
    return counted


def spread(rows: list[Arrival]) -> Counter[tuple[Coming, date | None, str, str]]:
    counted = Counter[tuple[Coming, date | None, str, str]]()
    for row in rows:
        place = (row.state, row.day, row.warehouse)
        counted[*place, ""] += row.parcels
        if row.units:
            counted[*place, "units"] += row.units
        counted.update({(*place, currency): minor for currency, minor in row.worth})
    return counted


@given(steps=STEPS, days=st.integers(0, 75))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_figures_are_those_of_a_recount(database: Database, make_shop: MakeShop, steps: list[Step], days: int) -> None:
    shop, now = make_shop().shop, later(days)
    items = make_items(database, shop)
    for what, which, day in sorted(steps, key=lambda step: step[2]):
        act(database, shop, items[which], what, day)
    today = now.astimezone(shop.settings.zone).date()
    arrivals = database.read(find_arrivals, shop.shop_id, today, now)
    recounted = database.read(recount, shop, now)
    assert spread(list(arrivals.rows)) == recounted
    assert arrivals.on_the_way.parcels == sum(
        many for (state, _, _, what), many in recounted.items() if what == "" and state is not Coming.AT_DOOR
    )
    for row in arrivals.rows:
        wanted = Filter(awaited=Awaited(now, today, row.state, row.day), warehouse=row.warehouse)
        listed = database.read(find_returns, shop.shop_id, wanted, Search(), Place(), 50).ids
        assert len(set(listed)) == len(listed) <= row.parcels if row.state is Coming.EXPECTED else listed


def see_box(database: Database, shop: Shop, item: Return, now: datetime) -> None:
    box = database.read(get_parcel, item.shop_id, item.return_id, 1)
    database.write(hear, shop, box, [TrackingEvent(now, Milestone.MOVING, "")], CARRIER, now)


def test_a_shop_with_much_on_its_way_is_told_what_was_counted_last(
    database: Database, make_shop: MakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coming_store, "MOST_AT_ONCE", 1)
    shop = make_shop().shop
    items = make_items(database, shop)
    for item in items[:2]:
        see_box(database, shop, item, NOW)
    today = NOW.date()
    assert database.read(find_arrivals, shop.shop_id, today, NOW).counted_at is None, "nobody counted yet"
    database.write(keep_arrivals, shop.shop_id, database.read(count_arrivals, shop.shop_id, NOW), NOW)
    see_box(database, shop, items[2], NOW)
    kept = database.read(find_arrivals, shop.shop_id, today, later(0.01))
    assert (kept.counted_at, kept.on_the_way.parcels, kept.on_the_way.units) == (NOW, 2, 6)
    assert kept.on_the_way.worth == [("EUR", 17700), ("SEK", 17700)]
    late = database.read(find_arrivals, shop.shop_id, today + timedelta(days=30), later(0.01))
    assert [row.state for row in late.rows] == [Coming.OVERDUE], "what was kept is judged by the day it is looked at"


def test_another_shops_boxes_are_counted_nowhere(database: Database, make_shop: MakeShop) -> None:
    shop, other = make_shop().shop, make_shop().shop
    see_box(database, other, make_items(database, other)[0], NOW)
    assert database.read(find_arrivals, shop.shop_id, NOW.date(), NOW).rows == []
