"""Alerts: each tells of what does not move on, ends with it, and may be put off or away."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sendback.database.model import Database, Tx
from sendback.database.times import to_epoch
from sendback.delivery.alerts.counting import count_kinds
from sendback.delivery.alerts.marking import dismiss, snooze
from sendback.delivery.alerts.model import AlertKind
from sendback.delivery.alerts.store import HORIZON, list_alerts
from sendback.errors import Problem
from sendback.journal.store import list_events
from sendback.returns import asking, deciding
from sendback.returns.coming_store import find_arrivals
from sendback.returns.day_store import count_days, keep_days
from sendback.returns.model import Return
from sendback.returns.refund_store import sum_due
from sendback.returns.refunding import mark_refund_due, note_refund
from sendback.returns.requesting import request_return
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from sendback.shops.terms import AlertSetting
from tests.conftest import MakeShop
from tests.factories import NOW, make_return_request, push_order, take_in

RULES = AlertSetting()
Days = Callable[[int], datetime]


def later(days: float) -> datetime:
    return NOW + timedelta(days=days)


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(policy={"approval": "none"}).shop


@pytest.fixture
def item(database: Database, shop: Shop) -> Return:
    order = database.write(push_order, shop.shop_id)
    return database.write(request_return, shop, order, make_return_request(order), "shopper", NOW)


def approve(database: Database, item: Return, now: datetime = NOW) -> Return:
    return database.write(deciding.approve, item.shop_id, item.return_id, "agent", now)


def move_box(database: Database, item: Return, **facts: datetime | None) -> None:
    """Have a carrier's label bought, or the box seen, at a moment."""

    def work(tx: Tx) -> None:
        for name, moment in facts.items():
            tx.run(
                f"UPDATE parcels SET {name} = :n, state = 'bought' WHERE shop_id = :s AND return_id = :r",
                n=to_epoch(moment) if moment else None, s=item.shop_id, r=item.return_id,
            )  # fmt: skip

    database.write(work)


def subjects(database: Database, shop: Shop, kind: AlertKind, now: datetime, put_off: bool = False) -> list[str]:
    found = database.read(list_alerts, shop.shop_id, shop.settings.alerts, kind, now, put_off=put_off)
    assert len(found) == database.read(count_kinds, shop.shop_id, shop.settings.alerts, now)[kind] or put_off
    return [alert.about for alert in found]


def test_a_return_nobody_decides_is_told_of_after_its_days(database: Database, shop: Shop, item: Return) -> None:
    assert subjects(database, shop, AlertKind.UNDECIDED, later(1.9)) == []
    assert subjects(database, shop, AlertKind.UNDECIDED, later(2)) == [item.return_id]
    approve(database, item)
    assert subjects(database, shop, AlertKind.UNDECIDED, later(2)) == []


def test_a_return_that_waits_for_its_shopper_is_not_undecided(database: Database, shop: Shop, item: Return) -> None:
    database.write(asking.ask_shopper, shop.shop_id, item.return_id, "Which one?", False, "agent", NOW)
    assert subjects(database, shop, AlertKind.UNDECIDED, later(5)) == []


def test_a_bought_label_is_unused_until_the_carrier_has_the_box(database: Database, shop: Shop, item: Return) -> None:
    approve(database, item)
    assert subjects(database, shop, AlertKind.UNUSED, later(30)) == []  # a label of the shop's own costs nothing
    move_box(database, item, bought_at=NOW)
    assert subjects(database, shop, AlertKind.UNUSED, later(14)) == [item.return_id]
    assert subjects(database, shop, AlertKind.UNUSED, NOW + HORIZON + timedelta(days=1)) == []
    move_box(database, item, seen_at=later(14))
    assert subjects(database, shop, AlertKind.UNUSED, later(14)) == []


def count_on_the_way(database: Database, shop: Shop) -> tuple[int, int]:
    comes = database.read(find_arrivals, shop.shop_id, later(1).date(), later(1)).on_the_way
    return comes.parcels, comes.units


def test_a_parcel_is_stuck_until_it_is_delivered_whatever_money_is_due(database: Database, shop: Shop, item: Return) -> None:
    approve(database, item)
    move_box(database, item, seen_at=NOW)
    assert subjects(database, shop, AlertKind.STUCK, later(9)) == []
    database.write(mark_refund_due, get_return_now(database, item), "receipt", "dock", later(9))
    assert subjects(database, shop, AlertKind.STUCK, later(10)) == [item.return_id]
    assert count_on_the_way(database, shop) == (1, sum(line.quantity for line in item.lines))
    move_box(database, item, delivered_at=later(10))
    assert subjects(database, shop, AlertKind.STUCK, later(10)) == []
    assert count_on_the_way(database, shop) == (0, 0)


def test_a_parcel_that_was_taken_in_is_not_stuck_though_its_carrier_never_said_so(
    database: Database, shop: Shop, item: Return
) -> None:
    approve(database, item)
    move_box(database, item, seen_at=NOW)
    database.write(take_in, item, NOW)
    assert subjects(database, shop, AlertKind.STUCK, later(10)) == []
    assert count_on_the_way(database, shop) == (0, 0)


def get_return_now(database: Database, item: Return) -> Return:
    return database.read(get_return, item.shop_id, item.return_id)


def test_money_that_is_due_is_told_of_until_somebody_notes_that_it_went_back(
    database: Database, shop: Shop, item: Return
) -> None:
    with pytest.raises(Problem, match="No money is due"):
        database.write(note_refund, shop.shop_id, item.return_id, "agent", NOW)
    database.write(mark_refund_due, item, "receipt", "dock", NOW)
    assert subjects(database, shop, AlertKind.REFUND, NOW) == [item.return_id]
    due = sum((line.unit_price_minor or 0) * line.quantity - line.fee_minor for line in item.lines)
    assert database.read(sum_due, shop.shop_id) == [("EUR", due)]
    database.write(note_refund, shop.shop_id, item.return_id, "agent", NOW)
    assert subjects(database, shop, AlertKind.REFUND, NOW) == []
    assert database.read(sum_due, shop.shop_id) == []
    assert get_return_now(database, item).refunded_at == NOW
    with pytest.raises(Problem, match="noted already"):
        database.write(note_refund, shop.shop_id, item.return_id, "agent", NOW)
    assert [event.type for event in database.read(list_events, shop.shop_id, item.return_id)].count("return.refunded") == 1


def test_an_alert_that_was_put_off_comes_back_and_one_put_away_does_not(database: Database, shop: Shop, item: Return) -> None:
    kind, place = AlertKind.UNDECIDED, (shop.shop_id, AlertKind.UNDECIDED, item.return_id)
    database.write(snooze, *place, 3, "agent", later(2))
    assert subjects(database, shop, kind, later(4)) == []
    assert subjects(database, shop, kind, later(4), put_off=True) == [item.return_id]
    assert subjects(database, shop, kind, later(5)) == [item.return_id]
    database.write(dismiss, *place, "agent", later(5))
    assert subjects(database, shop, kind, later(90)) == []
    kept = [(event.type, event.body) for event in database.read(list_events, shop.shop_id, item.return_id)][-2:]
    assert kept == [
        ("alert.snoozed", {"alert": "undecided", "box": 1, "days": 3}),
        ("alert.dismissed", {"alert": "undecided", "box": 1}),
    ]


def test_another_cause_is_another_alert(database: Database, shop: Shop, item: Return) -> None:
    approve(database, item)
    move_box(database, item, bought_at=NOW)
    database.write(dismiss, shop.shop_id, AlertKind.UNUSED, f"{item.return_id}/1", "agent", later(15))
    assert subjects(database, shop, AlertKind.UNUSED, later(15)) == []
    move_box(database, item, bought_at=later(20))
    assert subjects(database, shop, AlertKind.UNUSED, later(34)) == [item.return_id]


def test_what_does_not_stand_cannot_be_put_away(database: Database, shop: Shop, item: Return) -> None:
    for days, subject in ((3, "01"), (3, item.return_id)):
        with pytest.raises(Problem, match="moved on"):
            database.write(snooze, shop.shop_id, AlertKind.UNDECIDED, subject, days, "agent", NOW)
    with pytest.raises(Problem, match="1, 3 or 7"):
        database.write(snooze, shop.shop_id, AlertKind.UNDECIDED, item.return_id, 400, "agent", later(3))


def test_a_kind_that_is_off_tells_nothing(database: Database, make_shop: MakeShop) -> None:
    shop = make_shop(alerts={"undecided": None}, policy={"approval": "none"}).shop
    order = database.write(push_order, shop.shop_id)
    database.write(request_return, shop, order, make_return_request(order), "shopper", NOW)
    assert subjects(database, shop, AlertKind.UNDECIDED, later(30)) == []


def test_alerts_are_paged_by_place(database: Database, shop: Shop, item: Return) -> None:
    order = database.write(push_order, shop.shop_id)
    other = database.write(request_return, shop, order, make_return_request(order), "shopper", later(1))
    first = database.read(list_alerts, shop.shop_id, RULES, AlertKind.UNDECIDED, later(9), "", 1)
    after = f"{to_epoch(first[0].since)}.{first[0].subject}"
    second = database.read(list_alerts, shop.shop_id, RULES, AlertKind.UNDECIDED, later(9), after, 1)
    assert [one.about for one in (*first, *second)] == [item.return_id, other.return_id]


def test_days_are_those_of_the_shops_calendar(database: Database, shop: Shop, item: Return) -> None:
    order = database.write(push_order, shop.shop_id)
    late = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)  # half past midnight in Helsinki
    database.write(request_return, shop, order, make_return_request(order), "shopper", late)
    counts = database.read(count_days, shop.shop_id, shop.settings.zone, later(1).date(), 3)
    assert [count for _, count in counts] == [0, 1, 1]
    assert item.created_at == NOW


def test_days_are_kept_and_what_came_since_is_counted(database: Database, shop: Shop, item: Return) -> None:
    zone, today = shop.settings.zone, later(5).date()
    database.write(keep_days, shop.shop_id, zone, later(5))
    before = database.read(count_days, shop.shop_id, zone, today)
    order = database.write(push_order, shop.shop_id)
    database.write(request_return, shop, order, make_return_request(order), "shopper", later(5))
    database.write(lambda tx: tx.run("UPDATE returns SET created_at = 0 WHERE return_id = :r", r=item.return_id))
    after = database.read(count_days, shop.shop_id, zone, today)
    assert [count for _, count in before if count] == [1]
    assert after == [*before[:-1], (today, 1)]
    elsewhere = database.read(count_days, shop.shop_id, ZoneInfo("Asia/Tokyo"), today)
    assert sum(count for _, count in elsewhere) == 1, "counted anew for other days"
