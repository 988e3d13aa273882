"""A worker begins at a device by their PIN; five wrong ones in a row, and none is taken for a quarter of an hour."""

import math
from datetime import datetime, timedelta

from sendback.database.ids import new_id
from sendback.database.model import Database, Tx
from sendback.errors import Code, Problem
from sendback.journal import store as journal
from sendback.receiving.devices import shift_store, worker_store
from sendback.receiving.devices.ending import end_shifts
from sendback.receiving.devices.model import Device, Shift, Worker, name_worker
from sendback.receiving.devices.pins import matches_pin

TRIES = 5
LOCKED_FOR = timedelta(minutes=15)


def begin_shift(database: Database, device: Device, worker_id: str, pin: str, now: datetime) -> Shift:
    """Begin a shift at a device, and end the one before; Problem pin-wrong or worker-locked.

    A try is counted before it is looked at, so that many at once get no more than one after another.
    """
    worker = database.write(_count_try, database.engine, device.home, worker_id, now)
    if not matches_pin(pin, worker.pin_hash):
        if worker.is_locked(now):
            database.write(_note_locked, worker, now)
            raise _refuse_locked(worker, now)
        raise Problem(Code.PIN_WRONG, "This is not the PIN.")
    return database.write(_begin, device, worker, new_id(), now)


def _count_try(tx: Tx, engine: str, home: str, worker_id: str, now: datetime) -> Worker:
    worker_store.lock_row(tx, engine, home, worker_id)
    worker = worker_store.get_worker(tx, home, worker_id)
    if worker.ended_at is not None:
        raise Problem(Code.PIN_WRONG, "This is not the PIN.")
    if worker.is_locked(now):
        raise _refuse_locked(worker, now)
    failures = worker.failures % TRIES + 1
    worker_store.note_tries(tx, worker, failures, now + LOCKED_FOR if failures == TRIES else None)
    return worker_store.get_worker(tx, home, worker_id)


def _note_locked(tx: Tx, worker: Worker, now: datetime) -> None:
    actor = name_worker(worker.shop_id, worker.worker_id)
    journal.record(tx, worker.shop_id, "dock.worker_locked", worker.worker_id, {}, actor, now)


def _begin(tx: Tx, device: Device, worker: Worker, shift_id: str, now: datetime) -> Shift:
    actor = name_worker(device.home, worker.worker_id)
    if worker_store.get_worker(tx, device.home, worker.worker_id).pin_hash != worker.pin_hash:  # let go, or given another
        raise Problem(Code.PIN_WRONG, "This is not the PIN.")
    worker_store.note_tries(tx, worker, 0, None)
    end_shifts(tx, device.home, actor, now, device_id=device.device_id)
    shift_store.add_shift(tx, device, worker, shift_id, now)
    journal.record(tx, device.home, "dock.shift_began", worker.worker_id, {"device": device.device_id}, actor, now)
    shift = shift_store.find_shift(tx, device, shift_id)
    assert shift is not None, "it was just written"
    return shift


def _refuse_locked(worker: Worker, now: datetime) -> Problem:
    seconds = math.ceil((worker.locked_until - now).total_seconds())
    minutes = math.ceil(seconds / 60)
    return Problem(
        Code.WORKER_LOCKED,
        f"Too many wrong PINs. Try again in {minutes} min, or ask for another PIN at the desk.",
        key="worker-locked.for",
        values={"minutes": str(minutes)},
        retry_after_seconds=seconds,
    )
