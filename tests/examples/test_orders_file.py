"""examples/orders.csv is taken in whole, and each of its orders can be opened and printed in its own script."""

import csv
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.orders.intake.at_once import import_file
from sendback.orders.intake.stages import Import
from sendback.shops.founding import Founded
from tests.conftest import Clock, MakeShop
from tests.web.shopping import ORIGIN, ask_return, post

FILE = Path(__file__).parents[2] / "examples" / "orders.csv"
ROWS = {row["order_number"]: row for row in csv.DictReader(FILE.read_text("utf-8").splitlines())}


@pytest.fixture
def founded(make_shop: MakeShop) -> Founded:
    return make_shop(origins=(ORIGIN,))


@pytest.fixture
def report(database: Database, founded: Founded, clock: Clock) -> Import:
    *_, last = import_file(database, founded.shop.shop_id, FILE, "tests", clock)
    return last


def test_every_row_fits(report: Import) -> None:
    assert (sum(report.counts.values()), report.bad_count) == (len(ROWS), 0)


@pytest.mark.parametrize("number", ROWS)
def test_each_order_gives_a_label(number: str, report: Import, founded: Founded, client: FlaskClient) -> None:
    body = {"order_number": number, "proof": {"postcode": ROWS[number]["postcode"]}, "lang": ROWS[number]["language"]}
    opened = post(client, founded, "/orders/open", body).get_json()
    assert opened["lines"][0]["returnable"]
    made = ask_return(client, founded, opened["session"], contact={**opened["contact"], "email": ROWS[number]["email"]})
    assert made.status_code == 201, made.text
    label = client.get(made.get_json()["label"]["pdf"].partition("://")[2].partition("/")[2])
    assert label.data.startswith(b"%PDF-"), label.text
