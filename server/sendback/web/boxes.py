"""What shoppers and the shop's systems are told of a return's boxes: the label, who pays, and the code to show."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sendback.database.model import Tx
from sendback.delivery.facts import write_qr
from sendback.delivery.links import Document
from sendback.delivery.postage import say_postage
from sendback.errors import Code, Problem
from sendback.returns import boxes
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.returns.model import PRINTABLE, Return
from sendback.returns.parcels import Parcel, ParcelState
from sendback.returns.rma import number_box, show_rma
from sendback.shops.model import Shop
from sendback.web.context import Context
from sendback.words.catalogue import Words


def describe_boxes(context: Context, words: Words, item: Return, parcels: Sequence[Parcel]) -> list[dict[str, Any]]:
    """Write each box of a return that can be sent; none of one that cannot."""
    if item.status not in PRINTABLE:
        return []
    return [describe_box(context, item, parcel, words) for parcel in parcels]


def describe_box(context: Context, item: Return, parcel: Parcel, words: Words) -> dict[str, Any]:
    """Write one box, with a fresh link to its label; `dropoff_code` is what a drop-off point prints a label from."""
    url = context.links.document_url(item.shop_id, item.return_id, Document.LABEL, parcel=parcel.number)
    bought = parcel.state is ParcelState.BOUGHT
    return {
        "number": parcel.number,
        "rma": show_rma(item.rma, parcel.number),
        "option": parcel.option_id,
        "kind": parcel.kind.value,
        "state": parcel.state.value,
        "postage": say_postage(parcel, words, bool(item.consignor.email)),
        "label": {"pdf": url} if parcel.has_paper else None,
        "carrier": parcel.carrier_name if bought else "",
        "tracking_number": parcel.tracking_number if bought else None,
        "dropoff_code": parcel.dropoff_code if bought else None,
    }


def write_code(base_url: str, shop: Shop, item: Return, parcel: Parcel) -> str:
    """Write what a phone shows: the carrier's drop-off code where there is one, else what the label's QR symbol says."""
    if parcel.state is ParcelState.BOUGHT and parcel.dropoff_code:
        return parcel.dropoff_code
    return write_qr(base_url, shop.slug, number_box(item.rma, parcel.number))


def add_box_once(tx: Tx, context: Context, shop: Shop, item: Return, key: str, actor: str, now: datetime) -> Answer:
    """Give a return another box, once per idempotency key, and say what it is."""

    def work() -> Answer:
        parcel = boxes.add_box(tx, item.shop_id, item.return_id, actor, now)
        return Answer(201, describe_box(context, item, parcel, shop.settings.words(item.language)))

    if item.shop_id != shop.shop_id:
        raise Problem(Code.NOT_FOUND, "There is no such return.")
    return answer_once(tx, shop.shop_id, f"boxes/{item.return_id}", key, {}, now, work)
