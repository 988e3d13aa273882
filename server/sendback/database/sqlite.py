"""The embedded engine: one writer at a time that commits for all who wait, readers that never wait for it."""

import contextlib
import os
import sqlite3
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sendback.database import migrations
from sendback.database.model import Row, Tx, busy, storage_full

if sys.platform != "win32":
    import fcntl

P = ParamSpec("P")
T = TypeVar("T")

GROUP = 64
"""How many callers may share one commit: measured best between 32 and 128 on disks from 0.4 to 5 ms a sync."""

_PRAGMAS = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA busy_timeout = 5000;
PRAGMA trusted_schema = OFF;
PRAGMA secure_delete = ON;
PRAGMA journal_size_limit = 67108864;
"""
# synchronous = FULL: with NORMAL, a power cut loses returns that were already acknowledged.


class SqliteTx:
    """Speak to one open SQLite transaction."""

    __slots__ = ("_connection",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def one(self, sql: str, /, **values: Any) -> Row | None:
        """Return the first row, or None."""
        row: Row | None = self._connection.execute(sql, values).fetchone()
        return row

    def all(self, sql: str, /, **values: Any) -> list[Row]:
        """Return every row."""
        return self._connection.execute(sql, values).fetchall()

    def run(self, sql: str, /, **values: Any) -> int:
        """Execute and return how many rows it touched."""
        return self._connection.execute(sql, values).rowcount

    def run_many(self, sql: str, rows: Iterable[Mapping[str, Any]], /) -> None:
        """Execute once per row of values."""
        self._connection.executemany(sql, rows)


class _Ended(sqlite3.OperationalError):
    """SQLite gave the whole transaction up, with every caller's savepoint in it."""


def _held_lock() -> threading.Lock:
    lock = threading.Lock()
    lock.acquire()
    return lock


@dataclass(slots=True, eq=False)
class _Job:
    """One caller's work on its way to disk; `turn` opens when it is done, or when its caller is to lead the next group."""

    work: Callable[[Tx], Any]
    turn: threading.Lock = field(default_factory=_held_lock)
    leads: bool = False
    value: Any = None
    refusal: BaseException | None = None


class Sqlite:
    """Keep everything in one file; survives kill -9 and power loss at any moment."""

    engine = "sqlite"

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._jobs: deque[_Job] = deque()
        self._lead = threading.Lock()
        self._readers: list[sqlite3.Connection] = []
        self._idle_readers: deque[sqlite3.Connection] = deque()
        self._closed = False
        self._gate = threading.Lock()
        self._lock_file = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # SQLite's own files beside it copy its mode
        with self._only_writer():  # two processes that turn a new file to WAL at once would lock each other out
            self._writer = self._connect()

    def write(self, work: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work` and return once its commit is on disk.

        The first caller to come commits for everybody who comes meanwhile, then hands the lead to the next who waits: no
        thread of its own, so that a lone caller pays for no hand-over.
        """
        job = _Job(lambda tx: work(tx, *args, **kwargs))
        with self._gate:
            if self._closed:
                raise busy("closing")
            self._jobs.append(job)
            job.leads = self._lead.acquire(blocking=False)
        if not job.leads:
            job.turn.acquire()
        if job.leads:
            self._lead_group()
        if job.refusal is not None:
            raise job.refusal
        answer: T = job.value
        return answer

    def read(self, work: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work` on a snapshot, with a connection that nobody else uses meanwhile."""
        connection = self._take_reader()
        try:
            connection.execute("BEGIN")
            return work(SqliteTx(connection), *args, **kwargs)
        except sqlite3.OperationalError as error:
            raise _translate(error) from error
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            self._idle_readers.append(connection)

    def migrate(self) -> list[str]:
        """Apply outstanding steps under the file's write lock."""
        return self.write(migrations.apply_steps, migrations.read_steps(str))

    def close(self) -> None:
        """Wait for the writes under way, then close every connection."""
        with self._gate:
            if self._closed:
                return
            self._closed = True
        self._lead.acquire()
        self._idle_readers.clear()
        for connection in (*self._readers, self._writer):
            connection.close()
        os.close(self._lock_file)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, cached_statements=512)
        connection.row_factory = _as_dict
        for pragma in _PRAGMAS.strip().splitlines():
            connection.execute(pragma)
        return connection

    def _take_reader(self) -> sqlite3.Connection:
        """Take an idle connection, or open one.

        Not one per thread: servers end idle threads and start new ones, and each would leave its connection behind.
        """
        with contextlib.suppress(IndexError):
            return self._idle_readers.pop()
        with self._gate:
            if self._closed:
                raise busy("closing")
            connection = self._connect()
            self._readers.append(connection)
        connection.execute("PRAGMA query_only = ON")
        return connection

    def _lead_group(self) -> None:
        """Commit for the first in line, then pass the lead on or lay it down."""
        with self._gate:
            group = [self._jobs.popleft() for _ in range(min(GROUP, len(self._jobs)))]
        try:
            self._commit(group)
        finally:
            with self._gate:
                if self._jobs:
                    self._jobs[0].leads = True
                    self._jobs[0].turn.release()
                else:
                    self._lead.release()
            for job in group[1:]:
                job.turn.release()

    def _commit(self, group: list[_Job]) -> None:
        """Run each caller in a savepoint of its own and commit once; nobody is answered before."""
        try:
            with self._only_writer():
                self._writer.execute("BEGIN IMMEDIATE")
                for job in group:
                    self._run(job)
                self._writer.execute("COMMIT")
        except BaseException as error:  # an interrupt or a lost lock too: whoever waits must not take silence for success
            with contextlib.suppress(sqlite3.Error):
                self._writer.execute("ROLLBACK")
            for job in group:
                job.value, job.refusal = None, _translate(error) if isinstance(error, sqlite3.Error) else busy(repr(error))
            if not isinstance(error, Exception):
                raise

    def _run(self, job: _Job) -> None:
        self._writer.execute("SAVEPOINT caller")
        try:
            job.value = job.work(SqliteTx(self._writer))
        except BaseException as refusal:  # handed to the caller's thread, whatever it is
            if not self._writer.in_transaction:  # a full disk ends the whole transaction: nobody's work is kept
                raise _Ended(refusal) from refusal
            self._writer.execute("ROLLBACK TO caller")
            job.refusal = _translate(refusal)
        self._writer.execute("RELEASE caller")

    @contextlib.contextmanager
    def _only_writer(self) -> Iterator[None]:
        """Hold the file lock that keeps other processes' writers waiting in line instead of polling."""
        if sys.platform == "win32":  # one process only there, so the lead is lock enough
            yield
            return
        fcntl.flock(self._lock_file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._lock_file, fcntl.LOCK_UN)


def _as_dict(cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> dict[str, Any]:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}


def _translate(error: BaseException) -> BaseException:
    if not isinstance(error, sqlite3.OperationalError):
        return error
    text = str(error)
    if "full" in text:
        return storage_full()
    if isinstance(error, _Ended) or "locked" in text or "busy" in text or "disk I/O" in text:
        return busy(text)
    return error
