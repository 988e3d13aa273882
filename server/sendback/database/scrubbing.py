"""Leaving nothing of what was deleted on disk: SQLite's log beside the file still holds it until it is folded in."""

import sqlite3
from contextlib import closing

from sendback.database.model import Database


def scrub(database: Database) -> bool:
    """Fold SQLite's log in and cut it; False when readers held it back, or the engine sees to it itself.

    The file needs nothing: `secure_delete` overwrites at once what is deleted. PostgreSQL's autovacuum does its part.
    """
    path = getattr(database, "path", None)
    if path is None:
        return False
    with closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as connection:
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
