"""SQLite when the disk is full, the file is locked, or the machine goes away: a clean refusal, nothing half-written."""

import os
import sqlite3
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sendback.database.model import Database, Tx
from sendback.database.sqlite import Sqlite
from sendback.errors import Code, Problem
from tests.database.marks import add, names

pytestmark = pytest.mark.usefixtures("only_sqlite")


@pytest.fixture
def only_sqlite(engine: str) -> None:
    if engine != "sqlite":
        pytest.skip("about the file")


@pytest.fixture
def file(own_url: str) -> Path:
    return Path(own_url.removeprefix("sqlite:"))


def leave_pages(database: Database, pages: int) -> None:
    def limit(tx: Tx) -> None:
        row = tx.one("PRAGMA page_count")
        assert row is not None
        tx.one(f"PRAGMA max_page_count = {row['page_count'] + pages}")

    database.write(limit)


def add_much(tx: Tx, name: str) -> None:
    add(tx, f"{name}-first")
    for n in range(2000):
        add(tx, f"{name}-{n}-{'x' * 100}")


def test_a_full_disk_refuses_and_nothing_is_half_written(own: Database) -> None:
    own.write(add, "before")
    leave_pages(own, 5)
    with pytest.raises(Problem) as caught:
        own.write(add_much, "much")
    assert caught.value.code is Code.STORAGE_FULL
    assert caught.value.retry_after_seconds
    assert names(own) == {"before"}


def test_with_room_again_writing_goes_on(own: Database) -> None:
    leave_pages(own, 5)
    with pytest.raises(Problem):
        own.write(add_much, "much")
    leave_pages(own, 1000)
    own.write(add, "after")
    assert names(own) == {"after"}


def test_a_full_disk_tells_every_caller_of_the_group_the_truth(own: Database) -> None:
    """Whoever was told it is written is written; whoever was refused has left nothing."""
    leave_pages(own, 5)
    queued = threading.Event()

    def work(tx: Tx, name: str) -> str:
        if name == "hold":
            queued.wait(10)
        elif name == "much":
            add_much(tx, name)
        else:
            add(tx, name)
        return name

    with ThreadPoolExecutor(16) as pool:
        hold = pool.submit(own.write, work, "hold")
        answers = [pool.submit(own.write, work, name) for name in ("a", "b", "much", "c", "d")]
        threading.Timer(0.3, queued.set).start()
        hold.result()
    told = {answer.result() for answer in answers if answer.exception() is None}
    refusals = [answer.exception() for answer in answers if answer.exception() is not None]
    assert refusals
    assert all(isinstance(refusal, Problem) and refusal.code is Code.STORAGE_FULL for refusal in refusals)
    assert names(own) == told


def test_a_file_that_another_program_locks_makes_callers_try_again(own: Database, file: Path) -> None:
    own.write(lambda tx: tx.one("PRAGMA busy_timeout = 200"))
    intruder = sqlite3.connect(file, isolation_level=None)
    intruder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Problem) as caught:
        own.write(add, "a")
    assert caught.value.code is Code.BUSY
    assert caught.value.retry_after_seconds
    assert names(own) == set()
    intruder.execute("ROLLBACK")
    intruder.close()
    own.write(add, "b")
    assert names(own) == {"b"}


def test_every_commit_reaches_the_disk(own: Database) -> None:
    """FULL, because NORMAL loses returns that were acknowledged when the power goes."""
    for name, value in (("synchronous", 2), ("foreign_keys", 1), ("trusted_schema", 0)):
        assert own.write(lambda tx, n=name: tx.one(f"PRAGMA {n}")) == {name: value}
    assert own.write(lambda tx: tx.one("PRAGMA journal_mode")) == {"journal_mode": "wal"}


def test_only_the_owner_may_read_the_files(own: Database, file: Path) -> None:
    own.write(add, "a")
    for one in file.parent.iterdir():
        assert stat.S_IMODE(one.stat().st_mode) & 0o077 == 0, one.name


def test_threads_that_come_and_go_leave_no_connection_behind(own: Database) -> None:
    for _ in range(30):
        thread = threading.Thread(target=names, args=(own,))
        thread.start()
        thread.join()
    assert isinstance(own, Sqlite)
    assert len(own._readers) <= 2


def test_a_closed_file_is_not_opened_again_by_a_late_reader(own: Database) -> None:
    names(own)
    own.close()
    with pytest.raises(Problem) as caught:
        names(own)
    assert caught.value.code is Code.BUSY


def test_nobody_takes_a_lost_lock_for_success(own: Database, file: Path) -> None:
    assert isinstance(own, Sqlite)
    os.close(own._lock_file)
    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(own.write, add, f"n{n}") for n in range(30)]
    assert all(isinstance(answer.exception(), Problem) for answer in answers)
    assert names(own) == set()
    own._lock_file = os.open(file.with_name("another.lock"), os.O_RDWR | os.O_CREAT, 0o600)


def test_an_interrupt_ends_the_transaction_and_reaches_only_whom_it_meant(own: Database) -> None:
    def interrupt(tx: Tx) -> None:
        add(tx, "a")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        own.write(interrupt)
    own.write(add, "b")
    assert names(own) == {"b"}
