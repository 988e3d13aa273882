"""When the disk is full or somebody else holds the database: told to come back, and nothing half-written."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.model import Database, Tx
from sendback.database.opening import open_database
from sendback.errors import Problem
from sendback.journal.store import find_broken_link
from sendback.orders.model import Order
from sendback.shops.founding import Founded
from tests.conftest import MakeShop
from tests.factories import make_line, push_order
from tests.web.shopping import ORIGIN, ask_return, open_order, post

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""
COUNTED = ("returns", "return_lines", "journal", "idempotency", "outbox", "access_links", "guesses", "shop_heads", "order_lines")


@pytest.fixture
def file(engine: str, make_database_url: Callable[[], str]) -> Path:
    if engine != "sqlite":
        pytest.skip("about the file")
    return Path(make_database_url().removeprefix("sqlite:"))


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    """A database of one's own, to be filled up and held."""
    opened = open_database(f"sqlite:{file}")
    yield opened
    opened.close()


@pytest.fixture
def founded(make_shop: MakeShop) -> Founded:
    return make_shop(origins=[ORIGIN])


@pytest.fixture
def order(database: Database, founded: Founded) -> Order:
    return database.write(push_order, founded.shop.shop_id, lines=(make_line("1", quantity=9),))


def set_room(database: Database, pages: int) -> None:
    def limit(tx: Tx) -> None:
        row = tx.one("PRAGMA page_count")
        assert row is not None
        tx.one(f"PRAGMA max_page_count = {row['page_count'] + pages}")

    database.write(limit)


def fill_up(database: Database, shop_id: str) -> None:
    """Use the last pages up, so that not one more order fits."""

    def push_many() -> None:
        for number in range(10_000):
            database.write(push_order, shop_id, number=f"FILL-{number}")

    set_room(database, 0)
    with pytest.raises(Problem, match="no room"):
        push_many()


@contextmanager
def held_elsewhere(database: Database, file: Path) -> Iterator[None]:
    """Let another process hold the write lock, for longer than ours waits."""
    database.write(lambda tx: tx.one("PRAGMA busy_timeout = 200"))
    command = [sys.executable, "-c", HOLD, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield


def everything(database: Database) -> str:
    return str([database.read(lambda tx, name: tx.all(f"SELECT * FROM {name}"), table) for table in COUNTED])


def assert_comes_back(answer: TestResponse, code: str) -> None:
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json"), answer.text
    assert answer.get_json()["code"] == code
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN  # or the widget could not read it


def test_a_full_disk_refuses_a_return_whole_and_takes_it_later(
    client: FlaskClient, database: Database, founded: Founded, order: Order
) -> None:
    session = open_order(client, founded, order)
    note = "x" * 300
    lines = [{"id": "1", "quantity": 1, "reason": "too_small", "note": note}]
    fill_up(database, founded.shop.shop_id)
    before = everything(database)
    answers = [ask_return(client, founded, session, key=f"full-{n}", lines=lines) for n in range(5)]
    refused = [answer for answer in answers if answer.status_code != 201]
    assert refused
    for answer in refused:
        assert_comes_back(answer, "storage-full")
    if len(refused) == len(answers):
        assert everything(database) == before
    set_room(database, 1000)
    assert ask_return(client, founded, session, key="full-4", lines=lines).status_code == 201
    assert find_broken_link(database, founded.shop.shop_id) is None


def test_a_full_disk_still_answers_who_only_reads(
    client: FlaskClient, database: Database, founded: Founded, order: Order
) -> None:
    fill_up(database, founded.shop.shop_id)
    assert client.get(f"/api/v1/widget/{founded.publishable_key}/config").status_code == 200
    assert open_order(client, founded, order)
    assert client.get(f"/s/{founded.shop.slug}").status_code == 200


def test_a_held_database_refuses_a_return_whole_and_takes_it_later(
    client: FlaskClient, database: Database, founded: Founded, order: Order, file: Path
) -> None:
    session = open_order(client, founded, order)
    before = everything(database)
    with held_elsewhere(database, file):
        assert_comes_back(ask_return(client, founded, session, key="held"), "busy")
        assert everything(database) == before
        assert client.get(f"/api/v1/widget/{founded.publishable_key}/config").status_code == 200
    assert ask_return(client, founded, session, key="held").status_code == 201


def test_a_wrong_proof_that_cannot_be_counted_is_not_answered(
    client: FlaskClient, database: Database, founded: Founded, order: Order, file: Path
) -> None:
    """Open for who reads, closed for who proves: a limiter that fails lets nobody guess."""
    body = {"order_number": order.number, "proof": {"postcode": "00000"}}
    with held_elsewhere(database, file):
        assert_comes_back(post(client, founded, "/orders/open", body), "busy")
        page = client.post(f"/s/{founded.shop.slug}/order", data={"order_number": order.number, "proof.postcode": "0"})
        assert (page.status_code, page.mimetype) == (503, "text/html")
        assert page.headers["Retry-After"]
