"""Taking an import back: what it made goes, what it changed is as before, save where something was built on it."""

from dataclasses import replace
from datetime import datetime

from sendback.database.model import Tx
from sendback.journal.store import record
from sendback.orders.intake import store
from sendback.orders.intake.outcome_store import Met, list_met, save_met
from sendback.orders.intake.stages import Import, Stage
from sendback.orders.undo_store import delete_order, find_use, put_back

BATCH = 200


def undo_batch(tx: Tx, shop_id: str, item: Import, now: datetime) -> bool:
    """Take some orders back; True when none is left, or somebody else is at it."""
    if not store.advance(tx, shop_id, item, item.last_row + 1, now):
        return True
    met = list_met(tx, shop_id, item.import_id, "saved", BATCH)
    done = [_undo(tx, shop_id, item, one) for one in met]
    save_met(tx, shop_id, item.import_id, done)
    undone = sum(one.state == "undone" for one in done)
    store.count(tx, shop_id, item.import_id, undone_count=undone)
    if met:
        return False
    if store.move(tx, shop_id, item.import_id, (Stage.UNDOING, item.turn), Stage.UNDONE, now):
        told = {"import": item.import_id, "orders": item.undone_count}
        record(tx, shop_id, "orders.import_undone", "orders", told, item.made_by, now)
    return True


def _undo(tx: Tx, shop_id: str, item: Import, met: Met) -> Met:
    since = item.made_at if met.before else None
    if use := find_use(tx, shop_id, met.order_id, item.made_at, since):
        return replace(met, state="kept", reason=use)
    if met.before:
        put_back(tx, shop_id, met.order_id, met.before)
    else:
        delete_order(tx, shop_id, met.order_id)
    return replace(met, state="undone", before="")
