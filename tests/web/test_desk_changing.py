"""On a return's page: ask the shopper, change its lines, let in what the policy refused."""

from datetime import date

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.delivery.model import Kind, State
from sendback.delivery.outbox import act_on_events
from sendback.delivery.outbox_store import list_jobs
from sendback.orders.store import get_order
from sendback.returns import deciding
from sendback.returns.message_store import list_messages
from sendback.returns.model import Return
from sendback.returns.requesting import request_return
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from sendback.shops.resolutions import Resolution
from sendback.shops.sign_in import Role
from tests.conftest import Clock, MakeShop
from tests.factories import make_line, make_return_request, push_order
from tests.web.owner import sign_in
from tests.web.pages import Page, send


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(policy={"approval": "none"}, resolutions=["refund", "exchange"]).shop


@pytest.fixture
def item(database: Database, shop: Shop, clock: Clock) -> Return:
    lines = (make_line("1", quantity=3), make_line("2", title="Felt slippers", returnable_until=date(2026, 11, 1)))
    order = database.write(push_order, shop.shop_id, lines=lines)
    return database.write(request_return, shop, order, make_return_request(order), "shopper", clock())


@pytest.fixture
def desk(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock(), Role.AGENT)


def kinds(database: Database, shop: Shop, clock: Clock) -> list[Kind]:
    database.write(act_on_events, shop.shop_id, clock())
    return [job.kind for job in database.read(list_jobs, shop.shop_id, State.PENDING)]


def test_the_shopper_is_asked_once_per_form(
    desk: FlaskClient, database: Database, shop: Shop, item: Return, clock: Clock
) -> None:
    page = desk.get(f"/desk/returns/{item.return_id}")
    for _ in range(2):
        asked = send(desk, page, {"question": "Which seam?", "photos": "1"}, "/ask")
    shown = desk.get(asked.headers["Location"])
    for words in (
        "The shopper is asked by email.",
        "Kaisa asked",
        "Which seam?",
        "Waits for the shopper",
        "Waiting for the shopper",
    ):
        assert words in shown.text
    assert len(database.read(list_messages, shop.shop_id, item.return_id)) == 1
    assert kinds(database, shop, clock).count(Kind.QUESTION) == 1


def test_an_empty_question_keeps_its_form_open(desk: FlaskClient, item: Return) -> None:
    refused = send(desk, desk.get(f"/desk/returns/{item.return_id}"), {"question": " "}, "/ask")
    assert refused.status_code == 422
    assert "Write what you would like to know." in refused.text


def test_lines_are_changed_and_the_shopper_is_told(
    desk: FlaskClient, database: Database, shop: Shop, item: Return, clock: Clock
) -> None:
    page = desk.get(f"/desk/returns/{item.return_id}")
    change = {"quantity.0": "3", "fee.0": "4,90", "resolution.0": "exchange", "reason.0": "damaged", "why": "The box was open."}
    edited = send(desk, page, change, "/lines")
    assert edited.status_code == 303
    (line,) = database.read(get_return, shop.shop_id, item.return_id).lines
    assert (line.quantity, line.fee_minor, line.resolution, line.reason) == (3, 490, Resolution.EXCHANGE, "damaged")
    assert line.because["fee_currency"] == "EUR"
    assert Kind.CHANGED in kinds(database, shop, clock)
    assert "Kaisa wrote to the shopper" in desk.get(edited.headers["Location"]).text


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"quantity.0": "two"}, 422),
        ({"quantity.0": "-1"}, 422),
        ({"quantity.0": "0"}, 422),
        ({"quantity.0": "4", "why": "x"}, 409),
        ({"fee.0": "1e9"}, 422),
        ({"fee.0": "1.005"}, 422),
        ({"fee.0": "2"}, 422),
        ({"resolution.0": "gold"}, 422),
        ({"reason.0": "no/such"}, 422),
        ({"line.0": "no/such"}, 422),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_nothing_is_lost(
    desk: FlaskClient, database: Database, shop: Shop, item: Return, change: dict[str, str], status: int
) -> None:
    page = desk.get(f"/desk/returns/{item.return_id}")
    refused = send(desk, page, {"why": "", **change}, "/lines")
    assert refused.status_code == status
    form = next(form for form in Page(refused.text).forms if form.action.endswith("/lines"))
    name, typed = next(iter(change.items()))
    if name not in ("resolution.0", "reason.0", "line.0"):
        assert form.values[name] == typed
    assert database.read(get_return, shop.shop_id, item.return_id).lines == item.lines


def test_a_refused_line_is_let_in_with_a_reason_that_stays(
    desk: FlaskClient, database: Database, shop: Shop, item: Return, clock: Clock
) -> None:
    page = desk.get(f"/desk/returns/{item.return_id}")
    assert "Felt slippers (2 left): The return period ended on November 1, 2026." in page.text
    refused = send(desk, page, {"override": ""}, "/override")
    assert refused.status_code == 422
    for _ in range(2):  # sent twice, done once
        added = send(desk, page, {"override": "She called in time.", "quantity": "2"}, "/override")
    shown = desk.get(added.headers["Location"])
    for words in ("Let in by", "Kaisa", "She called in time.", "Line added by hand"):
        assert words in shown.text
    assert [line.taken for line in database.read(get_order, shop.shop_id, item.order_id).lines] == [1, 2]
    assert Kind.CHANGED in kinds(database, shop, clock)


def test_a_line_that_could_be_let_in_says_what_its_shopper_reads(
    client: FlaskClient, database: Database, make_shop: MakeShop, clock: Clock
) -> None:
    text = '[[rule]]\nid = "slippers"\nthen = "refuse"\nwhen.sku = "SLIPPERS"\nshopper.en = "Slippers are yours."'
    shop = make_shop(policy={"approval": "none", "text": text}).shop
    lines = (make_line("1"), make_line("2", title="Felt slippers", sku="SLIPPERS"))
    order = database.write(push_order, shop.shop_id, lines=lines)
    item = database.write(request_return, shop, order, make_return_request(order), "shopper", clock())
    page = sign_in(client, database, shop, clock(), Role.AGENT).get(f"/desk/returns/{item.return_id}")
    assert "Felt slippers (2 left): Slippers are yours." in page.text


def test_a_decided_return_has_no_such_forms_and_says_who_decided(
    desk: FlaskClient, database: Database, shop: Shop, item: Return, clock: Clock
) -> None:
    page = desk.get(f"/desk/returns/{item.return_id}")
    database.write(deciding.approve, shop.shop_id, item.return_id, "Teemu", clock())
    for to, sent in (("/ask", {"question": "Why?"}), ("/lines", {"quantity.0": "2"}), ("/override", {"override": "x"})):
        late = send(desk, page, sent, to)
        assert late.status_code == 409
        assert "Teemu approved this return." in late.text
    actions = [form.action.rpartition("/")[2] for form in Page(desk.get(f"/desk/returns/{item.return_id}").text).forms]
    assert not {"ask", "lines", "override", "approve"} & set(actions)
