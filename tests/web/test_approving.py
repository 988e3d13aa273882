"""A link from a mail: looking decides nothing, the button decides once, and every end has its page."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.delivery.tidying import tidy
from sendback.journal.store import list_events
from sendback.returns import deciding
from sendback.returns.approval_links import mark_approver
from sendback.returns.approval_store import make_approval_link
from sendback.returns.model import Return, Status
from sendback.returns.rma import show_rma
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from tests.conftest import Clock, MakeShop
from tests.web.owner import sign_in
from tests.web.pages import send
from tests.web.waiting import make_waiting

APPROVER = "teemu@nordlys.example"


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(policy={"approval": "none"}, desk={"approvers": [APPROVER]}).shop


@pytest.fixture
def item(database: Database, shop: Shop) -> Return:
    return make_waiting(database, shop, language="fi")


@pytest.fixture
def link(database: Database, item: Return, clock: Clock) -> str:
    mark = mark_approver(item.shop_id, APPROVER)
    return database.write(make_approval_link, item.shop_id, item.return_id, mark, clock())


def status_of(database: Database, item: Return) -> Status:
    return database.read(get_return, item.shop_id, item.return_id).status


@pytest.mark.parametrize("choose", ["approve", "decline", "", "nonsense"])
def test_a_mail_scanner_that_opens_it_decides_nothing(
    client: FlaskClient, database: Database, item: Return, link: str, choose: str
) -> None:
    for method in ("GET", "HEAD", "GET"):
        assert client.open(f"/approve/{link}?choose={choose}", method=method).status_code == 200
    assert status_of(database, item) is Status.REQUESTED


def test_the_page_shows_what_it_would_do_and_nobodys_name(client: FlaskClient, item: Return, link: str) -> None:
    page = client.get(f"/approve/{link}?choose=approve")
    for words in (
        show_rma(item.rma),
        "1 × Wool jumper",
        "Too small",
        "Your policy asks you to decide.",
        "its label goes to the shopper",
    ):
        assert words in page.text
    for personal in ("Aino", "aino@", "Hämeenkatu", APPROVER):
        assert personal not in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_the_button_approves_once(client: FlaskClient, database: Database, item: Return, link: str) -> None:
    page = client.get(f"/approve/{link}?choose=approve")
    done = send(client, page, {"verdict": "approve"})
    shown = client.get(done.headers["Location"])
    assert (done.status_code, shown.status_code) == (303, 200)
    assert "You approved" in shown.text
    again = send(client, page, {"verdict": "approve"})
    assert "You approved" in again.text
    authorized = [e for e in database.read(list_events, item.shop_id, item.return_id) if e.type == "return.authorized"]
    assert [event.actor for event in authorized] == [f"approver {mark_approver(item.shop_id, APPROVER)}"]
    assert "@" not in authorized[0].actor


def test_a_decline_needs_its_reason_and_leaves_the_link_for_it(
    client: FlaskClient, database: Database, item: Return, link: str
) -> None:
    page = client.get(f"/approve/{link}?choose=decline")
    refused = send(client, page, {"verdict": "decline", "reason": " "})
    assert refused.status_code == 422
    assert "Say why" in refused.text
    assert send(client, refused, {"verdict": "decline", "preset": "late"}).status_code == 303
    assert database.read(get_return, item.shop_id, item.return_id).decline_reason == "Palautusaika on päättynyt."
    assert "You declined" in client.get(f"/approve/{link}").text


def test_who_comes_too_late_is_told_who_decided(
    client: FlaskClient, database: Database, item: Return, link: str, clock: Clock
) -> None:
    page = client.get(f"/approve/{link}")
    database.write(deciding.decline, item.shop_id, item.return_id, "Worn.", "Kaisa", clock())
    for late in (send(client, page, {"verdict": "approve"}), client.get(f"/approve/{link}")):
        assert late.status_code == 409
        assert "Kaisa declined this return." in late.text
        assert "Your link changed nothing." in late.text
    assert status_of(database, item) is Status.DECLINED


def test_of_two_approvers_one_decides(client: FlaskClient, database: Database, item: Return, link: str, clock: Clock) -> None:
    other = database.write(make_approval_link, item.shop_id, item.return_id, "0123abcd", clock())
    send(client, client.get(f"/approve/{link}"), {"verdict": "approve"})
    late = client.get(f"/approve/{other}")
    assert late.status_code == 409
    assert f"Approver {mark_approver(item.shop_id, APPROVER)} approved this return." in late.text


def test_after_seven_days_it_has_ended(client: FlaskClient, database: Database, item: Return, link: str, clock: Clock) -> None:
    page = client.get(f"/approve/{link}")
    clock.advance(days=7)
    for late in (client.get(f"/approve/{link}"), send(client, page, {"verdict": "approve"})):
        assert late.status_code == 410
        assert "This link has ended" in late.text
        assert f"/desk/returns/{item.return_id}" in late.text
    assert status_of(database, item) is Status.REQUESTED


@pytest.mark.parametrize("cut", [slice(0, -1), slice(1, None), slice(0, 26), slice(0, 27)])
def test_a_forged_link_opens_nothing(client: FlaskClient, database: Database, item: Return, link: str, cut: slice) -> None:
    assert client.get(f"/approve/{link[cut]}").status_code == 404
    assert client.post(f"/approve/{link[cut]}", data={"verdict": "approve"}).status_code == 404
    assert status_of(database, item) is Status.REQUESTED


def test_another_shops_id_before_the_secret_opens_nothing(client: FlaskClient, make_shop: MakeShop, link: str) -> None:
    other = make_shop().shop
    assert client.get(f"/approve/{other.shop_id}.{link.partition('.')[2]}").status_code == 404


def test_another_sites_form_decides_nothing(client: FlaskClient, database: Database, item: Return, link: str) -> None:
    answer = client.post(f"/approve/{link}", data={"verdict": "approve"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert client.post(f"/approve/{link}", data={"verdict": "burn"}).status_code == 422
    assert status_of(database, item) is Status.REQUESTED


def test_the_mark_of_an_approver_stays_and_differs_by_shop(shop: Shop) -> None:
    mark = mark_approver(shop.shop_id, APPROVER)
    assert mark == mark_approver(shop.shop_id, " Teemu@Nordlys.example ")
    assert mark != mark_approver("another shop", APPROVER)
    assert len(mark) == 8


def test_the_desk_knows_the_approver_behind_a_mark(
    client: FlaskClient, database: Database, shop: Shop, item: Return, link: str, clock: Clock
) -> None:
    send(client, client.get(f"/approve/{link}"), {"verdict": "approve"})
    desk = sign_in(client, database, shop, clock(), Role.AGENT)
    assert f"{APPROVER}, by mail" in desk.get(f"/desk/returns/{item.return_id}").text


def test_old_links_are_forgotten_in_time(client: FlaskClient, database: Database, item: Return, link: str, clock: Clock) -> None:
    database.write(tidy, item.shop_id, clock() + timedelta(days=8))
    assert client.get(f"/approve/{link}").status_code == 200
    database.write(tidy, item.shop_id, clock() + timedelta(days=100))
    assert client.get(f"/approve/{link}").status_code == 404
