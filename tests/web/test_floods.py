"""Many at once and many in a row, through the doors: one wins where one may, and nobody's inbox is filled."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sendback.database.model import Database, Tx
from sendback.delivery.model import Kind, State
from sendback.delivery.outbox_store import list_jobs
from sendback.orders.access_store import make_access_link
from sendback.orders.model import Order
from sendback.orders.store import get_order
from sendback.shops.founding import Founded
from sendback.shops.sign_in import Role
from tests.conftest import Clock, MakeShop
from tests.factories import make_buyer, make_line, push_order
from tests.people import make_link
from tests.web.shopping import ORIGIN, ask_return, open_order, post

AT_ONCE = 20


@pytest.fixture
def founded(make_shop: MakeShop) -> Founded:
    return make_shop(origins=[ORIGIN])


@pytest.fixture
def order(database: Database, founded: Founded) -> Order:
    return database.write(push_order, founded.shop.shop_id, lines=(make_line("1", quantity=1),))


def at_once(app: Flask, send: Callable[[FlaskClient, int], int]) -> Counter[int]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(lambda number: send(app.test_client(), number), range(AT_ONCE)))


def ask_link(client: FlaskClient, founded: Founded, number: str, address: str = "203.0.113.1") -> tuple[int, bytes]:
    path = f"/api/v1/widget/{founded.publishable_key}/orders/link"
    answer = client.post(path, json={"order_number": number}, environ_base={"REMOTE_ADDR": address})
    return answer.status_code, answer.data


def count_links(database: Database, founded: Founded) -> int:
    jobs = database.read(list_jobs, founded.shop.shop_id, State.PENDING, 1000)
    return sum(job.kind is Kind.ACCESS for job in jobs)


def test_the_last_unit_goes_to_one_of_many(app: Flask, client: FlaskClient, founded: Founded, order: Order) -> None:
    session = open_order(client, founded, order)
    answers = at_once(app, lambda browser, n: ask_return(browser, founded, session, key=f"race-{n}").status_code)
    assert answers == {201: 1, 409: AT_ONCE - 1}


def test_one_key_many_times_is_one_return(
    app: Flask, client: FlaskClient, database: Database, founded: Founded, order: Order
) -> None:
    session = open_order(client, founded, order)
    assert at_once(app, lambda browser, _: ask_return(browser, founded, session, key="one").status_code) == {201: AT_ONCE}
    assert database.read(get_order, founded.shop.shop_id, order.order_id).lines[0].taken == 1


def test_a_link_to_an_order_opens_it_for_one_of_many(
    app: Flask, database: Database, founded: Founded, order: Order, clock: Clock
) -> None:
    secret = database.write(make_access_link, founded.shop.shop_id, order.order_id, clock())
    answers = at_once(app, lambda browser, _: browser.post(f"/s/{founded.shop.slug}/open/{secret}").status_code)
    assert answers == {200: 1, 410: AT_ONCE - 1}


def test_a_sign_in_link_lets_one_of_many_in(app: Flask, database: Database, founded: Founded, clock: Clock) -> None:
    link = make_link(database, founded.shop.shop_id, Role.OWNER, clock())
    assert at_once(app, lambda browser, _: browser.post(f"/sign-in/{link}").status_code) == {303: 1, 410: AT_ONCE - 1}


def test_many_askers_for_one_order_make_one_mail(app: Flask, database: Database, founded: Founded, order: Order) -> None:
    answers = at_once(app, lambda browser, n: ask_link(browser, founded, order.number, f"203.0.113.{n}")[0])
    assert answers == {202: AT_ONCE}
    assert count_links(database, founded) == 1


def test_one_caller_cannot_have_a_shop_write_to_all_its_customers(
    client: FlaskClient, database: Database, founded: Founded, clock: Clock
) -> None:
    def fill(tx: Tx) -> None:
        for number in range(40):
            push_order(tx, founded.shop.shop_id, number=f"M{number}", buyer=make_buyer(email=f"m{number}@example.fi"))

    database.write(fill)
    answers = [ask_link(client, founded, f"M{number}") for number in range(35)]
    assert set(answers) == {(202, answers[0][1])}  # who asks too often is not told either
    assert count_links(database, founded) == 30
    ask_link(client, founded, "M36", "203.0.113.2")
    assert count_links(database, founded) == 31
    clock.advance(hours=1, minutes=2)
    ask_link(client, founded, "M37")
    assert count_links(database, founded) == 32


def test_an_unknown_order_costs_a_caller_a_write_as_a_known_one_does(
    client: FlaskClient, database: Database, founded: Founded
) -> None:
    """A commit to disk takes far longer than all else: were only known orders to cost one, the clock would tell them."""
    ask_link(client, founded, "NO-SUCH-ORDER")
    rows = database.read(lambda tx: tx.all("SELECT subject FROM guesses WHERE shop_id = :s", s=founded.shop.shop_id))
    assert [row["subject"].partition(":")[0] for row in rows] == ["link-caller"]


def test_labels_are_mailed_again_a_few_times_a_day_only(
    client: FlaskClient, database: Database, founded: Founded, order: Order
) -> None:
    made = ask_return(client, founded, open_order(client, founded, order)).get_json()
    secret = made["status_url"].rpartition("/")[2]
    answers = [
        post(client, founded, f"/returns/{secret}/email", {}, **{"Idempotency-Key": f"again-{n}"}).status_code for n in range(20)
    ]
    assert set(answers) <= {202, 429}
    jobs = database.read(list_jobs, founded.shop.shop_id, State.PENDING)
    assert sum(job.kind is Kind.LABEL for job in jobs) == 1
