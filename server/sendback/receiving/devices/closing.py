"""A warehouse is closed where nothing scans any more."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.journal import store as journal
from sendback.receiving.devices.device_store import list_devices
from sendback.receiving.devices.service_store import list_services
from sendback.shops.warehouse_store import get_open_warehouse, set_closed


def close_warehouse(tx: Tx, shop_id: str, code: str, actor: str, now: datetime) -> None:
    """Close a warehouse: no rule sends a return there any more. Problem status-conflict where a device still stands in it."""
    warehouse = get_open_warehouse(tx, shop_id, code)
    if warehouse.is_main:
        raise Problem(Code.STATUS_CONFLICT, "The main warehouse stays open: returns go there when nothing else is said.")
    standing = [each.name for each in list_devices(tx, shop_id) if each.warehouse == code and not each.is_revoked]
    if standing:
        raise Problem(Code.STATUS_CONFLICT, f"{standing[0]} still stands there. Give it another warehouse, or shut it out.")
    if any(each.warehouse == code for each in list_services(tx, shop_id)):
        raise Problem(Code.STATUS_CONFLICT, "A device of another shop still receives for you there. End that first.")
    set_closed(tx, shop_id, code, now)
    journal.record(tx, shop_id, "warehouse.closed", code, {}, actor, now)
