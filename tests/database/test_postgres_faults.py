"""PostgreSQL when transactions collide, connections break, disks fill: tried again, or refused with nothing written."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from sendback.database.model import Database, Tx
from sendback.errors import Code, Problem
from tests.database.marks import add, count_up, names

pytestmark = pytest.mark.usefixtures("only_postgres")


@pytest.fixture
def only_postgres(engine: str) -> None:
    if engine != "postgres":
        pytest.skip("about the server")


def fail_with(tx: Tx, state: str) -> None:
    """Have the server itself report an SQLSTATE."""
    tx.run(f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}'; END $$")


@pytest.mark.parametrize("state", ["40001", "40P01"])
def test_a_serialization_failure_is_tried_again(own: Database, state: str) -> None:
    tries = []

    def work(tx: Tx) -> str:
        tries.append(add(tx, f"try {len(tries)}"))
        if len(tries) < 3:
            fail_with(tx, state)
        return tries[-1]

    assert own.write(work) == "try 2"
    assert names(own) == {"try 2"}


def test_transactions_that_never_agree_are_told_to_come_back(own: Database) -> None:
    with pytest.raises(Problem) as caught:
        own.write(fail_with, "40001")
    assert caught.value.code is Code.BUSY


def test_a_deadlock_ends_well_for_both(own: Database) -> None:
    own.write(add, "a", 0)
    own.write(add, "b", 0)
    meet = threading.Barrier(2)
    met = threading.local()

    def work(tx: Tx, first: str, second: str) -> None:
        count_up(tx, first)
        if not getattr(met, "once", False):
            met.once = True
            meet.wait(10)
        count_up(tx, second)

    with ThreadPoolExecutor(2) as pool:
        for answer in [pool.submit(own.write, work, *pair) for pair in (("a", "b"), ("b", "a"))]:
            answer.result(timeout=30)
    rows = own.read(lambda tx: tx.all("SELECT n FROM marks ORDER BY name"))
    assert [row["n"] for row in rows] == [2, 2]


@pytest.mark.parametrize(("state", "code"), [("53100", Code.STORAGE_FULL), ("53200", Code.STORAGE_FULL), ("57014", Code.BUSY)])
def test_what_the_server_lacks_is_said_in_our_words(own: Database, state: str, code: Code) -> None:
    with pytest.raises(Problem) as caught:
        own.write(fail_with, state)
    assert caught.value.code is code
    assert caught.value.retry_after_seconds


def test_a_row_locked_for_long_makes_callers_try_again(own: Database) -> None:
    own.write(add, "a", 0)
    release, held = threading.Event(), threading.Event()

    def hold(tx: Tx) -> None:
        count_up(tx, "a")
        held.set()
        release.wait(30)

    with ThreadPoolExecutor(1) as pool:
        holder = pool.submit(own.write, hold)
        held.wait(10)
        with pytest.raises(Problem) as caught:
            own.write(count_up, "a")
        assert caught.value.code is Code.BUSY
        release.set()
        holder.result()
    assert own.write(count_up, "a") == 2


def test_broken_connections_are_replaced(own: Database) -> None:
    own.write(add, "before")
    with pytest.raises(Problem):
        own.write(lambda tx: tx.run("SELECT pg_terminate_backend(pg_backend_pid())"))
    own.write(add, "after")
    assert names(own) == {"before", "after"}
