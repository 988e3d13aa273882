"""Shifts: one worker at a device, ended by the sign-out, the desk, or time."""

from sendback.database.model import Database
from sendback.journal.store import list_events
from sendback.receiving.devices.beginning import begin_shift
from sendback.receiving.devices.changing import revoke_device
from sendback.receiving.devices.ending import end_shifts
from sendback.receiving.devices.shift_store import find_current_shift, find_shift, list_current_shifts
from sendback.receiving.devices.workers import end_worker
from sendback.shops.actors import name_actors
from sendback.shops.model import Shop
from tests.conftest import Clock, MakeShop
from tests.docking import PIN, begin, hire, pair


def test_who_begins_signs_out_who_was_there(database: Database, shop: Shop, clock: Clock) -> None:
    device, first, second = (
        pair(database, shop, clock())[0],
        hire(database, shop, clock()),
        hire(database, shop, clock(), "Vilja"),
    )
    begin(database, device, first, clock())
    shift = begin_shift(database, device, second.worker_id, PIN, clock())
    assert database.read(find_current_shift, device, clock()) == shift
    assert database.read(list_current_shifts, shop.shop_id, clock()) == [shift]
    told = [event.type for event in database.read(list_events, shop.shop_id, first.worker_id)]
    assert told == ["dock.worker_added", "dock.shift_ended"]


def test_a_shift_ends_with_its_device_and_with_its_worker(database: Database, shop: Shop, clock: Clock) -> None:
    worker, (one, _), (two, _) = hire(database, shop, clock()), pair(database, shop, clock()), pair(database, shop, clock())
    begin(database, one, worker, clock())
    begin(database, two, worker, clock())
    database.write(revoke_device, shop.shop_id, one.device_id, "tests", clock())
    assert [each.device_id for each in database.read(list_current_shifts, shop.shop_id, clock())] == [two.device_id]
    database.write(end_worker, shop.shop_id, worker.worker_id, "tests", clock())
    assert database.read(list_current_shifts, shop.shop_id, clock()) == []


def test_a_shift_that_is_over_is_still_known_at_its_own_device_alone(database: Database, shop: Shop, clock: Clock) -> None:
    (one, _), (two, _) = pair(database, shop, clock()), pair(database, shop, clock())
    shift = begin(database, one, hire(database, shop, clock()), clock())
    database.write(end_shifts, shop.shop_id, shift.actor, clock(), device_id=one.device_id)
    assert database.read(find_shift, one, shift.shift_id) is not None
    assert database.read(find_shift, two, shift.shift_id) is None


def test_what_a_worker_did_carries_their_name_in_every_shop_and_after_they_left(
    database: Database, shop: Shop, make_shop: MakeShop, clock: Clock
) -> None:
    worker, other = hire(database, shop, clock(), "Onni Oja"), make_shop().shop
    actor = f"worker:{shop.shop_id}:{worker.worker_id}"
    database.write(end_worker, shop.shop_id, worker.worker_id, "tests", clock())
    marks = [actor, "worker", "worker:nobody:there", "person:gone"]
    named = database.read(name_actors, other.shop_id, marks)
    assert [named[mark] for mark in marks] == ["Onni Oja", "Sendback", "Somebody", "Somebody"]
