"""What devices send counts exactly once, in order, whatever goes wrong on the way."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from sendback.database.model import Database
from sendback.errors import Problem
from sendback.receiving import inspection_store, receipt_store
from sendback.receiving.devices.changing import revoke_device
from sendback.receiving.devices.model import Served
from sendback.receiving.devices.serving import end_service
from sendback.receiving.scanning import event_store
from sendback.receiving.scanning.applying import discard_held, take_in_held
from sendback.receiving.scanning.event import Event, State
from sendback.receiving.scanning.taking import Sender, take_event
from sendback.returns.model import Status
from sendback.shops.model import Shop
from tests.conftest import Clock, MakeShop
from tests.docking import serve
from tests.receiving.conftest import Look, MakeSent
from tests.receiving.scanning.conftest import Dock, MakeDock, Sent


def receive(dock: Dock, return_id: str, **body: object) -> Sent:
    return dock.say("receive", return_id=return_id, parcel=1, **body)


def inspect(dock: Dock, return_id: str, line_id: str, quantity: int) -> Sent:
    return dock.say("inspect", return_id=return_id, line_id=line_id, outcome="arrived", quantity=quantity, grade="a")


def test_a_days_work_is_done_in_its_order_and_answered_one_by_one(dock: Dock, make_sent: MakeSent, look: Look) -> None:
    item = make_sent()
    work = [receive(dock, item.return_id), inspect(dock, item.return_id, "1", 2), inspect(dock, item.return_id, "2", 1)]
    answers = dock.send(*reversed(work))
    assert [(each["id"], each["state"]) for each in answers] == [(event["id"], "applied") for event in work]
    assert answers[-1]["expected"]["status"] == "closed"
    assert look(item).status is Status.CLOSED


def test_the_same_again_changes_nothing_and_gets_its_answer_again(dock: Dock, database: Database, make_sent: MakeSent) -> None:
    item = make_sent()
    event = receive(dock, item.return_id, note="wet")
    assert [dock.send(event)[0]["state"] for _ in range(3)] == ["applied", "again", "again"]
    assert len(database.read(receipt_store.list_receipts, item.shop_id, item.return_id)) == 1
    kept = database.read(event_store.find_event, item.shop_id, event["id"])
    assert kept is not None
    assert "note" not in kept.body, "it stands in the receipt"


def test_another_body_under_the_same_id_is_refused(dock: Dock, database: Database, make_sent: MakeSent) -> None:
    item = make_sent()
    event = receive(dock, item.return_id)
    dock.send(event)
    answer = dock.send({**event, "body": {"return_id": item.return_id, "weight_g": 100}})[0]
    assert (answer["state"], answer["code"]) == ("refused", "id-used")
    assert database.read(receipt_store.list_receipts, item.shop_id, item.return_id)[0].weight_g is None


def test_two_devices_and_one_box_make_one_receipt_and_a_clear_word_for_the_second(
    make_dock: MakeDock, database: Database, make_sent: MakeSent
) -> None:
    item, first, second = make_sent(), make_dock(name="Onni"), make_dock(name="Lumi")
    assert first.send(receive(first, item.return_id))[0]["state"] == "applied"
    event = receive(second, item.return_id, note="Aino asks for the box back")
    for _ in range(2):  # asked again, the same
        answer = second.send(event)[0]
        assert (answer["state"], answer["code"], answer["by"]) == ("refused", "already-received", "Onni")
        assert answer["at"]
        assert "Onni" in answer["sentence"]
    assert len(database.read(receipt_store.list_receipts, item.shop_id, item.return_id)) == 1
    kept = database.read(event_store.list_refused, item.shop_id, datetime(2020, 1, 1).astimezone())
    assert [each.event_id for each in kept] == [event["id"]]
    assert kept[0].body["note"] == "Aino asks for the box back", "nothing is lost; it goes with its return"


def test_a_bad_event_does_not_hold_up_the_others(dock: Dock, make_sent: MakeSent) -> None:
    item = make_sent()
    bad = [
        dock.say("receive", return_id="nobody"),
        dock.say("inspect", return_id=item.return_id, outcome="exploded", quantity=1),
        dock.say("undo"),
        {**dock.say("receive"), "body": "none"},
    ]
    answers = dock.send(*bad, receive(dock, item.return_id))
    assert [each["state"] for each in answers] == ["refused"] * 4 + ["applied"]
    assert all(each["sentence"] for each in answers[:4])
    (answer,) = dock.send({"id": "1", "number": 9, "kind": "receive"})
    assert answer["code"] == "invalid-fields"


def test_what_is_not_understood_is_held_and_taken_in_or_discarded_by_somebody(
    dock: Dock, database: Database, shop: Shop, make_sent: MakeSent, now: datetime, look: Look
) -> None:
    item, other = make_sent(), make_sent()
    nobody = {**receive(dock, item.return_id), "shift": "no-shift"}
    answers = dock.send(dock.say("teleport"), {**receive(dock, other.return_id), "v": 7}, nobody)
    assert [each["state"] for each in answers] == ["held"] * 3
    held = {each.event_id: each.kind for each in database.read(event_store.list_held, shop.shop_id)}
    assert sorted(held.values()) == ["receive", "receive", "teleport"]
    database.write(take_in_held, shop, nobody["id"], "main", "person:kim", now)
    assert look(item).status is Status.RECEIVED
    with pytest.raises(Problem):
        database.write(take_in_held, shop, nobody["id"], "main", "person:kim", now)
    for event_id in held.keys() - {nobody["id"]}:
        database.write(discard_held, shop, event_id, "twice", "person:kim", now)
    assert dock.send(nobody)[0]["state"] == "again"
    assert look(other).status is Status.AUTHORIZED


def test_what_a_revoked_device_still_sends_is_held(
    dock: Dock, database: Database, shop: Shop, make_sent: MakeSent, now: datetime, look: Look
) -> None:
    item = make_sent()
    database.write(revoke_device, shop.shop_id, dock.device.device_id, "tests", now)
    event = receive(dock, item.return_id)
    for _ in range(2):
        (answer,) = dock.send(event)
        assert (answer["state"], answer["code"], answer["expected"]) == ("held", "device-revoked", None)
    assert look(item).status is Status.AUTHORIZED
    assert dock.ask("scan", {"code": item.rma})["code"] == "device-revoked"
    database.write(take_in_held, shop, event["id"], "main", "person:kim", now)
    assert look(item).status is Status.RECEIVED


def test_nothing_is_done_in_a_shop_that_is_not_served(
    dock: Dock, database: Database, make_shop: MakeShop, make_sent: MakeSent, now: datetime, look: Look
) -> None:
    stranger = make_shop().shop
    theirs = make_sent(stranger)
    event = dock.say("receive", stranger.slug, return_id=theirs.return_id)
    assert dock.send(event)[0]["state"] == "refused"
    assert dock.send(dock.say("receive", return_id=theirs.return_id))[0]["code"] == "not-found"
    assert database.read(event_store.find_event, stranger.shop_id, event["id"]) is None
    serve(database, dock.device, stranger, now)
    assert dock.send(dock.say("receive", stranger.slug, return_id=theirs.return_id))[0]["state"] == "applied"
    second = make_sent(stranger)
    late = dock.say("receive", stranger.slug, return_id=second.return_id)
    database.write(end_service, stranger.shop_id, dock.device.home, dock.device.device_id, stranger.shop_id, "tests", now)
    assert dock.send(late)[0]["code"] == "not-served"
    assert [each.event_id for each in database.read(event_store.list_held, stranger.shop_id)] == [late["id"]]
    assert look(second).status is Status.AUTHORIZED


@pytest.mark.parametrize("wrong", [timedelta(), timedelta(hours=7), timedelta(days=-9000), timedelta(days=3650)])
def test_a_clock_that_is_wrong_by_hours_or_years_is_put_right(
    dock: Dock, database: Database, make_sent: MakeSent, clock: Clock, wrong: timedelta
) -> None:
    item, scanned = make_sent(), clock()
    event = {**receive(dock, item.return_id), "at": (scanned + wrong).isoformat()}
    clock.advance(hours=3)
    dock.send(event, device_time=(clock() + wrong).isoformat())
    (receipt,) = database.read(receipt_store.list_receipts, item.shop_id, item.return_id)
    assert (receipt.seen_at, receipt.made_at) == (scanned, clock())


@pytest.mark.parametrize("at", ["", "yesterday", "2999-01-01T00:00:00+00:00", "1999-01-01T00:00:00+00:00", 7])
def test_a_moment_that_cannot_be_is_none_before_the_device_joined_and_none_to_come(
    dock: Dock, database: Database, make_sent: MakeSent, now: datetime, at: object
) -> None:
    item = make_sent()
    assert dock.send({**receive(dock, item.return_id), "at": at})[0]["state"] == "applied"
    (receipt,) = database.read(receipt_store.list_receipts, item.shop_id, item.return_id)
    assert receipt.seen_at == now


def test_two_tabs_that_send_the_same_queue_at_once_count_once(
    dock: Dock, database: Database, shop: Shop, make_sent: MakeSent, now: datetime
) -> None:
    items = [make_sent() for _ in range(4)]
    queue = [receive(dock, item.return_id) for item in items] + [inspect(dock, item.return_id, "1", 2) for item in items]
    sender = Sender(dock.device, (Served(shop, "main"),))
    events = [read(event, now) for event in queue]
    with ThreadPoolExecutor(4) as tabs:
        said = list(tabs.map(lambda _: [take_event(database, sender, event, now) for event in events], range(4)))
    assert {each.state for answers in said for each in answers} == {State.APPLIED}
    assert sum(not each.is_again for answers in said for each in answers) == len(queue)
    for item in items:
        assert len(database.read(receipt_store.list_receipts, item.shop_id, item.return_id)) == 1
        assert len(database.read(inspection_store.list_inspections, item.shop_id, item.return_id)) == 1


def read(sent: Sent, now: datetime) -> Event:
    return Event(sent["id"], sent["number"], sent["shop"], sent["shift"], sent["kind"], 1, now, now, sent["body"])


def test_fifty_events_with_all_that_people_may_write_fit_in_one_call(dock: Dock, make_sent: MakeSent) -> None:
    item, note = make_sent(), "箱子湿了，" * 100
    events = [dock.say("mystery", code=f"{number:0500}", note=note) for number in range(48)]
    answers = dock.send(receive(dock, item.return_id, note=note), *events, inspect(dock, item.return_id, "1", 2))
    assert {each["state"] for each in answers} == {"applied"}


def test_more_than_fifty_events_or_none_that_can_be_read_are_refused_as_a_whole(dock: Dock) -> None:
    for events in ([{}] * 51, "none", [1]):
        assert dock.ask("events", {"events": events})["code"] == "invalid-fields"
    assert dock.send() == []
