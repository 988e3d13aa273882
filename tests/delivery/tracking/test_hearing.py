"""What is heard of a box is kept once and moves it one way, whoever tells it and however often."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from sendback.carriers.model import Milestone, TrackingEvent
from sendback.database.model import Database
from sendback.delivery.tracking.hearing import hear
from sendback.delivery.tracking.model import CARRIER, Heard
from sendback.delivery.tracking.naming_store import find_typed
from sendback.delivery.tracking.store import list_words
from sendback.errors import Problem
from sendback.journal.store import list_events
from sendback.privacy.return_store import erase_return
from sendback.returns.deciding import cancel
from sendback.returns.handing_in import note_number
from sendback.returns.model import Return
from sendback.returns.parcel_store import get_parcel, save_parcel
from sendback.returns.parcels import Parcel
from sendback.returns.requesting import request_return
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from tests.conftest import MakeShop
from tests.factories import NOW, give_number, make_return_request, push_order

Tell = Callable[..., Heard]


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(policy={"refund_due": "first_scan"}).shop


@pytest.fixture
def item(database: Database, shop: Shop) -> Return:
    order = database.write(push_order, shop.shop_id)
    return database.write(request_return, shop, order, make_return_request(order), "shopper", NOW)


def said(milestone: Milestone, days: float | None, text: str = "", **more: object) -> TrackingEvent:
    at = None if days is None else NOW + timedelta(days=days)
    return TrackingEvent(at, milestone, text or milestone.value, **more)  # type: ignore[arg-type]


MOVING, DELIVERED = said(Milestone.MOVING, 1, "Handed in"), said(Milestone.DELIVERED, 3)


@pytest.fixture
def tell(database: Database, shop: Shop, item: Return) -> Tell:
    """Tell something of the first box, `days` from now."""

    def tell_some(*events: TrackingEvent, days: float = 10) -> Heard:
        return database.write(hear, shop, box_of(database, item), events, CARRIER, NOW + timedelta(days=days))

    return tell_some


def box_of(database: Database, item: Return) -> Parcel:
    return database.read(get_parcel, item.shop_id, item.return_id, 1)


def told(database: Database, item: Return, *types: str) -> list[str]:
    events = database.read(list_events, item.shop_id, item.return_id)
    return [event.type for event in events if event.type.startswith(types or ("parcel.", "refund."))]


def test_a_box_is_seen_once_and_delivered_once(database: Database, item: Return, tell: Tell) -> None:
    assert tell(said(Milestone.ANNOUNCED, 0)) == Heard(1)
    assert box_of(database, item).milestone == "announced"
    assert tell(MOVING) == Heard(1, is_seen=True)
    assert tell(MOVING, DELIVERED) == Heard(1, is_delivered=True)
    assert tell(MOVING, DELIVERED, MOVING) == Heard()
    box = box_of(database, item)
    assert (box.seen_at, box.delivered_at, box.milestone) == (MOVING.at, DELIVERED.at, "delivered")
    assert told(database, item, "parcel.") == ["parcel.in_transit", "parcel.delivered"]
    last = database.read(list_events, item.shop_id, item.return_id)[-1]
    assert last.body == {
        "rma": item.rma, "parcel": 1, "warehouse": "main", "carrier": "address_only", "milestone": "delivered", "units": 1,
    }  # fmt: skip
    assert last.actor == "carrier"


def test_money_is_due_with_the_first_scan_and_only_once(database: Database, item: Return, tell: Tell) -> None:
    tell(MOVING)
    tell(said(Milestone.MOVING, 2, "Sorted"), DELIVERED)
    assert told(database, item, "refund.") == ["refund.due"]
    assert database.read(get_return, item.shop_id, item.return_id).refund_due_at is not None


def test_what_a_carrier_calls_by_word_of_hold_is_no_refund_of_a_canceled_return(
    database: Database, item: Return, tell: Tell
) -> None:
    database.write(cancel, item.shop_id, item.return_id, "agent", NOW)
    assert tell(said(Milestone.STRAYED, 1)) == Heard(1, is_seen=True)
    assert told(database, item, "refund.") == []


def test_an_older_word_that_comes_late_is_kept_and_leads_nowhere_back(database: Database, item: Return, tell: Tell) -> None:
    tell(DELIVERED)
    assert tell(MOVING, said(Milestone.MOVING, 5, "On a van again")) == Heard(2)
    box = box_of(database, item)
    assert (box.milestone, box.delivered_at, box.seen_at) == ("delivered", DELIVERED.at, DELIVERED.at)
    assert told(database, item, "parcel.") == ["parcel.delivered"]
    assert next(word.text for _, word in database.read(list_words, item.shop_id, item.return_id)) == "On a van again"


def test_a_word_that_is_older_than_the_last_one_does_not_turn_the_box_round(database: Database, item: Return, tell: Tell) -> None:
    tell(said(Milestone.WAITING, 4))
    tell(said(Milestone.MOVING, 2))
    tell(said(Milestone.ANNOUNCED, 5), said(Milestone.UNKNOWN, 6))
    assert box_of(database, item).milestone == "waiting"


@pytest.mark.parametrize("days", [400, None])
def test_a_clock_in_the_future_and_one_that_cannot_be_read_are_now(
    database: Database, item: Return, tell: Tell, days: float | None
) -> None:
    tell(said(Milestone.DELIVERED, days), days=2)
    assert box_of(database, item).delivered_at == NOW + timedelta(days=2)


def test_what_was_said_of_an_earlier_box_with_the_same_number_is_not_believed(
    database: Database, item: Return, tell: Tell
) -> None:
    assert tell(said(Milestone.DELIVERED, -200)) == Heard()
    assert box_of(database, item).delivered_at is None
    tell(said(Milestone.MOVING, -1))
    assert box_of(database, item).seen_at == NOW, "nothing is seen before it is there"


def test_a_carrier_that_talks_without_end_is_heard_in_short(database: Database, item: Return, tell: Tell) -> None:
    tell(*(said(Milestone.MOVING, 1, f"{number}\0{'x' * 900}") for number in range(500)))
    words = database.read(list_words, item.shop_id, item.return_id)
    assert len(words) == 200
    assert max(len(word.text) for _, word in words) == 200
    assert tell(DELIVERED).is_delivered, "the end is heard all the same"


def test_the_day_is_the_carriers_where_it_names_one_and_five_days_where_nobody_knows(
    database: Database, item: Return, tell: Tell
) -> None:
    tell(MOVING, days=1)
    box = box_of(database, item)
    assert (box.expected_on, box.expected_by) == (date(2026, 11, 30), "usual")
    tell(said(Milestone.MOVING, 2, expected_on=date(2026, 11, 27)), days=2)
    tell(said(Milestone.MOVING, 2.5, expected_on=date(1999, 1, 1)), days=2.5)
    box = box_of(database, item)
    assert (box.expected_on, box.expected_by) == (date(2026, 11, 27), "carrier")


def test_saving_a_box_that_was_read_before_undoes_nothing_that_was_heard(database: Database, item: Return, tell: Tell) -> None:
    before = box_of(database, item)
    tell(MOVING, DELIVERED)
    database.write(save_parcel, before, before)
    assert box_of(database, item).delivered_at == DELIVERED.at


def test_what_was_heard_goes_with_the_person(database: Database, item: Return, tell: Tell) -> None:
    tell(said(Milestone.DELIVERED, 1, "Signed by Aino"))
    database.write(erase_return, item.shop_id, item.return_id, NOW)
    assert database.read(list_words, item.shop_id, item.return_id) == []
    assert tell(MOVING) == Heard()
    assert database.read(list_words, item.shop_id, item.return_id) == []


def test_on_a_number_that_its_sender_typed_nothing_is_due_until_somebody_says_the_box_is_here(
    database: Database, shop: Shop, item: Return, tell: Tell
) -> None:
    """It may be any number, such as that of the parcel in which the shop sent the goods."""
    database.write(note_number, item, 1, "jj fi 6543-2100.0012", "shopper", NOW)
    assert database.read(find_typed, shop.shop_id, "JJFI 6543 2100 0012") == box_of(database, item)
    assert tell(MOVING).is_seen
    assert told(database, item, "refund.") == []


def test_a_number_that_its_sender_typed_takes_nothing_from_the_box_that_has_it(
    database: Database, shop: Shop, item: Return
) -> None:
    order = database.write(push_order, shop.shop_id)
    real = database.write(request_return, shop, order, make_return_request(order), "shopper", NOW)
    database.write(give_number, real, "JJFI654321000012")
    database.write(note_number, item, 1, "JJFI654321000012", "shopper", NOW)
    found = database.read(find_typed, shop.shop_id, "JJFI654321000012")
    assert isinstance(found, Parcel)
    assert found.return_id == real.return_id
    with pytest.raises(Problem):
        database.write(note_number, item, 1, real.rma, "shopper", NOW)
