"""What is expected, in the database: the newest first, and what happened to it since."""

from collections.abc import Sequence
from typing import Any

from sendback.database.model import Tx
from sendback.returns.model import Status

EXPECTED = (Status.AUTHORIZED, Status.RECEIVED)
"""A return is expected while something of it may still come, or be settled."""


def list_expected_ids(tx: Tx, shop_id: str, before: str, most: int) -> list[str]:
    """List returns that are expected, the newest first, from below an id on."""
    found: list[str] = []
    for status in EXPECTED:
        rows = tx.all(
            """SELECT return_id FROM returns WHERE shop_id = :s AND status = :t AND return_id < :b
            ORDER BY return_id DESC LIMIT :n""",
            s=shop_id, t=status.value, b=before, n=most,
        )  # fmt: skip
        found += [row["return_id"] for row in rows]
    return sorted(found, reverse=True)[:most]


def list_changed(tx: Tx, shop_id: str, seq: int, most: int) -> tuple[list[str], list[str], int]:
    """List what happened since an event of the journal: its subjects and its types, each once, and the last event read."""
    rows = tx.all(
        "SELECT seq, type, subject FROM journal WHERE shop_id = :s AND seq > :q ORDER BY seq LIMIT :n",
        s=shop_id, q=seq, n=most,
    )  # fmt: skip
    subjects, types = dict.fromkeys(row["subject"] for row in rows), dict.fromkeys(row["type"] for row in rows)
    return list(subjects), list(types), int(rows[-1]["seq"]) if rows else seq


def sort_out(tx: Tx, shop_id: str, subjects: Sequence[str]) -> tuple[list[str], list[str]]:
    """Tell which of these are returns that are expected, and which are returns that are not, or not any more."""
    values: dict[str, Any] = {f"r{place}": subject for place, subject in enumerate(subjects)}
    if not values:
        return [], []
    names = ", ".join(f":{name}" for name in values)
    rows = tx.all(
        f"SELECT return_id, status, erased_at FROM returns WHERE shop_id = :s AND return_id IN ({names})", s=shop_id, **values
    )
    is_expected = {row["return_id"]: row["status"] in EXPECTED and row["erased_at"] is None for row in rows}
    return [each for each, yes in is_expected.items() if yes], [each for each, yes in is_expected.items() if not yes]


def read_seq(tx: Tx, shop_id: str) -> int:
    """Read up to which event a shop's journal goes."""
    row = tx.one("SELECT journal_seq FROM shop_heads WHERE shop_id = :s", s=shop_id)
    return int(row["journal_seq"]) if row else 0
