"""Shifts end: by the worker, with the device, or with the work itself."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.journal import store as journal
from sendback.journal.model import Happening
from sendback.receiving.devices import shift_store


def end_shifts(tx: Tx, home: str, actor: str, now: datetime, *, device_id: str = "", worker_id: str = "") -> None:
    """End the shifts at a device, or those of a worker."""
    ended = shift_store.end_shifts(tx, home, now, device_id, worker_id)
    if ended:
        happened = [Happening("dock.shift_ended", shift.worker_id, {"device": shift.device_id}) for shift in ended]
        journal.record_all(tx, home, happened, actor, now)
