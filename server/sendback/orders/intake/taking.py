"""The import itself: what the preview found good is stored, and what was there before is kept for the undoing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sendback.database.model import Tx
from sendback.journal.store import record
from sendback.orders import store as orders
from sendback.orders.importing import save_batch
from sendback.orders.intake import store
from sendback.orders.intake.comparing_orders import compare
from sendback.orders.intake.model import Gathered
from sendback.orders.intake.outcome_store import Met, find_met, save_met
from sendback.orders.intake.rows_store import forget_rows
from sendback.orders.intake.stages import Import, Outcome, Stage
from sendback.orders.model import Order
from sendback.orders.normalize import norm_order
from sendback.orders.undo_store import copy_order


def take_batch(tx: Tx, shop_id: str, item: Import, batch: Sequence[Gathered], now: datetime) -> bool:
    """Store some orders of a file; False, and nothing stored, when another worker was faster."""
    if not store.advance(tx, shop_id, item, batch[-1].last, now):
        return False
    met: list[Met] = []
    good: list[Order] = []
    for group in batch:
        if group.order is None:
            continue
        planned = find_met(tx, shop_id, item.import_id, norm_order(group.order.number))
        if planned is None or planned.first_row != group.first:
            continue  # stood further up already
        known = orders.find_order(tx, shop_id, planned.number_key)
        outcome = compare(known, group.order)
        if outcome is Outcome.UNCHANGED:
            continue
        before = copy_order(tx, shop_id, known.order_id) if known else ""
        good.append(group.order)
        met.append(replace(planned, outcome=outcome, state="saved", before=before))
    if good:
        saved = save_batch(tx, shop_id, good, item.made_by, now)
        save_met(
            tx, shop_id, item.import_id, [replace(one, order_id=order.order_id) for one, order in zip(met, saved, strict=True)]
        )
    store.count(tx, shop_id, item.import_id, saved_count=len(good))
    return True


def finish_taking(tx: Tx, shop_id: str, item: Import, now: datetime) -> None:
    """Say that all is stored, and forget the file's rows: what is of use of them stands in the orders now."""
    if store.move(tx, shop_id, item.import_id, (Stage.IMPORTING, item.turn), Stage.DONE, now):
        forget_rows(tx, shop_id, item.import_id)
        told = {"import": item.import_id, "orders": item.saved_count, "bad_rows": item.bad_count}
        record(tx, shop_id, "orders.imported", "orders", told, item.made_by, now)
