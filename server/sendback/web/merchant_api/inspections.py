"""What was found in boxes: by the dock, or by a system that does the receiving."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from sendback.database.model import Tx
from sendback.errors import Code
from sendback.receiving.finding import note_finding
from sendback.receiving.inspection_store import find_inspection
from sendback.receiving.listing_store import list_latest_inspections
from sendback.receiving.model import By, Inspection
from sendback.receiving.wishes import FindWish
from sendback.returns.model import Return
from sendback.shops.receiving import Outcome
from sendback.shops.scopes import Scope
from sendback.web.merchant_api.answers import as_answer
from sendback.web.merchant_api.arrival_finding import choose_warehouse, find_of, lock_all
from sendback.web.merchant_api.arrival_paging import ArrivalQuery, find_wanted, read_mark, write_mark
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.inspection_shapes import (
    InspectionPage,
    InspectionsTold,
    SentInspection,
    SentInspections,
    describe_inspection,
)
from sendback.web.merchant_api.many import MOST_BYTES, Many, answer_each
from sendback.web.merchant_api.operation import Operation
from sendback.web.paging import cut_page

_MANY = Many("inspections", SentInspection, {"inspection": None})
_AS_SENT = ("outcome", "quantity", "grade", "disposition", "reason", "place", "recovered_minor", "note", "title")


def take_inspections(asked: Asked[dict[str, Any], None]) -> tuple[Response, int]:
    """Note up to 200 findings and put on stock what is here; one that cannot be is told, the rest is done."""
    shop_id, by = asked.shop.shop_id, By(asked.actor, asked.now)

    def note(tx: Tx, own_id: str, piece: SentInspection) -> tuple[bool, Mapping[str, Any]]:
        before = find_inspection(tx, shop_id, own_id)
        return before is not None, {
            "inspection": describe_inspection(tx, before or _note(tx, own_id, piece)).model_dump(mode="json")
        }

    def _note(tx: Tx, own_id: str, piece: SentInspection) -> Inspection:
        item = find_of(tx, shop_id, piece)
        order_id, line_id = _find_line(item, piece)
        sent = {name: getattr(piece, name) for name in _AS_SENT}
        wish = FindWish(return_id=item.return_id, order_id=order_id, line_id=line_id, sku=piece.sku, **sent)
        warehouse = choose_warehouse(tx, shop_id, piece.warehouse, item.warehouse)
        return note_finding(tx, asked.shop, wish, own_id, warehouse, by, asked.now)

    return answer_each(asked, _MANY, note, lambda tx, pieces: lock_all(tx, shop_id, pieces))


def list_inspections(asked: Asked[None, ArrivalQuery]) -> Response:
    """List what was found, newest first."""
    query, shop_id, before = asked.query, asked.shop.shop_id, read_mark(asked.query.cursor)

    def read(tx: Tx) -> InspectionPage:
        found = list_latest_inspections(tx, shop_id, find_wanted(tx, shop_id, query), before, query.limit + 1)
        page, more = cut_page(found, query.limit, lambda each: write_mark(each.made_at, each.inspection_id))
        return InspectionPage(data=[describe_inspection(tx, each) for each in page], next_cursor=more)

    return as_answer(asked.context.database.read(read))


def _find_line(item: Return, piece: SentInspection) -> tuple[str, str]:
    """Find the line: as it is named, or by its SKU where one line alone has it; a system may know no other name."""
    if piece.line_id or piece.outcome in (Outcome.EXTRA, Outcome.WRONG):
        return piece.order_id, piece.line_id
    fitting = [line for line in item.sent_lines if line.sku == piece.sku and piece.order_id in ("", line.order_id)]
    return (fitting[0].order_id, fitting[0].line_id) if len(fitting) == 1 else (piece.order_id, piece.line_id)


OPERATIONS = (
    Operation(
        "GET", "/inspections", "list_inspections", "List findings", list_inspections, Scope.RETURNS_READ, "Receiving",
        query=ArrivalQuery, answers={200: InspectionPage}, problems=(Code.NOT_FOUND, Code.INVALID_FIELDS),
    ),
    Operation(
        "POST", "/inspections", "take_inspections", "Note findings", take_inspections, Scope.RECEIVING_WRITE, "Receiving",
        body=SentInspections, takes_pieces=True, most_bytes=MOST_BYTES, answers={200: InspectionsTold}, is_creating=True,
        problems=(Code.INVALID_FIELDS,),
    ),
)  # fmt: skip
