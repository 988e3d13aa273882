"""Boxes that were taken in: by the dock, or by a system that does the receiving."""

from collections.abc import Mapping
from typing import Any

from flask import Response
from pydantic import BaseModel, ConfigDict, Field

from sendback.database.model import Tx
from sendback.errors import Code, refuse_field
from sendback.receiving.listing_store import list_latest_receipts
from sendback.receiving.model import By, Receipt
from sendback.receiving.mystery import take_unknown
from sendback.receiving.receipt_store import find_receipt
from sendback.receiving.taking_in import receive_box
from sendback.receiving.wishes import Grams, MysteryWish, Note, ReceiveWish
from sendback.returns.rma import show_rma
from sendback.returns.store import get_return
from sendback.shops.scopes import Scope
from sendback.shops.warehouses import MAIN
from sendback.web.merchant_api.answers import as_answer
from sendback.web.merchant_api.arrival_finding import OfReturn, choose_warehouse, find_of, find_tracked, lock_all
from sendback.web.merchant_api.arrival_paging import ArrivalQuery, find_wanted, read_mark, write_mark
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.many import MOST, MOST_BYTES, Many, Told, answer_each
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.shapes import Moment, Shape
from sendback.web.paging import cut_page


class SentReceipt(OfReturn):
    """A box that is here. With `code` alone it is one that nobody knows: what was read on it."""

    parcel: int | None = Field(default=None, ge=1, le=99, description="which box of the return; the first that was not here")
    code: str = Field(default="", max_length=500)
    weight_g: Grams | None = None
    note: Note = ""


class SentReceipts(BaseModel):
    """Up to 200 boxes."""

    model_config = ConfigDict(extra="forbid")
    receipts: list[SentReceipt] = Field(min_length=1, max_length=MOST)


class ReceivedBox(Shape):
    """A box that was taken in; without `rma` nobody knows yet whose it is, and `code` is what was read on it."""

    receipt_id: str
    return_id: str | None
    rma: str | None
    parcel: int | None
    warehouse: str
    code: str
    weight_g: int | None
    received_at: Moment
    undone_at: Moment | None


class ReceiptTold(Told):
    """What became of one box."""

    receipt: ReceivedBox | None


class ReceiptsTold(Shape):
    """What became of each, in the order in which they were sent."""

    results: list[ReceiptTold]


class ReceiptPage(Shape):
    """A page of boxes, newest first; those that were taken back say when."""

    data: list[ReceivedBox]
    next_cursor: str | None


_MANY = Many("receipts", SentReceipt, {"receipt": None})


def take_receipts(asked: Asked[dict[str, Any], None]) -> tuple[Response, int]:
    """Take in up to 200 boxes, by RMA number, return id or tracking number; one that is unknown is told, the rest is done."""
    shop_id, by = asked.shop.shop_id, By(asked.actor, asked.now)

    def take(tx: Tx, own_id: str, piece: SentReceipt) -> tuple[bool, Mapping[str, Any]]:
        before = find_receipt(tx, shop_id, own_id)
        receipt = before or _take(tx, own_id, piece)
        return before is not None, {"receipt": _describe(tx, receipt).model_dump(mode="json")}

    def _take(tx: Tx, own_id: str, piece: SentReceipt) -> Receipt:
        if not piece.names_return and piece.code:
            if piece.parcel is not None:
                raise refuse_field("parcel", "unknown", "Of a box that nobody knows there is no number.")
            wish = MysteryWish(code=piece.code, weight_g=piece.weight_g, note=piece.note)
            return take_unknown(tx, asked.shop, wish, own_id, choose_warehouse(tx, shop_id, piece.warehouse, MAIN), by, asked.now)
        item, number = find_of(tx, shop_id, piece), piece.parcel
        if number is None and piece.tracking_number:
            number = find_tracked(tx, shop_id, piece.tracking_number)[1]
        said = ReceiveWish(return_id=item.return_id, parcel=number, code=piece.code, weight_g=piece.weight_g, note=piece.note)
        warehouse = choose_warehouse(tx, shop_id, piece.warehouse, item.warehouse)
        return receive_box(tx, asked.shop, said, own_id, warehouse, by, asked.now)

    return answer_each(asked, _MANY, take, lambda tx, pieces: lock_all(tx, shop_id, pieces))


def list_receipts(asked: Asked[None, ArrivalQuery]) -> Response:
    """List boxes that were taken in, newest first."""
    query, shop_id, before = asked.query, asked.shop.shop_id, read_mark(asked.query.cursor)

    def read(tx: Tx) -> ReceiptPage:
        found = list_latest_receipts(tx, shop_id, find_wanted(tx, shop_id, query), before, query.limit + 1)
        page, more = cut_page(found, query.limit, lambda each: write_mark(each.made_at, each.receipt_id))
        return ReceiptPage(data=[_describe(tx, each) for each in page], next_cursor=more)

    return as_answer(asked.context.database.read(read))


def _describe(tx: Tx, receipt: Receipt) -> ReceivedBox:
    of = get_return(tx, receipt.shop_id, receipt.return_id) if receipt.return_id else None
    names = ("receipt_id", "return_id", "parcel", "warehouse", "code", "weight_g", "undone_at")
    return ReceivedBox(
        **{name: getattr(receipt, name) for name in names}, rma=show_rma(of.rma) if of else None, received_at=receipt.made_at
    )


OPERATIONS = (
    Operation(
        "GET", "/receipts", "list_receipts", "List boxes taken in", list_receipts, Scope.RETURNS_READ, "Receiving",
        query=ArrivalQuery, answers={200: ReceiptPage}, problems=(Code.NOT_FOUND, Code.INVALID_FIELDS),
    ),
    Operation(
        "POST", "/receipts", "take_receipts", "Take boxes in", take_receipts, Scope.RECEIVING_WRITE, "Receiving",
        body=SentReceipts, takes_pieces=True, most_bytes=MOST_BYTES, answers={200: ReceiptsTold}, is_creating=True,
        problems=(Code.INVALID_FIELDS,),
    ),
)  # fmt: skip
