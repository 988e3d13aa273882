"""What people decide about an import: what its columns say, that it is to be taken in, that it is to be taken back."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.journal.store import record
from sendback.orders.intake import store
from sendback.orders.intake.model import Columns, Row
from sendback.orders.intake.outcome_store import forget_before
from sendback.orders.intake.rows_store import forget_plan, list_rows
from sendback.orders.intake.stages import NEXT, Import, Stage
from sendback.orders.intake.suggesting import list_open

UNDO_LIFE = timedelta(days=30)
UPLOAD_LIFE = timedelta(days=1)


def read_sample(tx: Tx, shop_id: str, item: Import) -> Sequence[Row]:
    """Give the file's first rows; none once it was imported."""
    return list_rows(tx, shop_id, item.import_id, 0)


def explain(tx: Tx, shop_id: str, item: Import, columns: Columns, actor: str, now: datetime) -> None:
    """Say what a file's columns say, remember it for the next one, and have the file checked."""
    if list_open(columns, read_sample(tx, shop_id, item)):
        raise Problem(Code.INVALID_FIELDS, "Not everything that is needed was said.")
    store.save_columns(tx, shop_id, item.import_id, columns)
    store.remember_columns(tx, shop_id, item.header, columns, actor, now)
    check(tx, shop_id, item, now)


def check(tx: Tx, shop_id: str, item: Import, now: datetime) -> None:
    """Have a file checked, from its beginning; a preview of before is forgotten."""
    _move(tx, shop_id, item, Stage.CHECKING, now)
    forget_plan(tx, shop_id, item.import_id)


def begin_import(tx: Tx, shop_id: str, item: Import, now: datetime) -> None:
    """Have what the preview showed taken in."""
    if not item.order_count:
        raise Problem(Code.INVALID_FIELDS, "No row of this file can be taken in.")
    _move(tx, shop_id, item, Stage.IMPORTING, now)


def begin_undo(tx: Tx, shop_id: str, item: Import, actor: str, now: datetime) -> None:
    """Have an import taken back."""
    if now - item.made_at > UNDO_LIFE:
        raise Problem(Code.STATUS_CONFLICT, "This import is too old to be taken back.")
    _move(tx, shop_id, item, Stage.UNDOING, now)
    record(tx, shop_id, "orders.import_undo_asked", "orders", {"import": item.import_id}, actor, now)


def forget_imports(tx: Tx, shop_id: str, now: datetime) -> None:
    """Forget files that nobody went on with for a day, and after thirty what could be taken back until then."""
    left, done = store.list_ended(tx, shop_id, now - UPLOAD_LIFE, now - UNDO_LIFE)
    for import_id in left:
        store.forget_import(tx, shop_id, import_id)
    for import_id in done:
        forget_before(tx, shop_id, import_id)


def _move(tx: Tx, shop_id: str, item: Import, to: Stage, now: datetime) -> None:
    if to not in NEXT[item.stage] or not store.move(tx, shop_id, item.import_id, (item.stage, item.turn), to, now):
        raise Problem(Code.STATUS_CONFLICT, "This import has gone on since. Look at it again.")
