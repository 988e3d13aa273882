"""Durable among processes: killed at any moment, or two at once."""

import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sendback.database.model import Database
from sendback.database.opening import open_database
from tests.database.marks import add, names

ROOT = Path(__file__).parents[2]
KILLS = 10


@contextmanager
def child(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.database.marks", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=dict(os.environ)) as process:
        yield process


def acknowledged_before_kill(url: str, prefix: str) -> set[str]:
    """Let a child write, kill it in mid-sentence after a random while, and return what it said was written."""
    with child("write", url, prefix) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        timer = threading.Timer(random.uniform(0.01, 0.4), process.kill)
        timer.start()
        said = [first, *process.stdout]
        timer.join()
    return {line.strip() for line in said if line.endswith("\n")}


def test_whatever_was_acknowledged_survives_kill_9(own_url: str, own: Database) -> None:
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        acknowledged |= acknowledged_before_kill(own_url, f"k{kill}")
        assert acknowledged <= names(own)
    assert len(acknowledged) > KILLS
    if own.engine == "sqlite":
        assert own.read(lambda tx: tx.one("PRAGMA integrity_check")) == {"integrity_check": "ok"}


def test_two_processes_writing_at_once_both_succeed(own_url: str, own: Database) -> None:
    own.write(add, "counter", 0)
    with child("count", own_url, "counter", "150") as one, child("count", own_url, "counter", "150") as other:
        assert (one.wait(60), other.wait(60)) == (0, 0)
    row = own.read(lambda tx: tx.one("SELECT n FROM marks"))
    assert row == {"n": 300}


@pytest.mark.parametrize("attempt", range(3))
def test_processes_that_start_together_share_the_migration(empty_url: str, attempt: int) -> None:
    gate = threading.Barrier(6)
    opened: list[Database] = []

    def start() -> None:
        gate.wait()
        opened.append(open_database(empty_url))

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 6
    for database in opened:
        database.close()
