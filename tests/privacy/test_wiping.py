"""What was kept long enough is forgotten, everywhere, and nothing before its time."""

import dataclasses

import pytest

from sendback.database.model import Database
from sendback.delivery.parts import WorkerParts
from sendback.journal.store import find_broken_link, list_events
from sendback.orders.store import find_order
from sendback.privacy.impersonal import NOT_PERSONAL
from sendback.privacy.rules import RULES
from sendback.privacy.wiping import wipe, wipe_nightly
from sendback.returns.deciding import cancel
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from sendback.web.context import Context
from sendback.withdrawals.handling import finish
from sendback.withdrawals.store import find_withdrawal
from tests.conftest import Clock, MakeShop
from tests.factories import push_order
from tests.privacy.telling import CANARIES, NAME, dump, list_tables, tell_all, withdraw


@pytest.fixture
def parts(context: Context) -> WorkerParts:
    return WorkerParts(context.database, context.vault, context.links, None, "s@example.org", context.clock, context.store)


def test_every_table_is_in_the_list_of_what_is_kept_or_said_to_tell_of_nobody(database: Database) -> None:
    kept = {table for rule in RULES for table in rule.tables}
    assert kept.isdisjoint(NOT_PERSONAL)
    assert kept | set(NOT_PERSONAL) == set(list_tables(database)) - {"migrations"}


def test_a_closed_return_is_kept_its_time_and_then_tells_of_nobody(
    context: Context, parts: WorkerParts, make_shop: MakeShop, clock: Clock
) -> None:
    shop = make_shop(policy={"approval": "none"}).shop
    told = tell_all(context, shop)
    database = context.database
    before = dump(database, shop)
    assert all(any(canary in text for text in before.values()) for canary in CANARIES)
    assert not any(canary in before["journal"] for canary in CANARIES)
    database.write(cancel, shop.shop_id, told.item.return_id, "tests", clock())
    clock.advance(days=179)
    wipe_nightly(parts, shop.shop_id, clock())
    kept = database.read(get_return, shop.shop_id, told.item.return_id)
    assert (kept.consignor.name, kept.erased_at) == (NAME, None)
    assert context.store.get(told.document) is not None
    assert context.store.get(told.photo) is None, "photos go after ninety days"
    clock.advance(days=2)
    wipe_nightly(parts, shop.shop_id, clock())
    after = dump(database, shop)
    assert {canary: table for table, text in after.items() for canary in CANARIES if canary in text} == {}
    assert context.store.get(told.document) is None
    erased = database.read(get_return, shop.shop_id, told.item.return_id)
    assert (erased.consignor.name, erased.consignor.address.country, erased.erased_at) == ("erased", "FI", clock())
    assert [(line.sku, line.reason, line.unit_price_minor) for line in erased.lines] == [("WOOL-1", "too_small", 5900)]
    assert find_broken_link(database, shop.shop_id) is None
    assert {"what": "returns", "count": 1} in [event.body for event in database.read(list_events, shop.shop_id, "privacy")]


def test_an_approved_return_that_nobody_sent_counts_as_closed_half_a_year_later(
    context: Context, shop: Shop, clock: Clock
) -> None:
    told = tell_all(context, shop)
    assert wipe(context.database, shop.shop_id, clock.advance(days=359)) is not None
    assert context.database.read(get_return, shop.shop_id, told.item.return_id).erased_at is None
    wipe(context.database, shop.shop_id, clock.advance(days=2))
    assert context.database.read(get_return, shop.shop_id, told.item.return_id).erased_at == clock()


def test_an_order_goes_when_nothing_of_it_can_come_back_any_more(context: Context, shop: Shop, clock: Clock) -> None:
    order = context.database.write(push_order, shop.shop_id)  # delivered four days ago; 30 days, 3 of grace, kept 30 more
    wipe(context.database, shop.shop_id, clock.advance(days=60))
    assert context.database.read(find_order, shop.shop_id, order.number)
    wipe(context.database, shop.shop_id, clock.advance(days=5))
    assert context.database.read(find_order, shop.shop_id, order.number) is None


SEASON = """
[[season]]
name = "Christmas"
bought_from = 2026-11-01
bought_to = 2026-12-24
until = 2027-06-30
"""


def test_an_order_of_a_season_is_kept_as_long_as_the_season_lets_it_come_back(
    context: Context, make_shop: MakeShop, clock: Clock
) -> None:
    shop = make_shop(policy={"text": SEASON}).shop
    order = context.database.write(push_order, shop.shop_id)
    wipe(context.database, shop.shop_id, clock.advance(days=200))
    assert context.database.read(find_order, shop.shop_id, order.number)
    wipe(context.database, shop.shop_id, clock.advance(days=90))
    assert context.database.read(find_order, shop.shop_id, order.number) is None


def test_a_statement_of_withdrawal_is_kept_three_years_and_its_order_only_by_number(
    context: Context, shop: Shop, clock: Clock
) -> None:
    order = context.database.write(push_order, shop.shop_id)
    item = withdraw(context, shop, order)
    context.database.write(finish, shop.shop_id, item.withdrawal_id, "", False, "tests", clock())
    wipe(context.database, shop.shop_id, clock.advance(days=100))
    known = context.database.read(find_order, shop.shop_id, order.number)
    assert known is not None
    assert known.buyer.name == ""
    assert context.database.read(find_withdrawal, shop.shop_id, item.withdrawal_id)
    clock.advance(days=1000)
    wipe(context.database, shop.shop_id, clock())
    wipe(context.database, shop.shop_id, clock())
    assert context.database.read(find_withdrawal, shop.shop_id, item.withdrawal_id) is None
    assert context.database.read(find_order, shop.shop_id, order.number) is None


def test_a_wipe_takes_turns_and_two_workers_do_it_once(
    context: Context, parts: WorkerParts, shop: Shop, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        context.database.write(push_order, shop.shop_id)
    monkeypatch.setattr("sendback.privacy.wiping.BATCH", 1)
    monkeypatch.setattr("sendback.privacy.wiping.MOST_BATCHES", 3)
    clock.advance(days=365)
    counts = []
    for _ in range(4):
        wipe_nightly(parts, shop.shop_id, clock())
        wipe_nightly(dataclasses.replace(parts), shop.shop_id, clock())
        counts.append(dump(context.database, shop)["orders"].count("order_id"))
    assert counts[-1] == 0
    events = context.database.read(list_events, shop.shop_id, "privacy")
    assert [event.body for event in events] == [{"count": 1, "what": "orders"}] * 5


def test_a_store_that_is_away_is_asked_again(
    context: Context, parts: WorkerParts, shop: Shop, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tell_all(context, shop)
    context.database.write(cancel, shop.shop_id, told.item.return_id, "tests", clock())
    away = type("Away", (), {"delete": lambda *_: (_ for _ in ()).throw(_trouble())})()
    wipe_nightly(dataclasses.replace(parts, store=away), shop.shop_id, clock.advance(days=200))
    assert context.store.get(told.document) is not None
    wipe_nightly(parts, shop.shop_id, clock.advance(hours=1))
    assert context.store.get(told.document) is None


def _trouble() -> Exception:
    from sendback.delivery.trouble import Remedy, Trouble

    return Trouble("away", Remedy.LATER)
