"""One dock, several shops: each shop lets the devices of another in by itself, and either side ends it."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.journal import store as journal
from sendback.receiving.devices import device_store, pairing_store, service_store
from sendback.receiving.devices.codes import make_code
from sendback.receiving.devices.model import Device, Purpose, Served
from sendback.receiving.devices.pairing import spend_code
from sendback.shops.store import get_shop
from sendback.shops.warehouse_store import get_open_warehouse

MOST_SERVED = 50


def offer_service(tx: Tx, home: str, device_id: str, actor: str, now: datetime) -> str:
    """Make a code with which another shop lets this device receive its parcels."""
    device = device_store.get_device(tx, home, device_id)
    if device.is_revoked:
        raise Problem(Code.STATUS_CONFLICT, "This device was shut out.")
    if len(device.serves) >= MOST_SERVED:
        raise Problem(Code.STATUS_CONFLICT, f"One device serves at most {MOST_SERVED} other shops.")
    code = make_code()
    pairing_store.add_pairing(tx, home, code, Purpose.SHOP, device.warehouse, device_id, actor, now)
    return code


def let_in(tx: Tx, shop_id: str, text: str, warehouse: str, actor: str, now: datetime) -> Device:
    """Let the device in whose home shop made this code; from now on it receives for this shop too."""
    get_open_warehouse(tx, shop_id, warehouse)
    pairing = spend_code(tx, text, Purpose.SHOP, now)
    assert pairing.device_id is not None, "a code for another shop names a device"
    if pairing.shop_id == shop_id:
        raise Problem(Code.STATUS_CONFLICT, "This code is for another shop: type it on that shop's page.")
    device = device_store.get_device(tx, pairing.shop_id, pairing.device_id)
    if device.is_revoked:
        raise Problem(Code.STATUS_CONFLICT, "This device was shut out.")
    service_store.begin_service(tx, shop_id, device, warehouse, actor, now)
    device_store.note_serves(tx, device, shop_id)
    journal.record(tx, shop_id, "dock.service_began", device.device_id, {"warehouse": warehouse}, actor, now)
    journal.record(tx, device.home, "dock.service_began", device.device_id, {"shop": shop_id}, pairing.made_by, now)
    return device


def end_service(tx: Tx, shop_id: str, home: str, device_id: str, by_shop: str, actor: str, now: datetime) -> None:
    """Serve a shop no longer, as either side (`by_shop`) may say; each journal says so, and who did it stays in their own."""
    if service_store.find_service(tx, shop_id, home, device_id) is None:
        raise Problem(Code.NOT_FOUND, "This device does not receive for that shop.")
    if not service_store.end_service(tx, shop_id, home, device_id, now):
        return
    for told in (shop_id, home):
        who, body = (actor, {}) if told == by_shop else ("worker", {"by": "other"})
        journal.record(tx, told, "dock.service_ended", device_id, body, who, now)


def list_served(tx: Tx, device: Device) -> tuple[Served, ...]:
    """List the shops that a device receives for now: its home first, then those that let it in and have not ended it."""
    served = [Served(get_shop(tx, device.home), device.warehouse)]
    for shop_id in device.serves:
        service = service_store.find_service(tx, shop_id, device.home, device.device_id)
        if service is not None and service.ended_at is None:
            served.append(Served(get_shop(tx, shop_id), service.warehouse))
    return tuple(served)


def has_served(tx: Tx, device: Device, shop_id: str) -> bool:
    """Say whether a shop ever let a device in: what it scanned then may still arrive, to be looked at."""
    return shop_id == device.home or service_store.find_service(tx, shop_id, device.home, device.device_id) is not None
