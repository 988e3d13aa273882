"""The dock of Nordlys: two workers, a device to be paired, boxes that were opened this morning."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.receiving.devices import worker_store
from sendback.receiving.devices.model import name_worker
from sendback.receiving.devices.pairing import make_pairing
from sendback.receiving.finding import note_finding
from sendback.receiving.model import By
from sendback.receiving.mystery import take_unknown
from sendback.receiving.taking_in import receive_box
from sendback.receiving.wishes import FindWish, MysteryWish, ReceiveWish
from sendback.returns.model import Return, Status
from sendback.returns.store import list_returns
from sendback.shops.model import Shop
from sendback.shops.receiving import Outcome
from sendback.shops.warehouses import MAIN

PINS = {"Onni Oja": "4071", "Vilja Sand": "58213"}
_OPENED, _HALF = 5, 3
_GRADES = ("a", "a", "b", "c", "a")


@dataclass(frozen=True, slots=True)
class DemoDock:
    """How to get in: what a device opens, and who may begin there."""

    pairing: str
    pins: dict[str, str]


def open_dock(tx: Tx, shop: Shop, pin_hashes: dict[str, str], now: datetime) -> DemoDock:
    """Make a code for a device, and let those begin who were given no PIN yet."""
    for worker in worker_store.list_workers(tx, shop.shop_id):
        if not worker.pin_hash and worker.name in pin_hashes:
            worker_store.keep_pin(tx, shop.shop_id, worker.worker_id, pin_hashes[worker.name])
    return DemoDock(f"{shop.shop_id}.{make_pairing(tx, shop.shop_id, MAIN, 'demo', now)}", PINS)


def receive_some(tx: Tx, shop: Shop, now: datetime) -> None:
    """Take in some boxes, as the dock does: most are looked through, some only stand there, one is nobody's."""
    workers = [_hire(tx, shop, name, now) for name in PINS]
    items = [item for item in list_returns(tx, shop.shop_id, Status.AUTHORIZED, "", 100) if not item.is_kept]
    chosen = sorted(items, key=lambda item: (item.created_at, item.rma))[: _OPENED + _HALF]
    for place, item in enumerate(chosen):
        at = now - timedelta(minutes=150 - 15 * place)
        by = By(name_worker(shop.shop_id, workers[place % len(workers)]), at)
        receipt = receive_box(tx, shop, ReceiveWish(return_id=item.return_id), new_id(), MAIN, by, at)
        for wish in _find(item, receipt.receipt_id, place):
            note_finding(tx, shop, wish, new_id(), MAIN, by, at)
    by = By(name_worker(shop.shop_id, workers[0]), now)
    take_unknown(tx, shop, MysteryWish(code="JVGL06285490001234567890"), new_id(), MAIN, by, now)


def _find(item: Return, receipt_id: str, place: int) -> Iterator[FindWish]:
    """Say what is in a box; those that only stand there, nothing yet."""
    for line in item.sent_lines if place < _OPENED else ():
        arrived = line.reason != "damaged"
        yield FindWish(
            return_id=item.return_id,
            receipt_id=receipt_id,
            order_id=line.order_id,
            line_id=line.line_id,
            outcome=Outcome.ARRIVED if arrived else Outcome.DAMAGED,
            quantity=line.quantity,
            grade=_GRADES[place] if arrived else "d",
        )


def _hire(tx: Tx, shop: Shop, name: str, now: datetime) -> str:
    """Let somebody work at the dock, who has no PIN before it is printed."""
    return worker_store.add_worker(tx, shop.shop_id, new_id(), name, "", "demo", now).worker_id
