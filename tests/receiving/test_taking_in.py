"""A box is here: once, by somebody, whatever its return's status."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from sendback.database.ids import new_id
from sendback.database.model import Database
from sendback.errors import Code, Problem
from sendback.journal.store import list_events
from sendback.receiving.finding import note_finding
from sendback.receiving.model import By
from sendback.receiving.receipt_store import list_receipts
from sendback.receiving.taking_in import receive_box
from sendback.receiving.undoing import take_back
from sendback.receiving.wishes import FindWish, ReceiveWish, read_wish
from sendback.returns.boxes import add_box
from sendback.returns.deciding import approve, cancel, decline
from sendback.returns.model import Return, Status
from sendback.returns.parcel_store import get_parcel
from sendback.returns.undoing import undo
from sendback.shops.model import Shop
from sendback.shops.receiving import Outcome
from tests.conftest import Clock, MakeShop
from tests.receiving.conftest import Find, Look, MakeSent, Receive


def list_types(database: Database, item: Return) -> list[str]:
    return [event.type for event in database.read(list_events, item.shop_id, item.return_id)]


def test_the_same_word_twice_is_one_receipt(database: Database, make_sent: MakeSent, receive: Receive) -> None:
    item, wish_id = make_sent(), new_id()
    assert receive(item, wish_id=wish_id) == receive(item, wish_id=wish_id)
    assert len(database.read(list_receipts, item.shop_id, item.return_id)) == 1
    assert list_types(database, item).count("return.received") == 1


def test_the_second_to_scan_a_box_is_told_who_was_first_and_when(make_sent: MakeSent, receive: Receive) -> None:
    item = make_sent()
    receive(item)
    with pytest.raises(Problem) as refused:
        receive(item)
    assert refused.value.code is Code.ALREADY_RECEIVED
    assert "took this box in on 2026-11-24 at 12:00." in refused.value.detail


def test_several_boxes_come_one_by_one(
    database: Database, shop: Shop, by: By, make_sent: MakeSent, receive: Receive, look: Look, clock: Clock
) -> None:
    item = make_sent()
    first = receive(item)
    database.write(add_box, shop.shop_id, item.return_id, "person:a", clock.advance(hours=1))
    second = receive(item)
    assert (first.parcel, second.parcel) == (1, 2)
    assert database.read(get_parcel, shop.shop_id, item.return_id, 2).seen_at is not None
    with pytest.raises(Problem, match="no such box"):
        receive(item, parcel=3)
    database.write(take_back, shop, first.receipt_id, by, clock())
    assert look(item).status is Status.RECEIVED
    assert database.read(get_parcel, shop.shop_id, item.return_id, 1).seen_at is None
    assert receive(item).parcel == 1


def test_a_box_that_is_here_can_be_canceled_by_nobody(
    database: Database, shop: Shop, make_sent: MakeSent, receive: Receive, look: Look, clock: Clock
) -> None:
    item = make_sent()
    receive(item)
    with pytest.raises(Problem, match="Its goods arrived"):
        database.write(cancel, shop.shop_id, item.return_id, "person:a", clock())
    assert look(item).status is Status.RECEIVED


def test_what_came_before_it_was_let_in_stands_where_its_goods_say_once_it_is(
    database: Database, make_shop: MakeShop, make_sent: MakeSent, receive: Receive, look: Look, clock: Clock
) -> None:
    strict = make_shop(policy={"approval": "none"}).shop
    item = make_sent(strict)
    receive(item, of=strict)
    assert (look(item).status, look(item).received_at) == (Status.REQUESTED, clock())
    database.write(approve, strict.shop_id, item.return_id, "person:a", clock())
    assert look(item).status is Status.RECEIVED
    assert "label.created" not in list_types(database, item)


def test_what_was_declined_is_taken_in_and_stays_declined_until_that_is_taken_back(
    database: Database, make_shop: MakeShop, make_sent: MakeSent, receive: Receive, look: Look, clock: Clock
) -> None:
    strict = make_shop(policy={"approval": "none"}).shop
    item = make_sent(strict)
    database.write(decline, strict.shop_id, item.return_id, "No.", "person:a", clock())
    receive(item, of=strict)
    assert look(item).status is Status.DECLINED
    database.write(undo, strict.shop_id, item.return_id, "person:a", clock())
    assert look(item).status is Status.REQUESTED


def test_what_was_canceled_on_its_way_is_received_once_that_is_taken_back(
    database: Database, shop: Shop, make_sent: MakeSent, receive: Receive, look: Look, clock: Clock
) -> None:
    item = make_sent()
    database.write(cancel, shop.shop_id, item.return_id, "person:a", clock())
    receive(item)
    assert look(item).status is Status.CANCELED
    database.write(undo, shop.shop_id, item.return_id, "person:a", clock())
    assert look(item).status is Status.RECEIVED


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"return_id": "r", "outcome": "eaten", "quantity": 1}, "outcome"),
        ({"return_id": "r", "outcome": "arrived", "quantity": 0}, "quantity"),
        ({"return_id": "r", "outcome": "arrived", "quantity": 1, "photos": ["../x"]}, "photos.0"),
        ({"return_id": "r", "outcome": "arrived", "quantity": 1, "name": "Aino"}, "name"),
        ({"outcome": "arrived", "quantity": 1}, "return_id"),
    ],
)
def test_what_does_not_fit_is_named(body: dict[str, object], field: str) -> None:
    with pytest.raises(Problem) as refused:
        read_wish(FindWish, body)
    assert [error.field for error in refused.value.errors] == [field]
    assert read_wish(ReceiveWish, {"return_id": "r", "parcel": 2, "photos": []}).parcel == 2


def test_who_scanned_keeps_the_time_of_their_clock(make_sent: MakeSent, receive: Receive, by: By, find: Find) -> None:
    item = make_sent()
    assert receive(item).seen_at == by.seen_at
    assert find(item, "1", "arrived", 1).made_at - by.seen_at == timedelta()


def test_many_at_once_take_one_box_in_once_and_find_no_unit_twice(
    database: Database, shop: Shop, by: By, make_sent: MakeSent, clock: Clock
) -> None:
    item, now = make_sent(), clock()

    def take(number: int) -> Code | None:
        try:
            if number % 2:
                database.write(receive_box, shop, ReceiveWish(return_id=item.return_id), new_id(), "main", by, now)
            else:
                wish = FindWish(return_id=item.return_id, line_id="1", outcome=Outcome.ARRIVED, quantity=1, grade="a")
                database.write(note_finding, shop, wish, new_id(), "main", by, now)
        except Problem as problem:
            return problem.code
        return None

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(take, range(1, 16, 2)))
        found = list(pool.map(take, range(0, 16, 2)))
    assert sorted(map(str, taken)) == sorted(["None", *["already-received"] * 7])
    assert sorted(map(str, found)) == sorted(["None"] * 2 + ["invalid-fields"] * 6)
