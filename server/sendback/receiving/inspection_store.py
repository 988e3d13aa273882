"""What was found, in the database."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.receiving.model import Inspection
from sendback.shops.receiving import Condition, Disposition, Outcome

_AS_IS = (
    "shop_id inspection_id return_id order_id line_id sku title quantity grade rule reason warehouse place recovered_minor "
    "currency note device made_by"
).split()
_TIMES = "made_at seen_at undone_at".split()
_COLUMNS = [*_AS_IS, *_TIMES, "outcome", "disposition", "suggested", "condition"]
_INSERT = f"INSERT INTO inspections ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"


def add_inspection(tx: Tx, found: Inspection) -> None:
    """Store what was found."""
    facts = asdict(found)
    times = {name: to_epoch(facts[name]) if facts[name] else None for name in _TIMES}
    words = {name: facts[name].value if facts[name] else "" for name in ("outcome", "disposition", "suggested", "condition")}
    tx.run(_INSERT, **facts | times | words)


def find_inspection(tx: Tx, shop_id: str, inspection_id: str) -> Inspection | None:
    """Find what was found by its id, what was taken back too."""
    row = tx.one("SELECT * FROM inspections WHERE shop_id = :s AND inspection_id = :i", s=shop_id, i=inspection_id)
    return as_inspection(row) if row else None


def list_inspections(tx: Tx, shop_id: str, return_id: str) -> list[Inspection]:
    """List what was found in the boxes of a return, in order, what was taken back too."""
    rows = tx.all(
        "SELECT * FROM inspections WHERE shop_id = :s AND return_id = :r ORDER BY made_at, inspection_id",
        s=shop_id, r=return_id,
    )  # fmt: skip
    return [as_inspection(row) for row in rows]


def save_finding_undone(tx: Tx, found: Inspection, undone_by: str, now: datetime) -> bool:
    """Store that something was not found so after all; False where that is known."""
    return bool(
        tx.run(
            """UPDATE inspections SET undone_at = :n, undone_by = :b
            WHERE shop_id = :s AND inspection_id = :i AND undone_at IS NULL""",
            n=to_epoch(now), b=undone_by, s=found.shop_id, i=found.inspection_id,
        )
    )  # fmt: skip


def as_inspection(row: Row) -> Inspection:
    """Read a row of a finding."""
    facts: dict[str, Any] = {name: row[name] for name in _AS_IS}
    times: dict[str, Any] = {name: None if row[name] is None else from_epoch(row[name]) for name in _TIMES}
    return Inspection(
        **facts,
        **times,
        outcome=Outcome(row["outcome"]),
        disposition=Disposition(row["disposition"]) if row["disposition"] else None,
        suggested=Disposition(row["suggested"]) if row["suggested"] else None,
        condition=Condition(row["condition"]) if row["condition"] else None,
    )
