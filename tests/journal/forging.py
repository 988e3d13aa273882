"""What only somebody with the database in hand can do to a journal: change it behind the triggers that guard it."""

from typing import Any

from sendback.database.model import Tx

_TRIGGERS = ("journal_keeps_entries", "journal_keeps_words")


def forge(tx: Tx, sql: str, **values: Any) -> int:
    """Run a statement as if nothing guarded the journal, and leave the guards as they were."""
    if is_sqlite := hasattr(tx, "_connection"):
        written = [row["sql"] for row in tx.all("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'journal'")]
        for name in _TRIGGERS:
            tx.run(f"DROP TRIGGER {name}")
    else:
        tx.run("ALTER TABLE journal DISABLE TRIGGER USER")
    changed = tx.run(sql, **values)
    if is_sqlite:
        for text in written:
            tx.run(text)
    else:
        tx.run("ALTER TABLE journal ENABLE TRIGGER USER")
    return changed
