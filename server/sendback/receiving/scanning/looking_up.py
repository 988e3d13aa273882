"""Looking a code up in the shops that a device receives for: found, several, a label never used, or nothing of ours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sendback.database.model import Tx
from sendback.receiving.codes import keep_code
from sendback.receiving.devices.model import Served
from sendback.receiving.scanning.codes import read_code
from sendback.receiving.scanning.lookup_store import (
    MOST_FOUND,
    find_by_order,
    find_by_rma,
    find_by_tracking,
    find_unknown,
    find_unused,
)
from sendback.receiving.scanning.model import Candidate, Kind, Known, Sort
from sendback.shops.model import Shop


class Verdict(StrEnum):
    """What a code turned out to be."""

    FOUND = "found"
    SEVERAL = "several"
    UNUSED = "unused"
    """A label that travelled in an order's box, and that no return took."""
    INCOMPLETE = "incomplete"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Hit:
    """A return that a code leads to; `box` is the box it names, 0 where it names none."""

    shop: Shop
    return_id: str
    box: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a code: what it leads to, or what to say of it.

    `sort` says more of what leads to nothing; `orders` are those of unused labels, as (shop, order number); `known` is the
    box, and its shop, that somebody took in with the same code before.
    """

    verdict: Verdict
    sort: str
    hits: tuple[Hit, ...] = ()
    orders: tuple[tuple[Shop, str], ...] = ()
    known: tuple[Shop, Known] | None = None


ELSEWHERE: Final = "elsewhere"
"""Said of a label that names a shop which the device does not receive for, whether there is such a shop or not."""
_LABELS: Final = (Kind.QR, Kind.BOX, Kind.RMA)
_STEPS: Final = (_LABELS, (Kind.SSCC, Kind.TRACKING), (Kind.ORDER,))
"""Whatever stands on our own label goes before a carrier's number, and that before an order's."""


def look_up(tx: Tx, served: Sequence[Served], scanned: str) -> Outcome:
    """Find what a code leads to, in no shop but those served. A return that has ended is found as well."""
    reading, shops = read_code(scanned), [each.shop for each in served]
    for step in _STEPS:
        asked = [each for each in reading.candidates if each.kind in step]
        if hits := _once(hit for shop in shops for hit in _find(tx, shop, asked)):
            verdict = Verdict.FOUND if len({hit.return_id for hit in hits}) == 1 else Verdict.SEVERAL
            return Outcome(verdict, reading.sort.value, hits)
    rmas = [each for each in reading.candidates if each.kind in (Kind.QR, Kind.RMA)]
    orders = tuple((shop, number) for shop in shops for number in find_unused(tx, shop.shop_id, _of_shop(rmas, shop)))
    if orders:
        return Outcome(Verdict.UNUSED, reading.sort.value, orders=orders)
    verdict = Verdict.INCOMPLETE if reading.sort is Sort.INCOMPLETE else Verdict.UNKNOWN
    return Outcome(verdict, _say(reading.sort, reading.candidates, shops), known=_find_known(tx, shops, scanned))


def _find(tx: Tx, shop: Shop, asked: Sequence[Candidate]) -> Iterable[Hit]:
    labels = [each for each in asked if each.kind in _LABELS]
    boxes = {each.text.partition("B")[0]: each.box for each in labels if each.box}
    by_rma = find_by_rma(tx, shop.shop_id, dict.fromkeys(_of_shop(labels, shop)))
    yield from (Hit(shop, return_id, next(iter(boxes.values())) if len(boxes) == 1 else 0) for return_id in by_rma)
    keys = [each.text for each in asked if each.kind is Kind.TRACKING]
    keys += [f"{zeros}{each.text}" for each in asked if each.kind is Kind.SSCC for zeros in ("", "00")]
    found = find_by_tracking(tx, shop.shop_id, dict.fromkeys(keys))
    numbers = {return_id: [number for each, number in found if each == return_id] for return_id, _ in found}
    yield from (Hit(shop, each, own[0] if len(own) == 1 else 0) for each, own in numbers.items())
    orders = find_by_order(tx, shop.shop_id, [each.text for each in asked if each.kind is Kind.ORDER])
    yield from (Hit(shop, return_id) for return_id in orders)


def _of_shop(labels: Iterable[Candidate], shop: Shop) -> list[str]:
    """List the RMA numbers to look for in a shop: a QR symbol names the one it is of, bars do not."""
    return [each.text for each in labels if each.kind is not Kind.BOX and each.shop in ("", shop.slug)]


def _once(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    return tuple({(hit.shop.shop_id, hit.return_id): hit for hit in hits}.values())[:MOST_FOUND]


def _say(sort: Sort, candidates: Sequence[Candidate], shops: Sequence[Shop]) -> str:
    named = {each.shop for each in candidates if each.kind is Kind.QR}
    return ELSEWHERE if named and not named & {shop.slug for shop in shops} else sort.value


def _find_known(tx: Tx, shops: Sequence[Shop], scanned: str) -> tuple[Shop, Known] | None:
    code = keep_code(scanned)
    found = ((shop, find_unknown(tx, shop.shop_id, code)) for shop in shops if code)
    return next(((shop, known) for shop, known in found if known), None)
