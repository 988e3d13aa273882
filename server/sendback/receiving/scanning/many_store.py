"""What devices carry of many returns, in the database: a handful of queries however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeVar

from sendback.database.model import Row, Tx
from sendback.receiving.inspection_store import as_inspection
from sendback.receiving.model import Inspection, Receipt
from sendback.receiving.receipt_store import as_receipt

_T = TypeVar("_T")
_HEADS = """SELECT return_id, rma, status, warehouse, order_id, order_number, because, updated_at FROM returns
WHERE shop_id = :s AND return_id IN ({})"""
_LINES = """SELECT l.return_id, l.order_id, l.line_id, l.position, l.order_number, l.sku, l.title, l.quantity,
l.unit_price_minor, l.reason, l.sub_reason, l.condition, l.resolution, l.exchange_sku, l.exchange_title, l.because,
o.currency, w.weight_g FROM return_lines l
JOIN orders o ON o.shop_id = l.shop_id AND o.order_id = l.order_id
LEFT JOIN order_lines w ON w.shop_id = l.shop_id AND w.order_id = l.order_id AND w.line_id = l.line_id
WHERE l.shop_id = :s AND l.return_id IN ({})"""
_BOXES = "SELECT return_id, number, tracking_number, reference FROM parcels WHERE shop_id = :s AND return_id IN ({})"
_PHOTOS = """SELECT return_id, line_order_id, line_id, COUNT(*) AS many FROM return_photos
WHERE shop_id = :s AND return_id IN ({}) GROUP BY return_id, line_order_id, line_id"""
_TAKEN = "SELECT * FROM {} WHERE shop_id = :s AND return_id IN ({{}}) AND undone_at IS NULL ORDER BY made_at, {}"
_RECEIPTS = _TAKEN.format("receipts", "receipt_id")
_INSPECTIONS = _TAKEN.format("inspections", "inspection_id")


@dataclass(frozen=True, slots=True)
class Many:
    """Several returns: each one's row, and by its id what belongs to it, in order and without what was taken back.

    `photos` counts those of a line, by return, order and line.
    """

    heads: Mapping[str, Row]
    lines: Mapping[str, Sequence[Row]]
    boxes: Mapping[str, Sequence[Row]]
    photos: Mapping[tuple[str, str, str], int]
    receipts: Mapping[str, Sequence[Receipt]]
    inspections: Mapping[str, Sequence[Inspection]]

    @property
    def people(self) -> set[str]:
        """Who took anything in, by the journal's marks."""
        takers = {each.made_by for some in self.receipts.values() for each in some}
        return takers | {each.made_by for some in self.inspections.values() for each in some}


def read_many(tx: Tx, shop_id: str, return_ids: Sequence[str]) -> Many:
    """Read all that a device carries of these returns of a shop."""
    values = {f"r{place}": return_id for place, return_id in enumerate(return_ids)}
    names = ", ".join(f":{name}" for name in values) or "NULL"

    def ask(sql: str) -> list[Row]:
        return tx.all(sql.format(names), s=shop_id, **values)

    return Many(
        heads={row["return_id"]: row for row in ask(_HEADS)},
        lines=_gather((row["return_id"], row) for row in sorted(ask(_LINES), key=itemgetter("position"))),
        boxes=_gather((row["return_id"], row) for row in sorted(ask(_BOXES), key=itemgetter("number"))),
        photos={(row["return_id"], row["line_order_id"], row["line_id"]): row["many"] for row in ask(_PHOTOS)},
        receipts=_gather((row["return_id"], as_receipt(row)) for row in ask(_RECEIPTS)),
        inspections=_gather((row["return_id"], as_inspection(row)) for row in ask(_INSPECTIONS)),
    )


def _gather(belonging: Iterable[tuple[str, _T]]) -> Mapping[str, Sequence[_T]]:
    found: dict[str, list[_T]] = defaultdict(list)
    for return_id, each in belonging:
        found[return_id].append(each)
    return found
