"""What people at the desk make of a statement: tie it to its order, be done with it. What was stated stays as it is."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, FieldError, Problem
from sendback.journal.store import record
from sendback.orders.normalize import norm_order
from sendback.orders.store import find_order
from sendback.shops.text import clean_text
from sendback.withdrawals import inbox_store, store

MOST_NOTE = 1000


def tie_order(tx: Tx, shop_id: str, withdrawal_id: str, number: str, actor: str, now: datetime) -> None:
    """Tie a statement to an order by its number; Problem invalid-fields where there is none, status-conflict after a return."""
    item = store.get_withdrawal(tx, shop_id, withdrawal_id)
    if item.return_id:
        raise Problem(Code.STATUS_CONFLICT, "A return was made of it already, so its order stays.")
    order = find_order(tx, shop_id, norm_order(number)) if number.strip() else None
    if order is None:
        fault = FieldError("number", "unknown", "There is no order with this number.")
        raise Problem(Code.INVALID_FIELDS, fault.detail, errors=[fault])
    store.save_tie(tx, item, order.order_id)
    record(tx, shop_id, "withdrawal.tied", withdrawal_id, {"order_id": order.order_id}, actor, now)


def finish(tx: Tx, shop_id: str, withdrawal_id: str, note: str, with_others: bool, actor: str, now: datetime) -> int:
    """Be done with a statement, or with all open ones about its number; return how many that were."""
    item = store.get_withdrawal(tx, shop_id, withdrawal_id)
    written = clean_text(note)
    if len(written) > MOST_NOTE:
        fault = FieldError("note", "too-long", f"Write at most {MOST_NOTE} characters.")
        raise Problem(Code.INVALID_FIELDS, fault.detail, errors=[fault])
    if item.handled_at:
        raise Problem(Code.STATUS_CONFLICT, f"{item.handled_by} was done with it a moment ago.")
    every = [item, *(inbox_store.list_beside(tx, item) if with_others else [])]
    done = [each for each in every if store.save_handled(tx, each, written, actor, now)]
    for each in done:
        record(tx, shop_id, "withdrawal.handled", each.withdrawal_id, {}, actor, now)
    return len(done)
