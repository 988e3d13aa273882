"""What the page of the dock shows, read in one look."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sendback.database.model import Tx
from sendback.receiving.devices.box_count_store import count_boxes
from sendback.receiving.devices.device_store import find_device, list_devices
from sendback.receiving.devices.model import Device, Service, Shift, Worker
from sendback.receiving.devices.service_store import find_service, list_services
from sendback.receiving.devices.shift_store import list_current_shifts
from sendback.receiving.devices.worker_store import list_workers
from sendback.receiving.scanning.event_store import list_held, list_refused
from sendback.shops.model import Shop
from sendback.shops.store import get_shop
from sendback.shops.warehouse_store import list_warehouses
from sendback.shops.warehouses import Warehouse
from sendback.web.desk.dock.months import list_months

_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Guest:
    """Another shop that a device of this one receives for."""

    shop: Shop
    device: Device


@dataclass(frozen=True, slots=True)
class Host:
    """A device of another shop that receives for this one, named as its home names it."""

    service: Service
    device_name: str
    home_name: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many boxes were taken in here for a shop, month by month."""

    name: str
    boxes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dock:
    """All of a shop's dock."""

    devices: tuple[Device, ...]
    shut_out: tuple[Device, ...]
    workers: tuple[Worker, ...]
    shifts: tuple[Shift, ...]
    warehouses: tuple[Warehouse, ...]
    guests: tuple[Guest, ...]
    hosts: tuple[Host, ...]
    months: tuple[str, ...]
    counted: tuple[Counted, ...]
    held: int
    refused: int


def read_dock(tx: Tx, shop: Shop, now: datetime) -> Dock:
    """Read a shop's dock."""
    devices, months = list_devices(tx, shop.shop_id), list(list_months(now, shop.settings.zone, _MONTHS))
    served = [get_shop(tx, each) for each in sorted({each for device in devices for each in device.serves})]
    counted = [
        Counted(each.name, tuple(count_boxes(tx, each.shop_id, shop.shop_id, since, until) for _, since, until in months))
        for each in (shop, *sorted(served, key=lambda one: one.name.lower()))
    ]
    return Dock(
        devices=tuple(each for each in devices if not each.is_revoked),
        shut_out=tuple(each for each in devices if each.is_revoked),
        workers=tuple(list_workers(tx, shop.shop_id)),
        shifts=tuple(list_current_shifts(tx, shop.shop_id, now)),
        warehouses=tuple(each for each in list_warehouses(tx, shop.shop_id) if each.closed_at is None),
        guests=tuple(_list_guests(tx, devices)),
        hosts=tuple(_host(tx, service) for service in list_services(tx, shop.shop_id)),
        months=tuple(name for name, _, _ in months),
        counted=tuple(counted),
        held=len(list_held(tx, shop.shop_id)),
        refused=len(list_refused(tx, shop.shop_id, now - timedelta(days=7))),
    )


def _list_guests(tx: Tx, devices: list[Device]) -> list[Guest]:
    found = []
    for device in devices:
        for shop_id in device.serves:
            service = find_service(tx, shop_id, device.home, device.device_id)
            if service is not None and service.ended_at is None and not device.is_revoked:
                found.append(Guest(get_shop(tx, shop_id), device))
    return found


def _host(tx: Tx, service: Service) -> Host:
    device = find_device(tx, service.home, service.device_id)
    return Host(service, device.name if device else "", get_shop(tx, service.home).name)
