"""What a device is told of itself, of the shops it receives for, of who may work at it."""

from datetime import datetime
from typing import Any

from flask import Response, g, jsonify

from sendback.database.model import Tx
from sendback.receiving.devices.model import Device, Served, Shift
from sendback.receiving.devices.worker_store import list_workers
from sendback.returns.naming import list_reasons
from sendback.shops.receiving import Disposition
from sendback.shops.warehouse_store import find_warehouse
from sendback.web.context import get_context
from sendback.web.dock.auth import needs_device
from sendback.web.dock.cookie import keep_device_cookie, read_device_cookie


def show_me() -> Response:
    """Tell a device all it needs to begin; a browser that never joined has done nothing wrong and is told nothing."""
    return _show_device() if read_device_cookie() else Response(status=204)


@needs_device
def _show_device() -> Response:
    body = get_context().database.read(_tell, g.device, g.shift, g.served)
    response = jsonify({**body, "server_time": write_time(get_context().clock())})
    keep_device_cookie(response)
    return response


def tell_device(device: Device) -> dict[str, Any]:
    """Write which device it is."""
    return {"id": device.device_id, "name": device.name, "warehouse": device.warehouse}


def tell_shift(shift: Shift) -> dict[str, Any]:
    """Write who works there."""
    expires_at = write_time(shift.expires_at)
    return {"id": shift.shift_id, "worker": shift.worker_id, "name": shift.worker_name, "expires_at": expires_at}


def write_time(moment: datetime) -> str:
    """Write a moment as RFC 3339 has it, in UTC."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _tell(tx: Tx, device: Device, shift: Shift | None, served: tuple[Served, ...]) -> dict[str, Any]:
    return {
        "device": tell_device(device),
        "shops": [_tell_shop(tx, each) for each in served],
        "workers": [{"id": worker.worker_id, "name": worker.name} for worker in list_workers(tx, device.home)],
        "shift": tell_shift(shift) if shift else None,
    }


def _tell_shop(tx: Tx, served: Served) -> dict[str, Any]:
    shop, setting = served.shop, served.shop.settings.receiving
    warehouse = find_warehouse(tx, shop.shop_id, served.warehouse)
    return {
        "slug": shop.slug,
        "id": shop.shop_id,
        "name": shop.name,
        "warehouse": served.warehouse,
        "warehouse_name": warehouse.name if warehouse else served.warehouse,
        "grades": [{"code": grade.code, "label": grade.label, "is_sellable": grade.is_sellable} for grade in setting.grades],
        "dispositions": [each.value for each in Disposition],
        "places": {place.disposition.value: place.place for place in setting.places if place.place},
        "reasons": dict(list_reasons(shop.settings)),
        "undo_seconds": setting.undo_seconds,
    }
