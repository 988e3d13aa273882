"""Imports in the database: the file's rows, how far each is, and what people said of columns."""

import json
from datetime import datetime
from typing import Any

from sendback.database.ids import new_id
from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.orders.intake.model import Columns, Head
from sendback.orders.intake.recognising import name_header
from sendback.orders.intake.stages import Import, Outcome, Stage, columns_as_json, columns_from


def add_import(tx: Tx, shop_id: str, file_name: str, head: Head, actor: str, now: datetime) -> str:
    """Begin an import and return its id; its rows follow, and only then can anything be done with it."""
    import_id = new_id()
    tx.run(
        """INSERT INTO imports
        (shop_id, import_id, file_name, form, state, header, columns, row_count, made_by, made_at, moved_at)
        VALUES (:s, :i, :f, :form, 'reading', :h, '', 0, :by, :n, :n)""",
        s=shop_id, i=import_id, f=file_name, form=head.form, h=_json(list(head.header)), by=actor, n=to_epoch(now),
    )  # fmt: skip
    return import_id


def find_import(tx: Tx, shop_id: str, import_id: str) -> Import | None:
    """Find an import of this shop that was read whole."""
    row = tx.one("SELECT * FROM imports WHERE shop_id = :s AND import_id = :i AND state <> 'reading'", s=shop_id, i=import_id)
    return _import(row) if row else None


def list_imports(tx: Tx, shop_id: str, before: str = "", most: int = 50) -> list[Import]:
    """List a shop's imports, newest first, from the one before the id `before` on."""
    rows = tx.all(
        """SELECT * FROM imports WHERE shop_id = :s AND state <> 'reading' AND import_id < :b
        ORDER BY import_id DESC LIMIT :n""",
        s=shop_id, b=before or "Z", n=most,
    )  # fmt: skip
    return [_import(row) for row in rows]


def move(tx: Tx, shop_id: str, import_id: str, of: tuple[Stage, int], to: Stage, now: datetime) -> bool:
    """Go on to another stage, from its beginning; False when the import is not where, and as often moved, as was thought."""
    stage, turn = of
    return bool(
        tx.run(
            """UPDATE imports SET state = :to, turn = turn + 1, last_row = 0, moved_at = :n
            WHERE shop_id = :s AND import_id = :i AND state = :of AND turn = :turn""",
            to=to.value, n=to_epoch(now), s=shop_id, i=import_id, of=stage.value, turn=turn,
        )
    )  # fmt: skip


def advance(tx: Tx, shop_id: str, item: Import, last_row: int, now: datetime) -> bool:
    """Say how far a stage has come; False when another worker was faster, and then nothing else may be written."""
    return bool(
        tx.run(
            """UPDATE imports SET last_row = :to, moved_at = :n
            WHERE shop_id = :s AND import_id = :i AND state = :state AND turn = :turn AND last_row = :of""",
            to=last_row, n=to_epoch(now), s=shop_id, i=item.import_id, state=item.stage.value, turn=item.turn,
            of=item.last_row,
        )
    )  # fmt: skip


def count(tx: Tx, shop_id: str, import_id: str, **more: int) -> None:
    """Add to the counts of an import, each named by its column."""
    assert set(more) <= {"row_count", "new_count", "changed_count", "unchanged_count", "bad_count", "saved_count", "undone_count"}
    changes = ", ".join(f"{name} = {name} + :{name}" for name in more)
    tx.run(f"UPDATE imports SET {changes} WHERE shop_id = :s AND import_id = :i", s=shop_id, i=import_id, **more)


def save_columns(tx: Tx, shop_id: str, import_id: str, columns: Columns) -> None:
    """Keep what an import's columns say."""
    tx.run(
        "UPDATE imports SET columns = :c WHERE shop_id = :s AND import_id = :i",
        c=_json(columns_as_json(columns)), s=shop_id, i=import_id,
    )  # fmt: skip


def remember_columns(tx: Tx, shop_id: str, header: tuple[str, ...], columns: Columns, actor: str, now: datetime) -> None:
    """Remember what a person said of these columns."""
    tx.run(
        """INSERT INTO import_columns (shop_id, header_key, columns, made_by, made_at) VALUES (:s, :h, :c, :by, :n)
        ON CONFLICT (shop_id, header_key) DO UPDATE SET columns = excluded.columns, made_by = excluded.made_by,
        made_at = excluded.made_at""",
        s=shop_id, h=name_header(header), c=_json(columns_as_json(columns)), by=actor, n=to_epoch(now),
    )  # fmt: skip


def find_columns(tx: Tx, shop_id: str, header: tuple[str, ...]) -> Columns | None:
    """Find what a person said of a file with these columns."""
    row = tx.one("SELECT columns FROM import_columns WHERE shop_id = :s AND header_key = :h", s=shop_id, h=name_header(header))
    return columns_from(json.loads(row["columns"])) if row else None


def forget_import(tx: Tx, shop_id: str, import_id: str) -> None:
    """Forget an import with all that was kept for it; the orders it brought stay."""
    for table in ("import_chunks", "import_faults", "import_orders", "imports"):
        tx.run(f"DELETE FROM {table} WHERE shop_id = :s AND import_id = :i", s=shop_id, i=import_id)


def list_ended(tx: Tx, shop_id: str, unfinished_before: datetime, finished_before: datetime) -> tuple[list[str], list[str]]:
    """List imports that nobody went on with, and finished ones that are too old to be taken back."""
    left = tx.all(
        "SELECT import_id FROM imports WHERE shop_id = :s AND state IN ('reading', 'uploaded', 'checked') AND moved_at < :t",
        s=shop_id, t=to_epoch(unfinished_before),
    )  # fmt: skip
    done = tx.all(
        "SELECT import_id FROM imports WHERE shop_id = :s AND state IN ('done', 'undone') AND moved_at < :t",
        s=shop_id, t=to_epoch(finished_before),
    )  # fmt: skip
    return [row["import_id"] for row in left], [row["import_id"] for row in done]


def _import(row: Row) -> Import:
    names = ("import_id", "file_name", "form", "row_count", "last_row", "bad_count", "saved_count", "undone_count")
    facts: dict[str, Any] = {name: row[name] for name in (*names, "turn", "made_by")}
    return Import(
        **facts,
        stage=Stage(row["state"]),
        header=tuple(json.loads(row["header"])),
        columns=columns_from(json.loads(row["columns"])) if row["columns"] else None,
        counts={each: row[f"{each.value}_count"] for each in Outcome},
        made_at=from_epoch(row["made_at"]),
        moved_at=from_epoch(row["moved_at"]),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
