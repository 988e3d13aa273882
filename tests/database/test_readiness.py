"""Ready means that a return could be written now."""

import sqlite3

from sendback.database.model import Database
from sendback.database.readiness import can_write


def test_an_open_database_is_ready(own: Database) -> None:
    assert can_write(own)


def test_a_locked_or_read_only_database_is_not(own: Database, own_url: str) -> None:
    if own.engine == "postgres":
        own.write(lambda tx: tx.run("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"))
        assert not can_write(own)
        return
    own.write(lambda tx: tx.one("PRAGMA busy_timeout = 200"))
    intruder = sqlite3.connect(own_url.removeprefix("sqlite:"), isolation_level=None)
    intruder.execute("BEGIN IMMEDIATE")
    assert not can_write(own)
    intruder.close()


def test_a_closed_database_is_not(own: Database) -> None:
    own.close()
    assert not can_write(own)
