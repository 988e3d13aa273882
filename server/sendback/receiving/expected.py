"""What a worker needs to know of a return to open its box: no name, no address, no mail, no phone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sendback.database.model import Tx
from sendback.orders.normalize import norm_order
from sendback.orders.store import get_order
from sendback.receiving import inspection_store, receipt_store
from sendback.receiving.codes import spell_code
from sendback.receiving.expected_line import ExpectedLine, Found, list_suggestions
from sendback.receiving.model import Inspection, Receipt
from sendback.receiving.progress import list_found
from sendback.returns.model import BY_RIGHT, Return, ReturnLine, Status
from sendback.returns.naming import name_reason
from sendback.returns.parcel_store import list_parcels
from sendback.returns.parcels import Parcel
from sendback.returns.photo_store import list_photos
from sendback.returns.rma import number_box, show_rma
from sendback.returns.store import get_return
from sendback.shops.actors import name_actors
from sendback.shops.model import Shop
from sendback.shops.receiving import Outcome


@dataclass(frozen=True, slots=True)
class ExpectedBox:
    """One box of a return, and what took it in; `by` is a name to show."""

    number: int | None
    tracking_number: str | None
    received: Receipt | None
    by: str = ""

    def as_json(self) -> dict[str, Any]:
        """Write a box as devices keep it."""
        taken = self.received and {
            "receipt_id": self.received.receipt_id,
            "at": self.received.seen_at.isoformat(),
            "by": self.by,
            "weight_g": self.received.weight_g,
        }
        return {"number": self.number, "tracking_number": self.tracking_number, "received": taken}


@dataclass(frozen=True, slots=True)
class Expected:
    """A return as the dock sees it; `codes` is every text that leads to it, spelled as compared."""

    shop: str
    return_id: str
    rma: str
    status: Status
    warehouse: str
    order_numbers: tuple[str, ...]
    because_note: str
    is_withdrawal: bool
    boxes: tuple[ExpectedBox, ...]
    lines: tuple[ExpectedLine, ...]
    extras: tuple[Found, ...]
    updated_at: datetime
    codes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Write it as devices keep it."""
        return {
            "shop": self.shop,
            "id": self.return_id,
            "rma": self.rma,
            "rma_shown": show_rma(self.rma),
            "status": self.status.value,
            "warehouse": self.warehouse,
            "order_numbers": list(self.order_numbers),
            "because_note": self.because_note,
            "is_withdrawal": self.is_withdrawal,
            "boxes": [box.as_json() for box in self.boxes],
            "lines": [line.as_json() for line in self.lines],
            "extras": [found.as_json() for found in self.extras],
            "updated_at": self.updated_at.isoformat(),
            "codes": list(self.codes),
        }


def read_expected(tx: Tx, shop: Shop, return_id: str) -> Expected:
    """Read a return as the dock sees it, or Problem not-found."""
    item = get_return(tx, shop.shop_id, return_id)
    receipts = [each for each in receipt_store.list_receipts(tx, shop.shop_id, return_id) if each.undone_at is None]
    inspections = [each for each in inspection_store.list_inspections(tx, shop.shop_id, return_id) if each.undone_at is None]
    people = {each.made_by for each in receipts} | {each.made_by for each in inspections}
    names = name_actors(tx, shop.shop_id, people)
    parcels = list_parcels(tx, shop.shop_id, return_id)
    notes = dict.fromkeys(str(line.because.get("note", "")) for line in item.lines)
    return Expected(
        shop=shop.slug,
        return_id=return_id,
        rma=item.rma,
        status=item.status,
        warehouse=item.warehouse,
        order_numbers=item.order_numbers,
        because_note=" · ".join(note for note in notes if note),
        is_withdrawal=item.because.get("rule") == BY_RIGHT,
        boxes=tuple(_list_boxes(parcels, receipts, names)),
        lines=_read_lines(tx, shop, item, inspections, names),
        extras=tuple(Found.of(each, names) for each in inspections if each.outcome is Outcome.EXTRA),
        updated_at=item.updated_at,
        codes=list_codes(item.rma, item.order_numbers, [(each.number, each.tracking_number, each.reference) for each in parcels]),
    )


def list_codes(rma: str, order_numbers: Sequence[str], boxes: Sequence[tuple[int, str | None, str]]) -> tuple[str, ...]:
    """List every text on a box that leads to a return, as compared; a box is its number, tracking number, reference."""
    numbers = [number_box(rma, number) for number, _, _ in boxes]
    carriers = [text for box in boxes for text in box[1:] if text]
    spelled = [*map(spell_code, (rma, *numbers, *carriers, *order_numbers)), *map(norm_order, order_numbers)]
    return tuple(dict.fromkeys(filter(None, spelled)))


def _list_boxes(parcels: Sequence[Parcel], receipts: Sequence[Receipt], names: Mapping[str, str]) -> list[ExpectedBox]:
    """List the boxes with a number, then what came without one."""
    here = {receipt.parcel: receipt for receipt in receipts if receipt.parcel is not None}
    boxes = {parcel.number: parcel.tracking_number for parcel in parcels} or {1: None}
    more = [(receipt.parcel, None, receipt) for receipt in receipts if receipt.parcel not in boxes]
    known = [(number, tracking, here.get(number)) for number, tracking in boxes.items()]
    return [ExpectedBox(number, tracking, got, names[got.made_by] if got else "") for number, tracking, got in [*known, *more]]


def _read_lines(
    tx: Tx, shop: Shop, item: Return, inspections: Sequence[Inspection], names: Mapping[str, str]
) -> tuple[ExpectedLine, ...]:
    orders = {order_id: get_order(tx, shop.shop_id, order_id) for order_id in item.order_ids}
    wares = {(order_id, line.line_id): line for order_id, order in orders.items() for line in order.lines}
    photos = [(photo.line_order_id, photo.line_id) for photo in list_photos(tx, shop.shop_id, item.return_id)]

    def see(line: ReturnLine) -> ExpectedLine:
        ware = wares.get((line.order_id, line.line_id))
        return ExpectedLine(
            line=line,
            picture=ware.picture if ware else "",
            reason_said=name_reason(shop.settings, line),
            currency=orders[line.order_id].currency or "",
            weight_g=ware.weight_g if ware else None,
            photos=photos.count((line.order_id, line.line_id)),
            suggestions=list_suggestions(shop.settings.receiving, line),
            found=tuple(Found.of(each, names) for each in list_found(line, inspections)),
        )

    return tuple(map(see, item.sent_lines))
