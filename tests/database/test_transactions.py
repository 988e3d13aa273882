"""What a transaction promises, on both engines."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from sendback.database.model import Database, Tx
from sendback.database.opening import open_database
from sendback.errors import Code, Problem
from tests.database.marks import add, count_up, names


def test_what_write_returned_is_there_for_everybody(own: Database, own_url: str) -> None:
    other = open_database(own_url)
    assert own.write(add, "a") == "a"
    assert names(other) == {"a"}
    other.close()


def test_a_refusal_takes_everything_back(own: Database) -> None:
    def refuse(tx: Tx) -> None:
        add(tx, "a")
        raise Problem(Code.NOT_FOUND, "no")

    with pytest.raises(Problem, match="no"):
        own.write(refuse)
    assert names(own) == set()


def test_a_broken_rule_of_the_database_takes_everything_back(own: Database) -> None:
    own.write(add, "a")

    def twice(tx: Tx) -> None:
        add(tx, "b")
        add(tx, "a")

    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        own.write(twice)
    assert names(own) == {"a"}


def test_of_callers_that_share_a_commit_only_those_that_fail_fail(own: Database) -> None:
    """On SQLite the first caller holds the writer until the others queue up behind it, so that they form one group."""
    queued = threading.Event()

    def hold(tx: Tx) -> None:
        queued.wait(10)

    def maybe(tx: Tx, n: int) -> str:
        name = add(tx, f"n{n}")
        if n % 3 == 0:
            raise Problem(Code.STATUS_CONFLICT, name)
        if n % 5 == 0:
            add(tx, name)
        return name

    with ThreadPoolExecutor(32) as pool:
        first = pool.submit(own.write, hold)
        others = {n: pool.submit(own.write, maybe, n) for n in range(1, 31)}
        threading.Timer(0.3, queued.set).start()
        first.result()
    for n, answer in others.items():
        refusal = answer.exception()
        if n % 3 == 0:
            assert isinstance(refusal, Problem)
            assert (refusal.code, refusal.detail) == (Code.STATUS_CONFLICT, f"n{n}")
        elif n % 5 == 0:
            assert refusal is not None
        else:
            assert answer.result() == f"n{n}"
    assert names(own) == {f"n{n}" for n in range(1, 31) if n % 3 and n % 5}


def test_fifty_writers_of_one_counter_lose_no_count(own: Database) -> None:
    own.write(add, "counter", 0)
    with ThreadPoolExecutor(50) as pool:
        seen = list(pool.map(lambda _: own.write(count_up, "counter"), range(200)))
    assert sorted(seen) == list(range(1, 201))


def test_a_reader_cannot_write(own: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)read-?only"):
        own.read(add, "a")
    assert names(own) == set()


def test_a_reader_sees_one_picture_however_long_it_looks(own: Database) -> None:
    def look_twice(tx: Tx) -> list[Any]:
        before = tx.one("SELECT COUNT(*) AS n FROM marks")
        with ThreadPoolExecutor(1) as pool:
            pool.submit(own.write, add, "a").result()
        return [before, tx.one("SELECT COUNT(*) AS n FROM marks")]

    assert [dict(row) for row in own.read(look_twice)] == [{"n": 0}, {"n": 0}]
    assert names(own) == {"a"}


def test_many_rows_go_in_together(own: Database) -> None:
    rows = [{"name": f"n{n}", "n": n} for n in range(500)]
    own.write(lambda tx: tx.run_many("INSERT INTO marks (name, n) VALUES (:name, :n)", rows))
    assert len(names(own)) == 500


def test_values_are_never_read_as_sql(own: Database) -> None:
    hostile = "'; DROP TABLE marks; -- %s %(n)s :name ::text"
    own.write(add, hostile)
    assert names(own) == {hostile}


def test_colons_and_percent_signs_in_statements_mean_themselves(own: Database) -> None:
    row = own.read(lambda tx: tx.one("SELECT '50 % off' AS a, '::' AS b, CAST(:n AS TEXT) AS c", n="x"))
    assert row is not None
    assert dict(row) == {"a": "50 % off", "b": "::", "c": "x"}


def test_a_closed_database_refuses_and_closes_again_in_peace(own: Database) -> None:
    own.close()
    own.close()
    with pytest.raises(Problem) as caught:
        own.write(add, "a")
    assert caught.value.code is Code.BUSY
    assert caught.value.retry_after_seconds


def test_whoever_writes_while_it_closes_gets_an_answer(own_url: str, own: Database) -> None:
    other = open_database(own_url)

    def write(n: int) -> str | None:
        try:
            return other.write(add, f"n{n}")
        except Problem:
            return None

    with ThreadPoolExecutor(16) as pool:
        answers = [pool.submit(write, n) for n in range(200)]
        other.close()
        written = {name for answer in answers if (name := answer.result(timeout=20))}
    assert names(own) == written
