"""Taking a counted file in: every row that fits, in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from sendback.database.model import Tx
from sendback.journal.store import record
from sendback.receiving.stock.count_file import BadRow, CountFile
from sendback.receiving.stock.ledger import write_moves
from sendback.receiving.stock.level_store import find_level, lock_stock
from sendback.receiving.stock.model import Cause, Change, StockReason
from sendback.receiving.stock.move_store import find_move_of
from sendback.receiving.stock.place_store import is_closed
from sendback.receiving.stock.wishes import StockWish


@dataclass(frozen=True, slots=True)
class Row:
    """One spot of a file: what the file says, and what lies there by the ledger."""

    wish: StockWish
    known: int

    @property
    def difference(self) -> int:
        """What taking it in moves."""
        return self.wish.quantity - self.known


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking a file in would do: its rows, what of it cannot be taken in, and when the same was taken in before."""

    rows: tuple[Row, ...]
    bad: tuple[BadRow, ...]
    taken_at: datetime | None

    @property
    def changes(self) -> tuple[Row, ...]:
        """The rows that change something."""
        return tuple(row for row in self.rows if row.difference)


def name_subject(file: CountFile) -> str:
    """Name a file in the ledger: the same text has the same name."""
    return f"file:{file.mark}"


def preview_count(tx: Tx, shop_id: str, file: CountFile) -> Preview:
    """Say what a file would change, without changing it."""
    closed = {place for place in {wish.place for wish in file.wishes} if is_closed(tx, shop_id, place)}
    shut = tuple(BadRow(0, f"{wish.sku}: the place {wish.place} is closed") for wish in file.wishes if wish.place in closed)
    rows = [Row(wish, find_level(tx, shop_id, wish.spot)) for wish in file.wishes if wish.place not in closed]
    earlier = find_move_of(tx, shop_id, name_subject(file))
    return Preview(tuple(rows), (*file.bad, *shut), earlier.made_at if earlier else None)


def take_count(tx: Tx, shop_id: str, file: CountFile, actor: str, now: datetime) -> int:
    """Set every spot that the file names and that may be set to what it says; return how many were."""
    lock_stock(tx, shop_id)
    rows, subject = preview_count(tx, shop_id, file).rows, name_subject(file)
    changes = [Change(row.wish.spot, row.difference, Cause.IMPORT, subject, reason=StockReason.COUNTED) for row in rows]
    write_moves(tx, shop_id, changes, actor, now)
    record(tx, shop_id, "stock.imported", subject, {"rows": len(rows)}, actor, now)
    return len(rows)
