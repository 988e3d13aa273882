"""Taking back what was said at the dock: a slip a moment ago, or an error found days later. Both leave a trace."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.journal.store import record
from sendback.receiving import inspection_store, receipt_store
from sendback.receiving.model import By, Inspection, Receipt
from sendback.receiving.settling import settle
from sendback.receiving.stock.posting import unpost_inspection
from sendback.returns import store
from sendback.returns.goods_store import unmark_here
from sendback.shops.model import Shop

_FIRST = "Take back first what was found in it."


def take_back(tx: Tx, shop: Shop, subject_id: str, by: By, now: datetime) -> None:
    """Take back a receipt or a finding: its return is led back, its stock taken off. Twice changes nothing more.

    Problem not-found, status-conflict for the only box of a return in which something was found.
    """
    found = inspection_store.find_inspection(tx, shop.shop_id, subject_id)
    receipt = receipt_store.find_receipt(tx, shop.shop_id, subject_id)
    if found is not None:
        _take_finding_back(tx, found, by, now)
    elif receipt is not None:
        _take_receipt_back(tx, receipt, by, now)
    else:
        raise Problem(Code.NOT_FOUND, "There is nothing of that id to take back.")


def _take_finding_back(tx: Tx, found: Inspection, by: By, now: datetime) -> None:
    store.lock_return(tx, found.shop_id, found.return_id)
    item = store.get_return(tx, found.shop_id, found.return_id)
    if not inspection_store.save_finding_undone(tx, found, by.actor, now):
        return
    body = {"rma": item.rma, "inspection_id": found.inspection_id}
    record(tx, found.shop_id, "item.finding_undone", found.return_id, body, by.actor, now)
    unpost_inspection(tx, found, by.actor, now)
    settle(tx, item, by.actor, now)


def _take_receipt_back(tx: Tx, receipt: Receipt, by: By, now: datetime) -> None:
    if receipt.return_id is None:
        if receipt_store.save_receipt_undone(tx, receipt, by.actor, now):
            _refuse_joined(tx, receipt)
            record(tx, receipt.shop_id, "return.receipt_undone", receipt.receipt_id, {}, by.actor, now)
        return
    store.lock_return(tx, receipt.shop_id, receipt.return_id)
    item = store.get_return(tx, receipt.shop_id, receipt.return_id)
    _check_empty(tx, receipt, receipt.return_id)
    if not receipt_store.save_receipt_undone(tx, receipt, by.actor, now):
        return
    body = {"rma": item.rma, "parcel": receipt.parcel, "receipt_id": receipt.receipt_id}
    record(tx, receipt.shop_id, "return.receipt_undone", receipt.return_id, body, by.actor, now)
    if receipt.parcel is not None:
        unmark_here(tx, receipt.shop_id, receipt.return_id, receipt.parcel, receipt.joined_at or receipt.made_at)
    settle(tx, item, by.actor, now)


def _refuse_joined(tx: Tx, receipt: Receipt) -> None:
    """Refuse where somebody said whose box it is while we waited for them: its return has to be led back as well."""
    held = receipt_store.find_receipt(tx, receipt.shop_id, receipt.receipt_id)
    if held is not None and held.return_id is not None:
        raise Problem(Code.STATUS_CONFLICT, "Whose box this is was said meanwhile. Take it back on its return.")


def _check_empty(tx: Tx, receipt: Receipt, return_id: str) -> None:
    """Refuse to take back the only box that is here while something was found in it."""
    receipts = [each for each in receipt_store.list_receipts(tx, receipt.shop_id, return_id) if each.undone_at is None]
    is_only = [each.receipt_id for each in receipts] == [receipt.receipt_id]
    if is_only and any(each.undone_at is None for each in inspection_store.list_inspections(tx, receipt.shop_id, return_id)):
        raise Problem(Code.STATUS_CONFLICT, _FIRST)
