"""Returns as devices carry them: plain lists, a twelfth as large as what is told online. `dock/src/kept/packed.ts` reads them.

Both are held to tests/vectors/packed_returns.json; who changes the form changes FORM too, and every device begins anew.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sendback.database.model import Row, Tx
from sendback.receiving.expected import list_codes
from sendback.receiving.model import Inspection, Receipt
from sendback.receiving.scanning.many_store import Many, read_many
from sendback.receiving.scanning.shared_facts import SharedFacts
from sendback.returns.model import BY_RIGHT
from sendback.shops.actors import name_actors
from sendback.shops.model import Shop
from sendback.shops.receiving import Outcome

FORM: Final = 1


@dataclass(frozen=True, slots=True)
class Packed:
    """Returns by their ids, in the order in which they were asked for, and what their lines have in common, by its mark."""

    items: dict[str, list[Any]] = field(default_factory=dict)
    common: dict[str, dict[str, Any]] = field(default_factory=dict)


def pack_returns(tx: Tx, shop: Shop, return_ids: Sequence[str]) -> Packed:
    """Read returns and pack them; one of which nothing comes back is left out."""
    if not return_ids:
        return Packed()
    many = read_many(tx, shop.shop_id, return_ids)
    packing = _Packing(shop, many, name_actors(tx, shop.shop_id, many.people), SharedFacts(shop))
    packed = {return_id: packing.pack(return_id) for return_id in return_ids if return_id in many.heads}
    return Packed({return_id: item for return_id, item in packed.items() if item}, packing.common.told)


@dataclass(frozen=True, slots=True)
class _Packing:
    shop: Shop
    many: Many
    names: Any
    common: SharedFacts

    def pack(self, return_id: str) -> list[Any]:
        """Pack a return; an empty list where nothing of it comes back."""
        head, lines = self.many.heads[return_id], self.many.lines.get(return_id, ())
        orders = list(dict.fromkeys([(head["order_id"], head["order_number"]), *map(_name_order, lines)]))
        sent = [self._pack_line(line, orders) for line in lines if not _is_kept(line)]
        if not sent:
            return []
        boxes = self.many.boxes.get(return_id, ())
        return [
            return_id,
            self.shop.slug,
            head["rma"],
            head["status"],
            head["warehouse"],
            head["updated_at"],
            int(BY_RIGHT in head["because"] and json.loads(head["because"]).get("rule") == BY_RIGHT),
            " · ".join(dict.fromkeys(note for line in lines if (note := _read_note(line)))),
            [list(order) for order in orders],
            self._pack_boxes(boxes, self.many.receipts.get(return_id, ())),
            sent,
            [self._pack_found(each) for each in self.many.inspections.get(return_id, ()) if each.outcome is Outcome.EXTRA],
            list(_list_other_codes(head["rma"], [number for _, number in orders], boxes)),
        ]

    def _pack_line(self, line: Row, orders: Sequence[tuple[str, str]]) -> list[Any]:
        place = (line["order_id"], line["line_id"])
        found = [
            self._pack_found(each)
            for each in self.many.inspections.get(line["return_id"], ())
            if each.outcome is not Outcome.EXTRA and (each.order_id, each.line_id) == place
        ]
        return [
            orders.index(_name_order(line)),
            line["line_id"],
            line["sku"],
            line["title"],
            line["quantity"],
            self.common.mark(line),
            line["condition"],
            line["resolution"],
            line["exchange_title"] or line["exchange_sku"],
            line["unit_price_minor"],
            line["currency"] or "",
            line["weight_g"],
            self.many.photos.get((line["return_id"], *place), 0),
            found,
        ]

    def _pack_boxes(self, boxes: Sequence[Row], receipts: Sequence[Receipt]) -> list[list[Any]]:
        here = {each.parcel: each for each in receipts if each.parcel is not None}
        known = {box["number"]: box["tracking_number"] for box in boxes} or {1: None}
        more = [(each.parcel, None, each) for each in receipts if each.parcel not in known]
        return [
            [number, tracking, self._pack_receipt(got) if got else None]
            for number, tracking, got in [*((number, text, here.get(number)) for number, text in known.items()), *more]
        ]

    def _pack_receipt(self, got: Receipt) -> list[Any]:
        return [got.receipt_id, int(got.seen_at.timestamp()), self.names[got.made_by], got.weight_g]

    def _pack_found(self, each: Inspection) -> list[Any]:
        what = [each.inspection_id, each.outcome.value, each.quantity, each.grade]
        where = [each.disposition.value if each.disposition else None, each.place, each.sku, each.title]
        return [*what, *where, self.names[each.made_by], int(each.seen_at.timestamp())]


def _name_order(line: Row) -> tuple[str, str]:
    return line["order_id"], line["order_number"]


def _is_kept(line: Row) -> bool:
    kept: bool = line["resolution"] == "keep" or (
        '"keep"' in line["because"] and json.loads(line["because"]).get("outcome") == "keep"
    )
    return kept


def _read_note(line: Row) -> str:
    return str(json.loads(line["because"]).get("note", "")) if '"note"' in line["because"] else ""


def _list_other_codes(rma: str, numbers: Sequence[str], boxes: Sequence[Row]) -> Iterator[str]:
    """List the codes that a device does not make of what it holds: it knows numbers as they stand, and `<rma><box>`."""
    own = {rma, *numbers}
    for box in boxes:
        own |= {f"{rma}{box['number']}", f"{rma}B{box['number']}", box["tracking_number"]}
    codes = list_codes(rma, numbers, [(box["number"], box["tracking_number"], box["reference"]) for box in boxes])
    return (code for code in codes if code not in own)
