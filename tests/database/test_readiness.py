"""Ready means that a return could be written now."""

import sqlite3
from urllib.parse import urlsplit

from sendback.database.model import Database
from sendback.database.postgres import Postgres
from sendback.database.readiness import can_write


def test_an_open_database_is_ready(own: Database) -> None:
    assert can_write(own)


def test_a_locked_or_read_only_database_is_not(own: Database, own_url: str) -> None:
    if own.engine == "postgres":
        own.write(lambda tx: tx.run(f"ALTER DATABASE {urlsplit(own_url).path[1:]} SET default_transaction_read_only = on"))
        standby = Postgres(own_url)
        assert not can_write(standby)
        standby.close()
        return
    own.write(lambda tx: tx.one("PRAGMA busy_timeout = 200"))
    intruder = sqlite3.connect(own_url.removeprefix("sqlite:"), isolation_level=None)
    intruder.execute("BEGIN IMMEDIATE")
    assert not can_write(own)
    intruder.close()


def test_a_closed_database_is_not(own: Database) -> None:
    own.close()
    assert not can_write(own)
