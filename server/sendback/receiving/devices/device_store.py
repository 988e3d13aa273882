"""Devices in the database: their secrets as hashes, and what they last said of themselves."""

import json
from datetime import datetime

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.errors import Code, Problem
from sendback.receiving.devices.model import Device
from sendback.shops.secret import hash_secret


def add_device(tx: Tx, home: str, device_id: str, secret: str, name: str, warehouse: str, actor: str, now: datetime) -> Device:
    """Keep a device that just joined."""
    tx.run(
        """INSERT INTO dock_devices (shop_id, device_id, secret_hash, name, warehouse, made_by, made_at, seen_at)
        VALUES (:s, :d, :h, :name, :w, :a, :n, :n)""",
        s=home, d=device_id, h=hash_secret(secret), name=name, w=warehouse, a=actor, n=to_epoch(now),
    )  # fmt: skip
    return get_device(tx, home, device_id)


def find_device(tx: Tx, home: str, device_id: str) -> Device | None:
    """Find a device by its home and id."""
    row = tx.one("SELECT * FROM dock_devices WHERE shop_id = :s AND device_id = :d", s=home, d=device_id)
    return _device(row) if row else None


def find_device_by_secret(tx: Tx, home: str, device_id: str, secret: str) -> Device | None:
    """Find the device whose cookie this is, also one that was revoked."""
    row = tx.one(
        "SELECT * FROM dock_devices WHERE shop_id = :s AND device_id = :d AND secret_hash = :h",
        s=home, d=device_id, h=hash_secret(secret),
    )  # fmt: skip
    return _device(row) if row else None


def get_device(tx: Tx, home: str, device_id: str) -> Device:
    """Return one of a shop's own devices, or refuse."""
    device = find_device(tx, home, device_id)
    if device is None:
        raise Problem(Code.NOT_FOUND, "There is no such device.")
    return device


def list_devices(tx: Tx, home: str) -> list[Device]:
    """List a shop's own devices, those that work first, by name."""
    rows = tx.all("SELECT * FROM dock_devices WHERE shop_id = :s", s=home)
    return sorted(map(_device, rows), key=lambda each: (each.is_revoked, each.name.lower(), each.device_id))


def change_device(tx: Tx, device: Device, name: str, warehouse: str) -> None:
    """Give a device another name or another warehouse."""
    tx.run(
        "UPDATE dock_devices SET name = :name, warehouse = :w WHERE shop_id = :s AND device_id = :d",
        name=name, w=warehouse, s=device.home, d=device.device_id,
    )  # fmt: skip


def revoke_device(tx: Tx, home: str, device_id: str, actor: str, now: datetime) -> bool:
    """Shut a device out; False where that was done before."""
    return bool(
        tx.run(
            """UPDATE dock_devices SET revoked_at = :n, revoked_by = :a
            WHERE shop_id = :s AND device_id = :d AND revoked_at IS NULL""",
            n=to_epoch(now), a=actor, s=home, d=device_id,
        )
    )  # fmt: skip


def note_seen(tx: Tx, device: Device, now: datetime) -> None:
    """Remember that a device spoke."""
    tx.run(
        "UPDATE dock_devices SET seen_at = :n WHERE shop_id = :s AND device_id = :d",
        n=to_epoch(now), s=device.home, d=device.device_id,
    )  # fmt: skip


def note_queue(tx: Tx, device: Device, version: str, waiting: int, now: datetime) -> None:
    """Remember what a device said of itself: which version of the app it runs, how many scans it has yet to send."""
    tx.run(
        "UPDATE dock_devices SET seen_at = :n, version = :v, waiting = :w WHERE shop_id = :s AND device_id = :d",
        n=to_epoch(now), v=version[:40], w=max(0, min(waiting, 1_000_000)), s=device.home, d=device.device_id,
    )  # fmt: skip


def note_serves(tx: Tx, device: Device, shop_id: str) -> None:
    """Remember that another shop lets a device in; whether it still does is that shop's row to say."""
    serves = sorted({*device.serves, shop_id})
    tx.run(
        "UPDATE dock_devices SET serves = :j WHERE shop_id = :s AND device_id = :d",
        j=json.dumps(serves), s=device.home, d=device.device_id,
    )  # fmt: skip


def _device(row: Row) -> Device:
    seen, revoked = row["seen_at"], row["revoked_at"]
    return Device(
        home=row["shop_id"],
        device_id=row["device_id"],
        name=row["name"],
        warehouse=row["warehouse"],
        serves=tuple(json.loads(row["serves"])),
        version=row["version"],
        waiting=row["waiting"],
        made_at=from_epoch(row["made_at"]),
        seen_at=from_epoch(seen) if seen is not None else None,
        revoked_at=from_epoch(revoked) if revoked is not None else None,
    )
