"""Taking a box in: whose it is, which of the boxes it is, and that it came once."""

from collections.abc import Sequence
from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.journal.store import record
from sendback.receiving import photo_store, receipt_store
from sendback.receiving.model import By, Receipt
from sendback.receiving.settling import settle
from sendback.receiving.wishes import ReceiveWish
from sendback.returns import store
from sendback.returns.goods_store import mark_here
from sendback.returns.model import Return
from sendback.returns.parcel_store import list_parcels
from sendback.shops.actors import name_actor
from sendback.shops.model import Shop
from sendback.shops.text import clean_text


def receive_box(tx: Tx, shop: Shop, wish: ReceiveWish, wish_id: str, warehouse: str, by: By, now: datetime) -> Receipt:
    """Take in a box of a return, in whatever status: it is here. The same `wish_id` again gives the same receipt.

    Problem not-found where there is no such return or box, already-received that says by whom and when.
    """
    store.lock_return(tx, shop.shop_id, wish.return_id)
    if known := receipt_store.find_receipt(tx, shop.shop_id, wish_id):
        return known
    item = store.get_return(tx, shop.shop_id, wish.return_id)
    receipts = receipt_store.list_receipts(tx, shop.shop_id, item.return_id)
    receipt = Receipt(
        shop_id=shop.shop_id,
        receipt_id=wish_id,
        return_id=item.return_id,
        parcel=_choose_box(tx, shop, item, receipts, wish.parcel),
        warehouse=warehouse,
        code="",
        weight_g=wish.weight_g,
        note=clean_text(wish.note) if item.erased_at is None else "",
        device=by.device,
        made_by=by.actor,
        made_at=now,
        seen_at=by.seen_at,
    )
    receipt_store.add_receipt(tx, receipt)
    photo_store.tie_photos(tx, shop.shop_id, wish.photos, wish_id, item.return_id, by.actor, now)
    tell_receipt(tx, item, receipt, by.actor, now)
    return receipt


def tell_receipt(tx: Tx, item: Return, receipt: Receipt, actor: str, now: datetime) -> None:
    """Say that a box of a return was taken in, and what follows from it."""
    body = {"rma": item.rma, "parcel": receipt.parcel, "warehouse": receipt.warehouse, "receipt_id": receipt.receipt_id}
    record(tx, item.shop_id, "return.received", item.return_id, body, actor, now)
    if receipt.parcel is not None:
        mark_here(tx, item.shop_id, item.return_id, receipt.parcel, now)
    settle(tx, item, actor, now)


def find_box(tx: Tx, item: Return, receipts: Sequence[Receipt]) -> int | None:
    """Find the first box of a return that is not here yet; None where all are."""
    here = {receipt.parcel for receipt in receipts if receipt.undone_at is None}
    return next((number for number in _list_boxes(tx, item) if number not in here), None)


def _list_boxes(tx: Tx, item: Return) -> list[int]:
    """List a return's boxes; one that never was let in has none yet, and comes in its first all the same."""
    return [parcel.number for parcel in list_parcels(tx, item.shop_id, item.return_id)] or [1]


def _choose_box(tx: Tx, shop: Shop, item: Return, receipts: Sequence[Receipt], wanted: int | None) -> int:
    if wanted is not None and wanted not in _list_boxes(tx, item):
        raise Problem(Code.NOT_FOUND, "This return has no such box.")
    here = {receipt.parcel: receipt for receipt in receipts if receipt.undone_at is None}
    number = find_box(tx, item, receipts) if wanted is None else wanted
    if number is None or number in here:
        raise _refuse(tx, shop, here[number] if number is not None else max(here.values(), key=lambda each: each.made_at))
    return number


def _refuse(tx: Tx, shop: Shop, receipt: Receipt) -> Problem:
    """Say who took the box in, and when by the shop's clock."""
    name, local = name_actor(tx, shop.shop_id, receipt.made_by), receipt.seen_at.astimezone(shop.settings.zone)
    when = f"{local:%Y-%m-%d %H:%M}"
    detail = f"{name} took this box in on {local:%Y-%m-%d} at {local:%H:%M}."
    return Problem(Code.ALREADY_RECEIVED, detail, key="already-received.by", values={"name": name, "when": when})
