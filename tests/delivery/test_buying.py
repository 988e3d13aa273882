"""Carrier labels are bought once, within the limit, and given back when nobody needs them; whatever the carrier does."""

import dataclasses
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from sendback.carriers.configuration import Budget, Fault
from sendback.database.model import Database
from sendback.delivery import outbox_store, spending_store
from sendback.delivery.buying import buy_label
from sendback.delivery.documents import get_document
from sendback.delivery.links import Document
from sendback.delivery.model import Kind, State
from sendback.delivery.parcel_requests import request_purchase, request_void
from sendback.delivery.parts import WorkerParts
from sendback.delivery.worker import run_once
from sendback.journal.store import find_broken_link, list_events
from sendback.returns.boxes import add_box
from sendback.returns.deciding import cancel
from sendback.returns.model import Return
from sendback.returns.parcel_store import find_parcel, get_parcel, list_parcels
from sendback.returns.parcels import Parcel, ParcelState
from sendback.shops.model import Mode, Shop
from tests.conftest import Clock, MakeShop
from tests.delivery.conftest import MakeReturn
from tests.delivery.van import WITH_LABELS, Van

ROOT = Path(__file__).parents[2]


@pytest.fixture
def database(own_database: Database) -> Database:
    return own_database


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(mode=Mode.TEST, **WITH_LABELS).shop


@pytest.fixture
def van(tmp_path: Path) -> Van:
    return Van(tmp_path / "ledger.sqlite")


@pytest.fixture
def buying(parts: WorkerParts, van: Van) -> WorkerParts:
    """A worker that may buy from the sandbox, and sends no mail."""
    return dataclasses.replace(parts, open_carrier=van)


def parcel_of(database: Database, item: Return, number: int = 1) -> Parcel:
    return database.read(get_parcel, item.shop_id, item.return_id, number)


def types_of(database: Database, item: Return) -> list[str]:
    return [event.type for event in database.read(list_events, item.shop_id, item.return_id)]


def kinds_waiting(database: Database, shop: Shop, state: State = State.PENDING) -> list[Kind]:
    return [job.kind for job in database.read(outbox_store.list_jobs, shop.shop_id, state)]


def test_a_prepaid_label_is_bought_and_takes_the_place_of_the_shops_own(
    database: Database, shop: Shop, make_return: MakeReturn, buying: WorkerParts, van: Van, clock: Clock
) -> None:
    item = make_return(shop)
    own = get_document(database, "http://localhost", shop.shop_id, item.return_id, Document.LABEL)
    assert run_once(buying, clock()) == 1
    parcel = parcel_of(database, item)
    assert (parcel.state, parcel.cost_minor, parcel.currency) == (ParcelState.BOUGHT, 590, "EUR")
    assert parcel.tracking_number
    assert parcel.void_until is not None
    label = get_document(database, "http://localhost", shop.shop_id, item.return_id, Document.LABEL)
    assert label.body.startswith(b"%PDF")
    assert label.body != own.body
    assert label.name == f"return-label-{item.rma}.pdf"
    assert types_of(database, item)[-3:] == ["label.bought", "label.created", "errand.done"]
    assert kinds_waiting(database, shop) == [Kind.POSTAGE], "the shopper left with the slip: the label follows"
    assert database.read(spending_store.get_spent, shop.shop_id, clock()) == 590
    assert find_broken_link(database, shop.shop_id) is None


def test_a_worker_killed_between_buying_and_writing_it_down_buys_one_label(
    database: Database, database_url: str, shop: Shop, make_return: MakeReturn, buying: WorkerParts, van: Van, clock: Clock
) -> None:
    item = make_return(shop)
    command = [sys.executable, "-m", "tests.delivery.dying_buyer", database_url, str(van.ledger), str(int(clock().timestamp()))]
    assert subprocess.run(command, cwd=ROOT, timeout=60, check=False).returncode == 9
    assert len(van.list_sold(shop.shop_id)) == 1
    assert parcel_of(database, item).state is ParcelState.BUYING
    clock.moment += outbox_store.LEASE + timedelta(seconds=1)
    assert run_once(buying, clock()) == 1
    assert parcel_of(database, item).state is ParcelState.BOUGHT
    assert len(van.list_sold(shop.shop_id)) == 1, "the carrier was asked before anything was bought again"
    assert database.read(spending_store.get_spent, shop.shop_id, clock() - timedelta(minutes=5)) == 590


def test_a_label_sold_twice_is_given_back_once(
    database: Database, shop: Shop, make_return: MakeReturn, buying: WorkerParts, van: Van, clock: Clock
) -> None:
    van.fault = Fault.TWICE
    item = make_return(shop)
    run_once(buying, clock())
    van.fault = Fault.NONE
    run_once(buying, clock())
    first, second = van.list_sold(shop.shop_id)
    kept = parcel_of(database, item)
    assert (first.voided_at, second.voided_at is not None) == (None, True)
    assert (kept.state, kept.saved_minor) == (ParcelState.BOUGHT, 590)
    voided = [event for event in database.read(list_events, shop.shop_id, item.return_id) if event.type == "label.voided"]
    assert [event.body["saved_minor"] for event in voided] == [590]


def test_an_answer_that_got_lost_is_found_again(
    database: Database, shop: Shop, make_return: MakeReturn, buying: WorkerParts, van: Van, clock: Clock
) -> None:
    van.fault = Fault.ANSWER_LOST
    item = make_return(shop)
    assert run_once(buying, clock()) == 0
    assert parcel_of(database, item).state is ParcelState.BUYING
    assert database.read(spending_store.get_spent, shop.shop_id, clock()) == 590, "it may have been paid"
    van.fault = Fault.NONE
    assert run_once(buying, clock.advance(minutes=1)) == 1
    assert (parcel_of(database, item).state, len(van.list_sold(shop.shop_id))) == (ParcelState.BOUGHT, 1)


def test_rubbish_is_found_to_be_a_purchase_or_shown_to_a_person(
    database: Database, shop: Shop, make_return: MakeReturn, buying: WorkerParts, van: Van, clock: Clock
) -> None:
    van.fault = Fault.RUBBISH
    item = make_return(shop)
    for _ in range(12):
        run_once(buying, clock.advance(hours=1))
    parcel = parcel_of(database, item)
    assert (parcel.state, parcel.last_reason) == (ParcelState.FAILED, "The carrier's prices cannot be read.")
    assert "label.failed" in types_of(database, item)
    assert kinds_waiting(database, shop, State.DEAD) == [Kind.BUY]
    assert len(van.list_sold(shop.shop_id)) == 0
    van.fault = Fault.NONE
    database.write(request_purchase, shop.shop_id, item.return_id, 1, "anna", clock())
    assert run_once(buying, clock()) == 1
    assert parcel_of(database, item).state is ParcelState.BOUGHT
    assert kinds_waiting(database, shop, State.DEAD) == [], "the try that failed is no dead letter any more"


def test_fifty_shoppers_leave_with_a_slip_while_the_carrier_is_down(
    database: Database, shop: Shop, make_return: MakeReturn, buying: WorkerParts, van: Van, clock: Clock
) -> None:
    van.fault = Fault.DOWN
    made = [make_return(shop) for _ in range(50)]
    for _ in range(3):
        run_once(buying, clock.advance(seconds=1))
    for item in made:
        slip = get_document(database, "http://localhost", shop.shop_id, item.return_id, Document.LABEL)
        assert slip.body.startswith(b"%PDF")
        assert parcel_of(database, item).state is ParcelState.WANTED
    assert kinds_waiting(database, shop, State.DEAD) == []
    van.fault = Fault.NONE
    done = 0
    for _ in range(20):
        done += run_once(buying, clock.advance(minutes=12))
    assert done == 50
    assert {parcel_of(database, item).state for item in made} == {ParcelState.BOUGHT}
    assert len(van.list_sold(shop.shop_id)) == 50


@pytest.mark.parametrize("fault", [Fault.NEVER, Fault.SLOW])
def test_a_carrier_that_answers_late_or_never_holds_nobody_up(
    database: Database, shop: Shop, make_return: MakeReturn, buying: WorkerParts, van: Van, clock: Clock, fault: Fault
) -> None:
    van.fault, van.budget = fault, Budget(quote_seconds=0.2, buy_seconds=0.2, other_seconds=0.2)
    item = make_return(shop)
    assert run_once(buying, clock()) == 0
    assert parcel_of(database, item).state is ParcelState.WANTED
    assert "did not answer" in parcel_of(database, item).last_reason
    van.fault = Fault.NONE
    assert run_once(buying, clock.advance(minutes=2)) == 1


def test_what_a_carrier_refuses_waits_for_a_person(
    database: Database, shop: Shop, make_return: MakeReturn, buying: WorkerParts, van: Van, clock: Clock
) -> None:
    van.fault = Fault.REFUSES
    item = make_return(shop)
    run_once(buying, clock())
    parcel = parcel_of(database, item)
    assert (parcel.state, parcel.last_reason) == (ParcelState.FAILED, "The carrier does not take this address.")
    assert database.read(spending_store.get_spent, shop.shop_id, clock()) == 0


def test_the_limit_of_an_hour_holds_and_what_is_over_it_waits(
    database: Database, make_shop: MakeShop, make_return: MakeReturn, buying: WorkerParts, van: Van, clock: Clock
) -> None:
    shop = make_shop(mode=Mode.TEST, **WITH_LABELS, spending_limit_minor=2 * 590).shop
    made = [make_return(shop) for _ in range(3)]
    assert run_once(buying, clock()) == 2
    waiting = [parcel_of(database, item) for item in made if parcel_of(database, item).state is ParcelState.WANTED]
    assert [parcel.last_reason[:36] for parcel in waiting] == ["The limit for labels in one hour is "]
    assert run_once(buying, clock.advance(minutes=2)) == 0
    assert run_once(buying, clock.advance(hours=1)) == 1
    assert len(van.list_sold(shop.shop_id)) == 3


def test_the_limit_holds_when_twenty_buy_at_once(database: Database, shop: Shop, clock: Clock) -> None:
    hours: list[int | None] = []

    def reserve() -> None:
        hours.append(database.write(spending_store.reserve, shop.shop_id, 590, 5900, clock()))

    threads = [threading.Thread(target=reserve) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(hour is not None for hour in hours) == 10
    assert database.read(spending_store.get_spent, shop.shop_id, clock()) == 5900


def test_a_label_bought_beside_another_workers_is_surplus(
    database: Database, shop: Shop, make_return: MakeReturn, buying: WorkerParts, van: Van, clock: Clock
) -> None:
    item = make_return(shop)
    run_once(dataclasses.replace(buying, open_carrier=lambda *asked: Overtaken(van(*asked), buying, item, van, clock)), clock())
    for _ in range(3):
        run_once(buying, clock.advance(minutes=6))
    sold = van.list_sold(shop.shop_id)
    assert [parcel.voided_at is None for parcel in sold].count(True) == 1
    assert parcel_of(database, item).state is ParcelState.BOUGHT
    label = [parcel for parcel in sold if parcel.voided_at is None]
    assert label[0].label == get_document(database, "", shop.shop_id, item.return_id, Document.LABEL).body


class Overtaken:
    """A purchase so slow that another worker takes the job over, and buys before this one's answer comes."""

    def __init__(self, inner: object, parts: WorkerParts, item: Return, van: Van, clock: Clock) -> None:
        self._inner, self._parts, self._item, self._van, self._clock = inner, parts, item, van, clock

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    def buy(self, parcel: object) -> object:
        job = self._parts.database.read(outbox_store.list_jobs_about, self._item.shop_id, self._item.return_id)[0]
        buy_label(self._parts, job, self._clock())
        return self._inner.buy(parcel)  # type: ignore[attr-defined]


def test_canceling_gives_a_bought_label_back_and_counts_what_is_saved(
    database: Database, shop: Shop, make_return: MakeReturn, buying: WorkerParts, van: Van, clock: Clock
) -> None:
    item = make_return(shop)
    run_once(buying, clock())
    database.write(cancel, shop.shop_id, item.return_id, "anna", clock())
    run_once(buying, clock())
    assert (parcel_of(database, item).state, parcel_of(database, item).saved_minor) == (ParcelState.VOIDED, 590)
    assert [parcel.voided_at is not None for parcel in van.list_sold(shop.shop_id)] == [True]


def test_what_is_canceled_before_it_was_bought_is_never_bought(
    database: Database, shop: Shop, make_return: MakeReturn, buying: WorkerParts, van: Van, clock: Clock
) -> None:
    item = make_return(shop)
    database.write(cancel, shop.shop_id, item.return_id, "anna", clock())
    run_once(buying, clock())
    assert (parcel_of(database, item).state, van.list_sold(shop.shop_id)) == (ParcelState.VOIDED, [])


def test_unused_labels_are_given_back_before_the_carriers_limit(
    database: Database, shop: Shop, make_return: MakeReturn, buying: WorkerParts, van: Van, clock: Clock
) -> None:
    item = make_return(shop)
    run_once(buying, clock())
    sent = make_return(shop)
    clock.advance(days=13)  # the sandbox takes labels back for fourteen days, and says that a parcel travels a day after
    run_once(buying, clock())
    assert parcel_of(database, sent).state is ParcelState.BOUGHT, "bought just now"
    first = parcel_of(database, item)
    assert (first.state, first.seen_at is not None) == (ParcelState.BOUGHT, True), "the sandbox saw it travel"


def test_a_label_that_nothing_travels_with_is_given_back_by_the_tidying(
    database: Database, shop: Shop, make_return: MakeReturn, buying: WorkerParts, van: Van, clock: Clock
) -> None:
    item = make_return(shop)
    run_once(buying, clock())
    idle = dataclasses.replace(buying, open_carrier=lambda *asked: Idle(van(*asked)))
    run_once(idle, clock.advance(days=13))
    parcel = parcel_of(database, item)
    assert (parcel.state, parcel.saved_minor) == (ParcelState.VOIDED, 590)
    database.write(request_purchase, shop.shop_id, item.return_id, 1, "shopper", clock())
    run_once(idle, clock())
    again = parcel_of(database, item)
    assert (again.state, again.reference, again.saved_minor) == (ParcelState.BOUGHT, f"{item.rma}-1-2", 590)


class Idle:
    """A carrier that has seen no parcel."""

    def __init__(self, inner: object) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    def track(self, tracking_number: str) -> tuple[object, ...]:
        return ()


def test_a_label_that_its_carrier_keeps_stays_bought_and_says_why(
    database: Database, shop: Shop, make_return: MakeReturn, buying: WorkerParts, van: Van, clock: Clock
) -> None:
    item = make_return(shop)
    run_once(buying, clock())
    database.write(request_void, shop.shop_id, item.return_id, 1, "anna", clock())
    run_once(buying, clock.advance(days=15))
    parcel = parcel_of(database, item)
    assert (parcel.state, parcel.last_reason) == (
        ParcelState.BOUGHT,
        "The carrier takes parcels back no longer than their last day for it.",
    )
    assert "label.kept" in types_of(database, item)


def test_another_box_has_a_label_of_its_own_and_leads_to_the_same_return(
    database: Database, shop: Shop, make_return: MakeReturn, buying: WorkerParts, van: Van, clock: Clock
) -> None:
    item = make_return(shop)
    database.write(add_box, shop.shop_id, item.return_id, "shopper", clock())
    assert run_once(buying, clock()) == 2
    labels = {sold.reference for sold in van.list_sold(shop.shop_id)}
    assert labels == {f"{item.rma}-1", f"{item.rma}-2"}
    second = get_document(database, "http://localhost", shop.shop_id, item.return_id, Document.LABEL, parcel=2)
    assert second.name == f"return-label-{item.rma}B2.pdf"
    assert len(database.read(list_parcels, shop.shop_id, item.return_id)) == 2


def test_a_live_shop_cannot_use_the_sandbox(
    database: Database, make_shop: MakeShop, make_return: MakeReturn, buying: WorkerParts, van: Van, clock: Clock
) -> None:
    shop = make_shop(**WITH_LABELS).shop
    item = make_return(shop)
    run_once(buying, clock())
    assert (parcel_of(database, item).state, van.list_sold(shop.shop_id)) == (ParcelState.FAILED, [])


def test_nothing_personal_is_written_about_a_purchase(
    database: Database, shop: Shop, make_return: MakeReturn, buying: WorkerParts, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    item = make_return(shop)
    run_once(buying, clock())
    jobs = repr(database.read(outbox_store.list_jobs, shop.shop_id, State.PENDING))
    events = repr([event.body for event in database.read(list_events, shop.shop_id, item.return_id)])
    lines = repr([{**record.__dict__} for record in caplog.records if record.name.startswith("sendback")])
    for said in (jobs, events, lines, repr(database.read(find_parcel, shop.shop_id, item.return_id, 1))):
        for private in ("aino", "Järvenpää", "Hämeenkatu", "33100"):
            assert private not in said
