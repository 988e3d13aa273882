"""A box that nobody knows is taken in, and joins its return by hand or by itself."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sendback.cli.processes import LISTENERS
from sendback.database.ids import new_id
from sendback.database.model import Database
from sendback.delivery.outbox import act_on_events, list_new_events
from sendback.delivery.parts import WorkerParts
from sendback.errors import Problem
from sendback.journal.store import list_events
from sendback.receiving.finding import note_finding
from sendback.receiving.model import By, Receipt
from sendback.receiving.mystery import join_unknown, take_unknown
from sendback.receiving.photo_store import list_photos, save_photo
from sendback.receiving.receipt_store import find_receipt, list_unknown
from sendback.receiving.undoing import take_back
from sendback.receiving.wishes import FindWish, MysteryWish
from sendback.returns.boxes import add_box
from sendback.returns.deciding import approve
from sendback.returns.model import Status
from sendback.returns.parcel_store import get_parcel, save_parcel
from sendback.returns.rma import show_rma
from sendback.shops.model import Shop
from sendback.shops.receiving import Outcome
from sendback.web.context import Context
from tests.conftest import Clock, MakeShop
from tests.factories import push_order
from tests.receiving.conftest import Look, MakeSent, Receive

TakeUnknown = Callable[..., Receipt]
Listen = Callable[[Shop], None]


@pytest.fixture
def take(database: Database, shop: Shop, by: By, clock: Clock) -> TakeUnknown:
    def take_one(code: str, of: Shop | None = None, **wish: object) -> Receipt:
        said = MysteryWish(code=code, **wish)  # type: ignore[arg-type]
        return database.write(take_unknown, of or shop, said, new_id(), "main", by, clock())

    return take_one


@pytest.fixture
def listen(context: Context, clock: Clock) -> Listen:
    """Let the worker's listeners hear of a shop's new events."""
    parts = WorkerParts(context.database, context.vault, context.links, None, "s@example.org", context.clock, context.store)

    def hear(shop: Shop) -> None:
        events = parts.database.read(list_new_events, shop.shop_id)
        for listener in LISTENERS:
            listener(parts, events, clock())
        parts.database.write(act_on_events, shop.shop_id, clock(), events[-1].seq)

    return hear


def test_a_box_is_joined_by_hand_with_its_photo(
    database: Database, shop: Shop, by: By, take: TakeUnknown, make_sent: MakeSent, look: Look, clock: Clock
) -> None:
    item, photo = make_sent(), new_id()
    database.write(save_photo, shop.shop_id, photo, "dock/one.jpg", by.actor, clock())
    receipt = take("no idea", photos=(photo,), weight_g=700)
    assert database.read(list_unknown, shop.shop_id) == [receipt]
    joined = database.write(join_unknown, shop, receipt.receipt_id, item.return_id, by, clock())
    assert (joined.parcel, joined.weight_g, joined.code, look(item).status) == (1, 700, "", Status.RECEIVED)
    assert [each.name for each in database.read(list_photos, shop.shop_id, item.return_id)] == ["dock/one.jpg"]
    assert database.read(list_unknown, shop.shop_id) == []
    with pytest.raises(Problem, match="said before"):
        database.write(join_unknown, shop, receipt.receipt_id, item.return_id, by, clock())
    events = [event.type for event in database.read(list_events, shop.shop_id, item.return_id)]
    assert events[-3:-1] == ["parcel.joined", "return.received"]


def test_one_more_box_than_was_labelled_has_no_number(
    database: Database, shop: Shop, by: By, take: TakeUnknown, make_sent: MakeSent, receive: Receive, clock: Clock
) -> None:
    item = make_sent()
    receive(item)
    joined = database.write(join_unknown, shop, take("").receipt_id, item.return_id, by, clock())
    assert joined.parcel is None
    assert database.write(join_unknown, shop, take("").receipt_id, item.return_id, by, clock()).parcel is None


def test_a_box_that_was_no_box_is_taken_back(database: Database, shop: Shop, by: By, take: TakeUnknown, clock: Clock) -> None:
    receipt = take("x")
    for _ in range(2):
        database.write(take_back, shop, receipt.receipt_id, by, clock())
    assert database.read(list_unknown, shop.shop_id) == []
    assert [event.type for event in database.read(list_events, shop.shop_id, receipt.receipt_id)] == [
        "parcel.unknown",
        "return.receipt_undone",
    ]


def test_a_return_that_is_asked_for_later_finds_the_box_with_its_order_number(
    database: Database, shop: Shop, take: TakeUnknown, make_sent: MakeSent, listen: Listen, look: Look
) -> None:
    other, twice = make_sent(), make_sent()
    listen(shop)
    again = make_sent(order=twice.order_id)
    for text in (twice.order_number, f"{other.order_number}9", ""):
        take(text)
    order = database.write(push_order, shop.shop_id)
    take(f" #{order.number} ")
    item = make_sent(order=order.order_id)
    listen(shop)
    assert (look(item).status, look(other).status) == (Status.RECEIVED, Status.AUTHORIZED)
    assert {look(each).status for each in (twice, again)} == {Status.AUTHORIZED}  # of two, the number means neither
    assert len(database.read(list_unknown, shop.shop_id)) == 3


def test_a_label_that_is_bought_later_finds_its_box(
    database: Database, shop: Shop, take: TakeUnknown, make_sent: MakeSent, listen: Listen, look: Look, clock: Clock
) -> None:
    item = make_sent()
    receipt = take("jjd 0003-41")
    parcel = database.read(get_parcel, shop.shop_id, item.return_id, 1)
    database.write(save_parcel, replace(parcel, tracking_number="JJD000341"), parcel)
    database.write(add_box, shop.shop_id, item.return_id, "person:a", clock())
    listen(shop)
    joined = database.read(find_receipt, shop.shop_id, receipt.receipt_id)
    assert joined is not None
    assert (joined.return_id, look(item).status) == (item.return_id, Status.RECEIVED)


def test_what_was_looked_through_before_it_was_let_in_is_due_once_it_is(
    database: Database,
    make_shop: MakeShop,
    by: By,
    take: TakeUnknown,
    make_sent: MakeSent,
    listen: Listen,
    look: Look,
    clock: Clock,
) -> None:
    strict = make_shop(policy={"approval": "none", "refund_due": "inspection"}).shop
    item = make_sent(strict)
    take(show_rma(item.rma), of=strict)
    assert look(item).status is Status.REQUESTED
    for line_id, quantity in (("1", 2), ("2", 1)):
        wish = FindWish(return_id=item.return_id, line_id=line_id, outcome=Outcome.ARRIVED, quantity=quantity, grade="a")
        database.write(note_finding, strict, wish, new_id(), "main", by, clock())
    database.write(approve, strict.shop_id, item.return_id, "person:a", clock())
    assert (look(item).status, look(item).refund_due_at) == (Status.CLOSED, None)
    listen(strict)
    assert look(item).refund_due_at == clock()


def test_what_only_the_device_did_not_know_joins_at_once_and_never_twice(
    database: Database, shop: Shop, take: TakeUnknown, make_sent: MakeSent, listen: Listen, look: Look
) -> None:
    item = make_sent()
    joined = take(show_rma(item.rma))
    assert (joined.return_id, joined.parcel, look(item).status) == (item.return_id, 1, Status.RECEIVED)
    second = take(item.rma)
    listen(shop)
    assert database.read(list_unknown, shop.shop_id) == [second]  # one more than was announced: a person says so
