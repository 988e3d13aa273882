"""The shared engine: a pool of PostgreSQL connections, the same statements, retried where the server asks for it."""

import functools
import random
import re
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Concatenate, ParamSpec, TypeVar

import psycopg
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool, PoolTimeout

from sendback.database import migrations
from sendback.database.model import Row, Tx, busy, storage_full, unstorable

P = ParamSpec("P")
T = TypeVar("T")

TRIES = 6
_TRIGGER = re.compile(r"CREATE TRIGGER (\w+) BEFORE (UPDATE|DELETE) ON (\w+) BEGIN SELECT RAISE\(ABORT, '([^']*)'\); END;")
_AS_FUNCTION = """CREATE FUNCTION \\1() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''\\4''; END';
CREATE TRIGGER \\1 BEFORE \\2 ON \\3 FOR EACH ROW EXECUTE FUNCTION \\1();"""
_NAMED = re.compile(r"(?<![:\w]):([a-z_][a-z0-9_]*)")
Connection = psycopg.Connection[dict[str, Any]]


@functools.lru_cache(maxsize=1024)
def _for_psycopg(sql: str) -> str:
    return _NAMED.sub(r"%(\1)s", sql.replace("%", "%%"))


def for_postgres(sql: str) -> str:
    """Say a migration step in PostgreSQL's words: 64-bit integers, bytea, bytes in their own order, triggers as functions."""
    sql = _TRIGGER.sub(_AS_FUNCTION, sql)
    sql = re.sub(r"\bINTEGER\b", "BIGINT", sql)
    sql = re.sub(r"\bBLOB\b", "BYTEA", sql)
    sql = re.sub(r"\bCOLLATE BINARY\b", 'COLLATE "C"', sql)
    return re.sub(r"\)\s*(STRICT|WITHOUT ROWID)(\s*,\s*(STRICT|WITHOUT ROWID))*\s*;", ");", sql)


def _set_up(connection: Connection) -> None:
    """Have the server refuse a lock it cannot give soon, as SQLite does, and take an index where few rows are wanted.

    Its own guess of what a page out of order costs is that of turning disks.
    """
    connection.execute("SET lock_timeout = '5s'")
    connection.execute("SET random_page_cost = 1.1")
    connection.commit()


class PostgresTx:
    """Speak to one open PostgreSQL transaction."""

    __slots__ = ("_cursor",)

    def __init__(self, connection: Connection) -> None:
        self._cursor = connection.cursor()

    def one(self, sql: str, /, **values: Any) -> Row | None:
        """Return the first row, or None."""
        self._cursor.execute(_for_psycopg(sql).encode(), values)
        return self._cursor.fetchone()

    def all(self, sql: str, /, **values: Any) -> list[Row]:
        """Return every row."""
        self._cursor.execute(_for_psycopg(sql).encode(), values)
        return list(self._cursor.fetchall())

    def run(self, sql: str, /, **values: Any) -> int:
        """Execute and return how many rows it touched."""
        self._cursor.execute(_for_psycopg(sql).encode(), values)
        return self._cursor.rowcount

    def run_many(self, sql: str, rows: Iterable[Mapping[str, Any]], /) -> None:
        """Execute once per row of values, in one round trip."""
        self._cursor.executemany(_for_psycopg(sql).encode(), list(rows))


class Postgres:
    """Keep everything in a PostgreSQL database that many machines may share."""

    engine = "postgres"

    def __init__(self, url: str, connections: int = 16) -> None:
        self.url = url
        self._pool: ConnectionPool[Connection] = ConnectionPool(
            url,
            min_size=1,
            max_size=connections,
            kwargs={"row_factory": dict_row},
            configure=_set_up,
            open=True,
            timeout=10,
        )

    def write(self, work: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work` in a transaction; again when the server reports a serialization failure or a deadlock."""
        for attempt in range(TRIES):
            try:
                with self._pool.connection() as connection, connection.transaction():
                    return work(PostgresTx(connection), *args, **kwargs)
            except (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected):
                time.sleep(random.random() * 0.02 * 2**attempt)
            except (psycopg.errors.DiskFull, psycopg.errors.OutOfMemory) as error:
                raise storage_full() from error
            except (psycopg.OperationalError, psycopg.errors.ReadOnlySqlTransaction, PoolTimeout) as error:
                raise busy(type(error).__name__) from error
            except psycopg.DataError:
                raise unstorable() from None
        raise busy("too many transactions at once")

    def read(self, work: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work` on one consistent picture."""
        try:
            with self._pool.connection() as connection, connection.transaction():
                connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                return work(PostgresTx(connection), *args, **kwargs)
        except (psycopg.OperationalError, PoolTimeout) as error:
            raise busy(type(error).__name__) from error
        except psycopg.DataError:
            raise unstorable() from None

    def migrate(self) -> list[str]:
        """Apply outstanding steps; machines that start together wait for the first."""

        def locked(tx: Tx) -> list[str]:
            tx.run("SET LOCAL lock_timeout = 0")
            tx.run("SELECT pg_advisory_xact_lock(7365646261636)")
            return migrations.apply_steps(tx, migrations.read_steps(for_postgres))

        return self.write(locked)

    def close(self) -> None:
        """Close the pool."""
        self._pool.close()
