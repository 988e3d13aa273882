"""A device joins its home shop by a code that the desk shows."""

from datetime import datetime

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.journal import store as journal
from sendback.receiving.devices import device_store, pairing_store
from sendback.receiving.devices.codes import make_code, read_code
from sendback.receiving.devices.model import Device, Pairing, Purpose
from sendback.receiving.devices.names import clean_name
from sendback.shops.model import Shop
from sendback.shops.secret import new_secret
from sendback.shops.store import find_shop, find_shop_by_id
from sendback.shops.warehouse_store import get_open_warehouse


def make_pairing(tx: Tx, shop_id: str, warehouse: str, actor: str, now: datetime) -> str:
    """Make a code by which one device joins, standing in a warehouse; only its hash is kept."""
    get_open_warehouse(tx, shop_id, warehouse)
    code = make_code()
    pairing_store.add_pairing(tx, shop_id, code, Purpose.DEVICE, warehouse, None, actor, now)
    return code


def join_device(tx: Tx, text: str, name: str, now: datetime) -> tuple[Device, str]:
    """Let a device join by what it scanned or was typed; return it, and its secret, which is kept nowhere here."""
    pairing = spend_code(tx, text, Purpose.DEVICE, now)
    device_id, secret = new_id(), new_secret()
    label = clean_name(name) or "Scanner"
    device = device_store.add_device(tx, pairing.shop_id, device_id, secret, label, pairing.warehouse, pairing.made_by, now)
    pairing_store.note_joined(tx, pairing, device_id)
    body = {"warehouse": pairing.warehouse}
    journal.record(tx, pairing.shop_id, "dock.device_joined", device_id, body, pairing.made_by, now)
    return device, secret


def spend_code(tx: Tx, text: str, purpose: Purpose, now: datetime) -> Pairing:
    """Spend a code that was scanned or typed; Problem link-expired, one for all that can be wrong with it."""
    read = read_code(text)
    shop = _find_shop(tx, read[0]) if read else None
    pairing = pairing_store.spend_pairing(tx, shop.shop_id, read[1], purpose, now) if shop and read else None
    if pairing is None:
        raise Problem(
            Code.LINK_EXPIRED, "This code was used already, is too old, or was mistyped. Make a new one.", key="pairing-ended"
        )
    return pairing


def _find_shop(tx: Tx, named: str) -> Shop | None:
    return find_shop(tx, named) or find_shop_by_id(tx, named.upper())
