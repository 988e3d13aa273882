"""The whole way of a file in one go, for the command line: read, check, take in."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from sendback.database.model import Database, Tx
from sendback.errors import Code, FieldError, Problem
from sendback.orders.intake import store
from sendback.orders.intake.deciding import begin_import, check, explain, read_sample
from sendback.orders.intake.fields import FIELDS, LABELS
from sendback.orders.intake.model import Columns
from sendback.orders.intake.receiving import receive_file
from sendback.orders.intake.stages import Import
from sendback.orders.intake.suggesting import Ask, list_columns, list_open, suggest
from sendback.orders.intake.workbook import Unreadable
from sendback.orders.intake.working import go_on

_SLICE_SECONDS = 1.0
_ASKS = {
    Ask.DAY_FIRST: FieldError("days", "required", "Say whether day or month comes first: --days day-first or month-first."),
    Ask.DECIMAL: FieldError("decimal", "required", "Say what stands before the cents: --decimal , or --decimal ."),
}
_NEEDED = tuple(field.name for field in FIELDS if field.is_needed)
Change = Callable[[Columns | None], Columns | None]


def import_file(
    database: Database,
    shop_id: str,
    file: Path,
    actor: str,
    clock: Callable[[], datetime],
    change: Change = lambda columns: columns,
    is_trial: bool = False,
) -> Iterator[Import]:
    """Take a file in, giving how far it is now and then; `change` may say more of its columns than is known.

    Problem invalid-fields names what must be said first. A trial is forgotten by whoever asked for it.
    """
    try:
        import_id = receive_file(database, shop_id, file, file.name, actor, clock())
    except Unreadable as fault:
        raise Problem(Code.INVALID_FIELDS, str(fault)) from None
    if errors := database.write(_begin, shop_id, import_id, change, actor, clock()):
        raise Problem(Code.INVALID_FIELDS, "These columns are not known yet. Say what they are.", errors=errors)
    yield from _run(database, shop_id, import_id, clock)
    item = database.read(_get, shop_id, import_id)
    if not is_trial and item.order_count:
        database.write(begin_import, shop_id, item, clock())
        yield from _run(database, shop_id, import_id, clock)
    yield database.read(_get, shop_id, import_id)


def _begin(tx: Tx, shop_id: str, import_id: str, change: Change, actor: str, now: datetime) -> list[FieldError]:
    """Have the file checked, or forget it and name what must be said of it first."""
    item = _get(tx, shop_id, import_id)
    if not item.is_table:
        check(tx, shop_id, item, now)
        return []
    sample, columns = read_sample(tx, shop_id, item), change(item.columns)
    if asks := list_open(columns, sample):
        store.forget_import(tx, shop_id, import_id)
        guesses = suggest(list_columns(item.header, sample))
        return [_ASKS[ask] for ask in asks if ask in _ASKS] or [_ask(name, guesses.get(name, ())) for name in _NEEDED]
    assert columns is not None
    explain(tx, shop_id, item, columns, actor, now)
    return []


def _ask(name: str, guess: tuple[str, ...]) -> FieldError:
    column = guess[0] if guess else "THEIR COLUMN"
    return FieldError(name, "required", f"{LABELS[name]}: --mapping '{name}={column}'")


def _run(database: Database, shop_id: str, import_id: str, clock: Callable[[], datetime]) -> Iterator[Import]:
    while go_on(database, shop_id, import_id, clock, _SLICE_SECONDS):
        yield database.read(_get, shop_id, import_id)


def _get(tx: Tx, shop_id: str, import_id: str) -> Import:
    item = store.find_import(tx, shop_id, import_id)
    assert item is not None, "nobody forgets an import that is being worked at"
    return item
