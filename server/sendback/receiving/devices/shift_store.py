"""Shifts in the database: who worked at which device, and when."""

from datetime import datetime

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.receiving.devices.model import SHIFT_LIFE, Device, Shift, Worker

_SHIFTS = """SELECT t.*, w.name FROM dock_shifts t
JOIN dock_workers w ON w.shop_id = t.shop_id AND w.worker_id = t.worker_id WHERE t.shop_id = :s"""
_OPEN = "ended_at IS NULL AND expires_at > :n"


def add_shift(tx: Tx, device: Device, worker: Worker, shift_id: str, now: datetime) -> None:
    """Keep that a worker begins at a device."""
    tx.run(
        """INSERT INTO dock_shifts (shop_id, shift_id, device_id, worker_id, began_at, expires_at)
        VALUES (:s, :i, :d, :w, :n, :until)""",
        s=device.home, i=shift_id, d=device.device_id, w=worker.worker_id, n=to_epoch(now),
        until=to_epoch(now + SHIFT_LIFE),
    )  # fmt: skip


def find_shift(tx: Tx, device: Device, shift_id: str) -> Shift | None:
    """Find a shift at this device, also one that is over: what was scanned in it may arrive later."""
    row = tx.one(f"{_SHIFTS} AND t.shift_id = :i AND t.device_id = :d", s=device.home, i=shift_id, d=device.device_id)
    return _shift(row) if row else None


def find_current_shift(tx: Tx, device: Device, now: datetime) -> Shift | None:
    """Find who works at a device now."""
    row = tx.one(
        f"{_SHIFTS} AND t.device_id = :d AND t.ended_at IS NULL AND t.expires_at > :n ORDER BY t.shift_id DESC LIMIT 1",
        s=device.home, d=device.device_id, n=to_epoch(now),
    )  # fmt: skip
    return _shift(row) if row else None


def list_current_shifts(tx: Tx, home: str, now: datetime) -> list[Shift]:
    """List who works now, at all of a shop's devices."""
    rows = tx.all(f"{_SHIFTS} AND t.ended_at IS NULL AND t.expires_at > :n", s=home, n=to_epoch(now))
    return [_shift(row) for row in rows]


def end_shifts(tx: Tx, home: str, now: datetime, device_id: str = "", worker_id: str = "") -> list[Shift]:
    """End the shifts at a device, or those of a worker, and return them."""
    rows = tx.all(
        f"{_SHIFTS} AND t.ended_at IS NULL AND t.expires_at > :n AND (t.device_id = :d OR t.worker_id = :w)",
        s=home, n=to_epoch(now), d=device_id, w=worker_id,
    )  # fmt: skip
    tx.run(
        f"UPDATE dock_shifts SET ended_at = :n WHERE shop_id = :s AND {_OPEN} AND (device_id = :d OR worker_id = :w)",
        n=to_epoch(now), s=home, d=device_id, w=worker_id,
    )  # fmt: skip
    return [_shift(row) for row in rows]


def _shift(row: Row) -> Shift:
    return Shift(
        home=row["shop_id"],
        shift_id=row["shift_id"],
        device_id=row["device_id"],
        worker_id=row["worker_id"],
        worker_name=row["name"],
        began_at=from_epoch(row["began_at"]),
        expires_at=from_epoch(row["expires_at"]),
        ended_at=from_epoch(row["ended_at"]) if row["ended_at"] is not None else None,
    )
