"""Withdrawals at the desk: tied, checked, returned, refunded, done; by the shop's people and nobody else."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.delivery.links import Document
from sendback.delivery.model import Kind, State
from sendback.delivery.outbox import act_on_events
from sendback.delivery.outbox_store import list_jobs
from sendback.orders.model import Order
from sendback.returns.facts import read_facts
from sendback.returns.model import Delivery, LineRequest, Status
from sendback.returns.requesting import request_return
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from sendback.web.context import Context
from sendback.withdrawals.model import Statement, Tie, Withdrawal
from sendback.withdrawals.receiving import receive
from sendback.withdrawals.store import get_withdrawal
from tests.conftest import Clock
from tests.factories import make_line, make_return_request, push_order
from tests.web.owner import sign_in

Withdraw = Callable[..., Withdrawal]


@pytest.fixture
def desk(client: FlaskClient, database: Database, shop: Shop, now: datetime) -> FlaskClient:
    return sign_in(client, database, shop, now)


@pytest.fixture
def order(database: Database, shop: Shop) -> Order:
    return database.write(push_order, shop.shop_id, number="1001")


@pytest.fixture
def withdraw(context: Context, shop: Shop) -> Withdraw:
    def make(number: str = "1001", email: str = "aino@example.fi", name: str = "Aino Järvenpää") -> Withdrawal:
        statement = Statement(name, number, email, "", "en")
        return context.database.write(receive, context.vault, shop, context.settings.base_url, statement, context.clock())

    return make


def do(desk: FlaskClient, item: Withdrawal, what: str, **form: str) -> Any:
    return desk.post(f"/desk/withdrawals/{item.withdrawal_id}/{what}", data=form)


def test_a_tied_one_becomes_a_return_without_policy_approval_or_fee(
    desk: FlaskClient, context: Context, database: Database, order: Order, withdraw: Withdraw
) -> None:
    item = withdraw()
    page = desk.get(f"/desk/withdrawals/{item.withdrawal_id}")
    assert "14 days, to 4 Dec 2026" in page.text
    made = do(desk, item, "return", **{"units.1": "2", "units.2": "1"})
    assert made.status_code == 303, made.text
    kept = database.read(get_withdrawal, item.shop_id, item.withdrawal_id)
    assert kept.return_id
    returned = database.read(get_return, item.shop_id, kept.return_id)
    assert (returned.status, returned.because["rule"], returned.delivery) == (Status.AUTHORIZED, "withdrawal", Delivery.EMAIL)
    assert [(line.line_id, line.quantity, line.fee_minor) for line in returned.lines] == [("1", 2, 0), ("2", 1, 0)]
    assert do(desk, item, "return", **{"units.2": "1"}).status_code == 409
    label = context.links.document_url(item.shop_id, kept.return_id, Document.LABEL).removeprefix(context.settings.base_url)
    for address in (f"/desk/returns/{kept.return_id}", f"/desk/withdrawals/{item.withdrawal_id}", label):
        assert desk.get(address).status_code == 200
    shown = desk.get(f"/desk/returns/{kept.return_id}").text
    assert f'href="/desk/withdrawals/{item.withdrawal_id}"' in shown
    assert '<span class="num">(1)</span></a>' in shown
    database.write(act_on_events, item.shop_id, context.clock())
    kinds = [job.kind for job in database.read(list_jobs, item.shop_id, State.PENDING)]
    assert sorted(kinds) == [Kind.LABEL, Kind.WITHDRAWAL]


def test_it_is_made_whatever_the_policy_says(desk: FlaskClient, database: Database, shop: Shop, withdraw: Withdraw) -> None:
    lines = (make_line("1", not_returnable=True),)
    database.write(push_order, shop.shop_id, number="1001", lines=lines, delivered_on=date(2020, 1, 1))
    assert do(desk, withdraw(), "return", **{"units.1": "1"}).status_code == 303


def test_to_use_a_right_counts_against_nobody(
    desk: FlaskClient, database: Database, shop: Shop, order: Order, withdraw: Withdraw, now: datetime
) -> None:
    do(desk, withdraw(), "return", **{"units.1": "2"})
    request = make_return_request(order, lines=(LineRequest("2", 1, "too_small"),))
    asked = database.write(request_return, shop, order, request, "shopper", now)
    assert read_facts(asked.because) == ()


def test_a_stranger_who_knows_the_number_gets_no_label(
    desk: FlaskClient, database: Database, order: Order, withdraw: Withdraw
) -> None:
    item = withdraw(email="eve@example.org")
    assert item.tie is Tie.TO_CHECK
    assert "The number fits, the address does not." in desk.get(f"/desk/withdrawals/{item.withdrawal_id}").text
    assert do(desk, item, "return", **{"units.1": "1"}).status_code == 409
    assert do(desk, item, "order", number="1001").status_code == 303
    assert do(desk, item, "return", **{"units.1": "1"}).status_code == 303
    kept = database.read(get_withdrawal, item.shop_id, item.withdrawal_id)
    assert kept.return_id
    assert database.read(get_return, item.shop_id, kept.return_id).consignor.email == "aino@example.fi"


def test_one_that_nobody_knows_is_tied_by_number(desk: FlaskClient, database: Database, order: Order, withdraw: Withdraw) -> None:
    item = withdraw(number="my jumper")
    for number in ("", "4711", "x" * 500):
        answer = do(desk, item, "order", number=number)
        assert answer.status_code == 422
        assert "There is no order with this number." in answer.text
    assert do(desk, item, "order", number=" #1001 ").status_code == 303
    assert database.read(get_withdrawal, item.shop_id, item.withdrawal_id).order_id == order.order_id


def test_units_that_are_gone_are_said(desk: FlaskClient, order: Order, withdraw: Withdraw) -> None:
    assert do(desk, withdraw(), "return", **{"units.1": "2", "units.2": "2"}).status_code == 303
    again = do(desk, withdraw(), "return", **{"units.1": "2"})
    assert again.status_code == 409
    assert "in another return already" in again.text


@pytest.mark.parametrize("typed", ["-1", "a", "1.0", "²", "9" * 400])
def test_what_is_no_number_of_units_is_said_and_drops_no_line(
    desk: FlaskClient, order: Order, withdraw: Withdraw, typed: str
) -> None:
    answer = do(desk, withdraw(), "return", **{"units.1": typed, "units.2": "1"})
    assert answer.status_code == 422
    assert "Write a whole number." in answer.text
    assert do(desk, withdraw(), "return", **{"units.1": "", "units.2": "1"}).status_code == 303


def test_the_money_is_due_fourteen_days_on_and_may_wait_for_the_goods(
    desk: FlaskClient, database: Database, shop: Shop, order: Order, withdraw: Withdraw, clock: Clock
) -> None:
    item = withdraw()
    page = desk.get("/desk/withdrawals?view=due")
    assert "8 Dec 2026" in page.text
    assert "May wait" in page.text
    sign_in(desk, database, shop, clock.advance(days=20))
    page = desk.get("/desk/withdrawals?view=due")
    assert "May wait" in page.text
    assert "Overdue" not in page.text
    assert do(desk, item, "goods").status_code == 303
    sign_in(desk, database, shop, clock.advance(days=1))
    assert "Overdue" in desk.get("/desk/withdrawals?view=due").text
    assert do(desk, item, "refund").status_code == 303
    assert do(desk, item, "refund").status_code == 409
    assert "Nothing here" in desk.get("/desk/withdrawals?view=due").text


def test_many_about_one_number_are_one_entry_and_done_together(desk: FlaskClient, database: Database, withdraw: Withdraw) -> None:
    spam = [withdraw(number="spam", name=f"Bot {place}") for place in range(30)]
    other = withdraw(number="real")
    page = desk.get("/desk/withdrawals")
    assert "30 statements" in page.text
    assert page.text.count("/desk/withdrawals/01") == 2
    assert do(desk, spam[-1], "done", note="Spam", others="1").status_code == 303
    assert do(desk, spam[-1], "done").status_code == 409
    assert do(desk, other, "done", note="x" * 1001).status_code == 422
    page = desk.get("/desk/withdrawals")
    assert "spam" not in page.text
    assert "real" in page.text
    assert "spam" in desk.get("/desk/withdrawals?view=done").text
    assert database.read(get_withdrawal, other.shop_id, spam[0].withdrawal_id).note == "Spam"


def test_an_unknown_view_or_receipt_breaks_nothing(desk: FlaskClient) -> None:
    assert desk.get("/desk/withdrawals?view=%00&before=x").status_code == 200
    assert desk.get("/desk/withdrawals/nothing").status_code == 404
    assert desk.post("/desk/withdrawals/nothing/goods").status_code == 404
