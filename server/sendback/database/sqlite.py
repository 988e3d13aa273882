"""The embedded engine: one writer thread that commits in groups, readers that never wait for it."""

import contextlib
import os
import queue
import sqlite3
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
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


@dataclass(slots=True)
class _Job:
    work: Callable[[Tx], Any]
    answer: "Future[Any]"


class Sqlite:
    """Keep everything in one file; survives kill -9 and power loss at any moment."""

    engine = "sqlite"

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._jobs: queue.Queue[_Job | None] = queue.Queue()
        self._readers: list[sqlite3.Connection] = []
        self._idle_readers: deque[sqlite3.Connection] = deque()
        self._closed = False
        self._gate = threading.Lock()
        self._lock_file = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # SQLite's own files beside it copy its mode
        with self._only_writer():  # two processes that turn a new file to WAL at once would lock each other out
            self._writer = self._connect()
        self._thread = threading.Thread(target=self._write_in_groups, name="sendback-writer", daemon=True)
        self._thread.start()

    def write(self, work: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work` in the writer thread and return once its commit is on disk."""
        job = _Job(lambda tx: work(tx, *args, **kwargs), Future())
        with self._gate:  # nobody may queue up behind the writer's last job, where no answer would ever come
            if self._closed:
                raise busy("closing")
            self._jobs.put(job)
        answer: T = job.answer.result()
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
        """Let the writer finish its queue, then close every connection."""
        with self._gate:
            if self._closed:
                return
            self._closed = True
            self._jobs.put(None)
        self._thread.join()
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

    def _write_in_groups(self) -> None:
        while (first := self._jobs.get()) is not None:
            group, last = [first], False
            while len(group) < GROUP:
                try:
                    job = self._jobs.get_nowait()
                except queue.Empty:
                    break
                if job is None:
                    last = True
                    break
                group.append(job)
            self._commit(group)
            if last:
                return

    def _commit(self, group: list[_Job]) -> None:
        """Run each caller in a savepoint of its own, commit once, and only then answer any of them."""
        answers: list[tuple[Future[Any], Any, BaseException | None]] = []
        try:
            with self._only_writer():
                self._writer.execute("BEGIN IMMEDIATE")
                answers.extend(self._run(job) for job in group)
                self._writer.execute("COMMIT")
        except sqlite3.Error as error:
            with contextlib.suppress(sqlite3.Error):
                self._writer.execute("ROLLBACK")
            answers = [(job.answer, None, _translate(error)) for job in group]
        for answer, value, refusal in answers:
            if refusal is None:
                answer.set_result(value)
            else:
                answer.set_exception(refusal)

    def _run(self, job: _Job) -> tuple["Future[Any]", Any, BaseException | None]:
        self._writer.execute("SAVEPOINT caller")
        try:
            value = job.work(SqliteTx(self._writer))
        except BaseException as refusal:  # handed to the caller's thread, whatever it is
            if not self._writer.in_transaction:  # a full disk ends the whole transaction: nobody's work is kept
                raise _Ended(refusal) from refusal
            self._writer.execute("ROLLBACK TO caller")
            self._writer.execute("RELEASE caller")
            return job.answer, None, _translate(refusal)
        self._writer.execute("RELEASE caller")
        return job.answer, value, None

    @contextlib.contextmanager
    def _only_writer(self) -> Iterator[None]:
        """Hold the file lock that keeps other processes' writers waiting in line instead of polling."""
        if sys.platform == "win32":  # one process only there, so the writer thread is lock enough
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
