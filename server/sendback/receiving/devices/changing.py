"""What becomes of a device: another name, another warehouse, shut out at the desk, or given up by whoever holds it."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.journal import store as journal
from sendback.receiving.devices import device_store
from sendback.receiving.devices.ending import end_shifts
from sendback.receiving.devices.model import Device
from sendback.receiving.devices.names import check_name
from sendback.shops.warehouse_store import get_open_warehouse


def change_device(tx: Tx, home: str, device_id: str, name: str, warehouse: str, actor: str, now: datetime) -> None:
    """Give a device another name or another warehouse."""
    device, label = device_store.get_device(tx, home, device_id), check_name(name)
    if warehouse != device.warehouse:
        get_open_warehouse(tx, home, warehouse)
    if (label, warehouse) == (device.name, device.warehouse):
        return
    device_store.change_device(tx, device, label, warehouse)
    journal.record(tx, home, "dock.device_changed", device_id, {"warehouse": warehouse}, actor, now)


def revoke_device(tx: Tx, home: str, device_id: str, actor: str, now: datetime) -> None:
    """Shut a device out at once, whoever works there; what it still sends is held until somebody looks at it."""
    _end(tx, device_store.get_device(tx, home, device_id), "dock.device_revoked", actor, now)


def leave(tx: Tx, device: Device, actor: str, now: datetime) -> None:
    """Let a device go that gives itself up; again, or once it was shut out, is no fault."""
    _end(tx, device, "dock.device_left", actor, now)


def _end(tx: Tx, device: Device, told: str, actor: str, now: datetime) -> None:
    if device_store.revoke_device(tx, device.home, device.device_id, actor, now):
        end_shifts(tx, device.home, actor, now, device_id=device.device_id)
        journal.record(tx, device.home, told, device.device_id, {}, actor, now)
