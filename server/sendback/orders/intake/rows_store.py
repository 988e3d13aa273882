"""The rows of a file while it is imported, some hundred to a piece, and what was wrong in them."""

import json
import zlib
from collections.abc import Iterator, Sequence

from sendback.database.model import Database, Tx
from sendback.orders.intake.model import BadRow, Row

PIECE = 500
MOST_FAULTS = 10_000


def add_rows(tx: Tx, shop_id: str, import_id: str, rows: Sequence[Row]) -> None:
    """Keep some rows, after those before them."""
    body = json.dumps([[row.place, row.value, row.fault] for row in rows], ensure_ascii=False, separators=(",", ":"))
    packed = zlib.compress(body.encode("utf-8", "replace"), 1)
    tx.run(
        "INSERT INTO import_chunks (shop_id, import_id, last_row, body) VALUES (:s, :i, :l, :b)",
        s=shop_id, i=import_id, l=rows[-1].place, b=packed,
    )  # fmt: skip
    tx.run(
        "UPDATE imports SET row_count = row_count + :n WHERE shop_id = :s AND import_id = :i",
        n=len(rows), s=shop_id, i=import_id,
    )  # fmt: skip


def list_rows(tx: Tx, shop_id: str, import_id: str, after: int) -> list[Row]:
    """List the rows of the piece that follows row `after`, none when it was the last."""
    found = tx.one(
        """SELECT body FROM import_chunks WHERE shop_id = :s AND import_id = :i AND last_row > :a
        ORDER BY last_row LIMIT 1""",
        s=shop_id, i=import_id, a=after,
    )  # fmt: skip
    if found is None:
        return []
    rows = [Row(*row) for row in json.loads(zlib.decompress(found["body"]))]
    return [row for row in rows if row.place > after]


def walk_rows(database: Database, shop_id: str, import_id: str, after: int) -> Iterator[Row]:
    """Give every row after `after`, holding one piece at a time."""
    while rows := database.read(list_rows, shop_id, import_id, after):
        yield from rows
        after = rows[-1].place


def forget_rows(tx: Tx, shop_id: str, import_id: str) -> None:
    """Forget the rows of a file that was imported: what is of use of them stands in the orders."""
    tx.run("DELETE FROM import_chunks WHERE shop_id = :s AND import_id = :i", s=shop_id, i=import_id)


def add_faults(tx: Tx, shop_id: str, import_id: str, faults: Sequence[BadRow]) -> None:
    """Write down what was wrong, the first ten thousand of it."""
    last = tx.one(
        "SELECT COALESCE(MAX(place), 0) AS n FROM import_faults WHERE shop_id = :s AND import_id = :i", s=shop_id, i=import_id
    )
    begin = int(last["n"]) if last else 0
    tx.run_many(
        """INSERT INTO import_faults (shop_id, import_id, place, row_place, field, column_name, reason)
        VALUES (:s, :i, :p, :r, :f, :c, :w)""",
        [
            {"s": shop_id, "i": import_id, "p": place, "r": bad.row, "f": bad.field, "c": bad.column, "w": bad.reason}
            for place, bad in enumerate(faults[: MOST_FAULTS - begin], begin + 1)
        ],
    )


def list_faults(tx: Tx, shop_id: str, import_id: str, most: int = MOST_FAULTS) -> list[BadRow]:
    """List what was wrong, in the file's order."""
    rows = tx.all(
        "SELECT * FROM import_faults WHERE shop_id = :s AND import_id = :i ORDER BY place LIMIT :n",
        s=shop_id, i=import_id, n=most,
    )  # fmt: skip
    return [BadRow(row["row_place"], row["field"], row["reason"], row["column_name"]) for row in rows]


def forget_plan(tx: Tx, shop_id: str, import_id: str) -> None:
    """Forget what was found in checking, before it is checked anew."""
    for table in ("import_faults", "import_orders"):
        tx.run(f"DELETE FROM {table} WHERE shop_id = :s AND import_id = :i", s=shop_id, i=import_id)
    tx.run(
        """UPDATE imports SET new_count = 0, changed_count = 0, unchanged_count = 0, bad_count = 0
        WHERE shop_id = :s AND import_id = :i""",
        s=shop_id, i=import_id,
    )  # fmt: skip
