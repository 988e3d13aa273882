"""Boxes that nobody knows: taken in all the same, until a return turns out to be theirs."""

from collections.abc import Set
from dataclasses import replace
from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.journal.store import record
from sendback.receiving import photo_store, receipt_store
from sendback.receiving.codes import keep_code, list_meant
from sendback.receiving.devices.model import Served
from sendback.receiving.model import By, Receipt
from sendback.receiving.notes import keep_note
from sendback.receiving.scanning.looking_up import Verdict, look_up
from sendback.receiving.taking_in import find_box, tell_receipt
from sendback.receiving.wishes import MysteryWish
from sendback.returns import store
from sendback.shops.model import Shop
from sendback.shops.text import clean_text

WORKER = "worker"
"""Who joins what joins by itself."""


def take_unknown(tx: Tx, shop: Shop, wish: MysteryWish, wish_id: str, warehouse: str, by: By, now: datetime) -> Receipt:
    """Take in a box of which nobody knows whose it is. The same `wish_id` again gives the same receipt.

    Where its code is known after all, for the device that took it in knew less, it joins its return at once.
    """
    if known := receipt_store.find_receipt(tx, shop.shop_id, wish_id):
        return known
    owner = _find_owner(tx, shop, wish.code, warehouse)
    if owner:
        store.lock_return(tx, shop.shop_id, owner)  # before the journal: one order of locks for everybody
    receipt = Receipt(
        shop_id=shop.shop_id,
        receipt_id=wish_id,
        return_id=None,
        parcel=None,
        warehouse=warehouse,
        code=keep_code(wish.code),
        weight_g=wish.weight_g,
        note=clean_text(wish.note),
        device=by.device,
        made_by=by.actor,
        made_at=now,
        seen_at=by.seen_at,
    )
    if not receipt_store.add_receipt(tx, receipt):
        return receipt_store.find_receipt(tx, shop.shop_id, wish_id) or receipt
    photo_store.tie_photos(tx, shop.shop_id, wish.photos, wish_id, None, by.actor, now)
    record(tx, shop.shop_id, "parcel.unknown", wish_id, {"warehouse": warehouse}, by.actor, now)
    return join_unknown(tx, shop, wish_id, owner, By(WORKER, now), now) if owner and _is_awaited(tx, shop, owner) else receipt


def join_unknown(tx: Tx, shop: Shop, receipt_id: str, return_id: str, by: By, now: datetime) -> Receipt:
    """Say whose box it is: it is a receipt of that return from now on, taken in when it came.

    Problem not-found, status-conflict where somebody found out before, or it was taken back.
    """
    store.lock_return(tx, shop.shop_id, return_id)
    item = store.get_return(tx, shop.shop_id, return_id)
    receipt = get_receipt(tx, shop.shop_id, receipt_id)
    box = find_box(tx, item, receipt_store.list_receipts(tx, shop.shop_id, return_id))
    joined = replace(receipt, return_id=return_id, parcel=box, code="", note=keep_note(item, receipt.note), joined_at=now)
    if not receipt_store.save_joined(tx, joined, by.actor):
        raise Problem(Code.STATUS_CONFLICT, "Whose box this is was said before, or it was taken back.")
    photo_store.move_photos(tx, shop.shop_id, receipt_id, return_id)
    record(tx, shop.shop_id, "parcel.joined", return_id, {"receipt_id": receipt_id, "rma": item.rma}, by.actor, now)
    tell_receipt(tx, item, joined, by.actor, now)
    return joined


def join_by_code(tx: Tx, shop: Shop, return_id: str, codes: Set[str], by: By, now: datetime) -> list[Receipt]:
    """Join the boxes that nobody knew and on which one of these codes was read; they are spelled as compared.

    Only as many as the return still awaits: whether there was one more is for a person to say.
    """
    store.lock_return(tx, shop.shop_id, return_id)
    known = [receipt for receipt in receipt_store.list_unknown(tx, shop.shop_id) if list_meant(receipt.code, shop.slug) & codes]
    return [
        join_unknown(tx, shop, receipt.receipt_id, return_id, by, now) for receipt in known if _is_awaited(tx, shop, return_id)
    ]


def _find_owner(tx: Tx, shop: Shop, code: str, warehouse: str) -> str:
    """Find the one return that a code leads to; empty where there is none, or several."""
    found = look_up(tx, [Served(shop, warehouse)], code)
    return found.hits[0].return_id if found.verdict is Verdict.FOUND else ""


def _is_awaited(tx: Tx, shop: Shop, return_id: str) -> bool:
    item = store.get_return(tx, shop.shop_id, return_id)
    return find_box(tx, item, receipt_store.list_receipts(tx, shop.shop_id, return_id)) is not None


def get_receipt(tx: Tx, shop_id: str, receipt_id: str) -> Receipt:
    """Return a box that was taken in, or refuse."""
    receipt = receipt_store.find_receipt(tx, shop_id, receipt_id)
    if receipt is None:
        raise Problem(Code.NOT_FOUND, "No such box was taken in.")
    return receipt
