"""A database of its own for what the shared one must not see: scratch tables, locks, full disks."""

from collections.abc import Callable, Iterator

import pytest

from sendback.database.model import Database
from sendback.database.opening import open_database

TABLE = "CREATE TABLE marks (name TEXT PRIMARY KEY, n BIGINT NOT NULL)"


@pytest.fixture
def empty_url(make_empty_database_url: Callable[[], str]) -> str:
    return make_empty_database_url()


@pytest.fixture
def own_url(make_database_url: Callable[[], str]) -> str:
    return make_database_url()


@pytest.fixture
def own(own_url: str) -> Iterator[Database]:
    """A migrated database with an extra table, `marks`."""
    opened = open_database(own_url)
    opened.write(lambda tx: tx.run(TABLE.replace("BIGINT", "INTEGER") if opened.engine == "sqlite" else TABLE))
    yield opened
    opened.close()
