"""What follows when something arrived, was found, or was taken back: where the return stands, and whether money is due."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sendback.database.model import Tx
from sendback.journal.store import record
from sendback.receiving import inspection_store, receipt_store
from sendback.receiving.model import Inspection
from sendback.receiving.progress import derive_status, is_settled
from sendback.returns import store
from sendback.returns.goods_store import save_arrival
from sendback.returns.model import BY_RIGHT, Return, Status
from sendback.returns.refunding import mark_refund_due
from sendback.shops.receiving import Outcome
from sendback.withdrawals import store as withdrawals


def settle(tx: Tx, item: Return, actor: str, now: datetime) -> Return:
    """Bring a return that is held to where its boxes and findings say it stands, and tell of money that is due by that."""
    shop_id, return_id = item.shop_id, item.return_id
    receipts = [each for each in receipt_store.list_receipts(tx, shop_id, return_id) if each.undone_at is None]
    inspections = [each for each in inspection_store.list_inspections(tx, shop_id, return_id) if each.undone_at is None]
    is_whole = bool(receipts) and not item.is_kept and is_settled(item, inspections)
    received_at = (item.received_at or now) if receipts else None
    closed_at = item.closed_at if item.is_kept else (item.closed_at or now) if is_whole else None
    moved = replace(
        item, status=derive_status(item, receipts, inspections), received_at=received_at, closed_at=closed_at, updated_at=now
    )
    save_arrival(tx, shop_id, return_id, received_at, closed_at, now)
    if moved.status is not item.status:
        store.save_status(tx, moved, item.status)
        if moved.status is Status.CLOSED:
            record(tx, shop_id, "return.closed", return_id, {"rma": item.rma, "kept": False}, actor, now)
    if receipts:
        _tell_money(tx, moved, inspections, actor, now)
    return moved


def settle_again(tx: Tx, shop_id: str, return_id: str, actor: str, now: datetime) -> Return:
    """Bring a return to where its goods say it stands, once somebody let it in after they had come."""
    store.lock_return(tx, shop_id, return_id)
    return settle(tx, store.get_return(tx, shop_id, return_id), actor, now)


def _tell_money(tx: Tx, item: Return, inspections: Sequence[Inspection], actor: str, now: datetime) -> None:
    """Tell what is due by now; of a withdrawal, that its goods came, from which on its own clock may run."""
    if item.because.get("rule") == BY_RIGHT:
        _note_goods(tx, item, actor, now)
        return
    if item.status not in (Status.RECEIVED, Status.CLOSED):
        return
    mark_refund_due(tx, item, "first_scan", actor, now)
    mark_refund_due(tx, item, "receipt", actor, now)
    if item.status is Status.CLOSED:
        mark_refund_due(tx, item, "inspection", actor, now, count_missing(inspections))


def count_missing(inspections: Sequence[Inspection]) -> dict[tuple[str, str], int]:
    """Count the units of each line, by (order, line), that did not come, or came as something else."""
    missing: dict[tuple[str, str], int] = {}
    for each in inspections:
        if each.outcome in (Outcome.MISSING, Outcome.WRONG):
            place = (each.order_id, each.line_id)
            missing[place] = missing.get(place, 0) + each.quantity
    return missing


def _note_goods(tx: Tx, item: Return, actor: str, now: datetime) -> None:
    withdrawal_id = str(item.because.get("withdrawal", ""))
    if withdrawal_id and withdrawals.save_goods(tx, withdrawals.get_withdrawal(tx, item.shop_id, withdrawal_id), now):
        record(tx, item.shop_id, "withdrawal.goods", withdrawal_id, {}, actor, now)
