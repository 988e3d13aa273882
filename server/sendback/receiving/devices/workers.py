"""Who works at the dock: added, renamed, given another PIN, and let go, at the desk."""

from datetime import datetime

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.journal import store as journal
from sendback.receiving.devices import worker_store
from sendback.receiving.devices.ending import end_shifts
from sendback.receiving.devices.model import Worker
from sendback.receiving.devices.names import check_name

MOST_WORKERS = 500


def add_worker(tx: Tx, shop_id: str, name: str, pin_hash: str, actor: str, now: datetime) -> Worker:
    """Let somebody work at the dock with a PIN that was checked and hashed."""
    label, worker_id = check_name(name), new_id()
    if len(worker_store.list_workers(tx, shop_id)) >= MOST_WORKERS:
        raise Problem(Code.STATUS_CONFLICT, f"More than {MOST_WORKERS} workers are too many to choose from at the dock.")
    worker = worker_store.add_worker(tx, shop_id, worker_id, label, pin_hash, actor, now)
    journal.record(tx, shop_id, "dock.worker_added", worker_id, {}, actor, now)
    return worker


def rename_worker(tx: Tx, shop_id: str, worker_id: str, name: str, actor: str, now: datetime) -> None:
    """Give somebody another name."""
    _get_present(tx, shop_id, worker_id)
    worker_store.rename_worker(tx, shop_id, worker_id, check_name(name))
    journal.record(tx, shop_id, "dock.worker_renamed", worker_id, {}, actor, now)


def reset_pin(tx: Tx, shop_id: str, worker_id: str, pin_hash: str, actor: str, now: datetime) -> None:
    """Give somebody another PIN; whoever was locked out may try again."""
    _get_present(tx, shop_id, worker_id)
    worker_store.keep_pin(tx, shop_id, worker_id, pin_hash)
    journal.record(tx, shop_id, "dock.pin_reset", worker_id, {}, actor, now)


def end_worker(tx: Tx, shop_id: str, worker_id: str, actor: str, now: datetime) -> None:
    """Let somebody go: their shift ends at once, their name stays beside what they did."""
    worker_store.get_worker(tx, shop_id, worker_id)
    if worker_store.end_worker(tx, shop_id, worker_id, now):
        end_shifts(tx, shop_id, actor, now, worker_id=worker_id)
        journal.record(tx, shop_id, "dock.worker_ended", worker_id, {}, actor, now)


def _get_present(tx: Tx, shop_id: str, worker_id: str) -> Worker:
    worker = worker_store.get_worker(tx, shop_id, worker_id)
    if worker.ended_at is not None:
        raise Problem(Code.STATUS_CONFLICT, f"{worker.name} does not work at the dock any more.")
    return worker
