"""The desk: who may see it, what it shows, and what deciding does."""

import re

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.delivery.model import Kind, State
from sendback.delivery.outbox_store import add_job, claim_job, list_jobs, save_failure
from sendback.returns.model import LineRequest, Return, Status
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.returns.store import get_return
from sendback.shops.founding import Founded
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from tests.conftest import Clock, MakeShop
from tests.factories import NOW, make_consignor, make_line, make_return_request, push_order
from tests.people import make_link
from tests.web.pages import Page, send

HOSTILE = "<script>alert(1)</script> {{7*7}} \u202egnp"
PATHS = ["/desk/returns", "/desk/waiting", "/desk/outbox", "/desk/token", "/desk/returns/01"]


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(policy={"approval": "none"}).shop


@pytest.fixture
def item(database: Database, shop: Shop) -> Return:
    return make_return(database, shop)


@pytest.fixture
def desk(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    """A browser in which an agent of the shop is signed in."""
    return sign_in(client, database, shop, clock)


def sign_in(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    link = make_link(database, shop.shop_id, Role.AGENT, clock())
    assert client.post(f"/sign-in/{link}").status_code == 303
    return client


def make_return(
    database: Database, shop: Shop, title: str = "Wool jumper", note: str = "", name: str = "Aino Järvenpää"
) -> Return:
    order = database.write(push_order, shop.shop_id, lines=(make_line("1", title=title),))
    lines = (LineRequest("1", 1, "too_small", note),)
    request = make_return_request(order, lines=lines, consignor=make_consignor(name=name))
    return database.write(request_return, shop, order, request, "shopper", NOW)


@pytest.mark.parametrize("path", PATHS)
def test_nobody_gets_in_without_signing_in(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/sign-in?next={path}")
    assert client.post(path).status_code in (401, 405)


def test_a_stranger_of_another_shop_sees_and_changes_nothing(
    client: FlaskClient, database: Database, make_shop: MakeShop, item: Return, clock: Clock
) -> None:
    stranger = sign_in(client, database, make_shop().shop, clock)
    assert show_rma(item.rma) not in stranger.get("/desk/returns").text
    assert stranger.get(f"/desk/returns/{item.return_id}").status_code == 404
    for verb in ("approve", "decline", "cancel", "email"):
        assert stranger.post(f"/desk/returns/{item.return_id}/{verb}", data={"reason": "x"}).status_code == 404
    assert database.read(get_return, item.shop_id, item.return_id).status is Status.REQUESTED


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_another_sites_form_changes_nothing(desk: FlaskClient, database: Database, item: Return, headers: dict[str, str]) -> None:
    for verb in ("approve", "decline", "cancel", "email"):
        answer = desk.post(f"/desk/returns/{item.return_id}/{verb}", data={"reason": "x"}, headers=headers)
        assert answer.status_code == 403
    assert database.read(get_return, item.shop_id, item.return_id).status is Status.REQUESTED


def test_a_return_is_told_in_plain_words(desk: FlaskClient, item: Return) -> None:
    page = desk.get(f"/desk/returns/{item.return_id}")
    for words in (show_rma(item.rma), "Waiting for you", "Too small", "Return requested", "the shopper", "aino@example.fi"):
        assert words in page.text
    assert "Can be returned until December 23, 2026." in page.text


def test_approving_makes_the_label(desk: FlaskClient, database: Database, item: Return) -> None:
    page = desk.get(f"/desk/returns/{item.return_id}")
    approved = send(desk, page, {}, "/approve")
    shown = desk.get(approved.headers["Location"])
    assert "Label ready to print" in shown.text
    assert "Kaisa" in shown.text
    assert "/documents/" in shown.text
    assert database.read(get_return, item.shop_id, item.return_id).status is Status.AUTHORIZED


def test_a_returns_papers_are_offered_in_every_form(desk: FlaskClient, item: Return) -> None:
    approved = send(desk, desk.get(f"/desk/returns/{item.return_id}"), {}, "/approve")
    page = desk.get(approved.headers["Location"]).text
    paths = re.findall(r'href="http://localhost(/documents/[^"]+\?dpi=\d+)"', page)
    assert len(paths) == 2 * 2 * 5
    for path in paths:
        assert desk.get(path).status_code == 200, path


def test_declining_needs_a_reason_and_keeps_what_was_typed(desk: FlaskClient, database: Database, item: Return) -> None:
    page = desk.get(f"/desk/returns/{item.return_id}")
    assert send(desk, page, {"reason": " "}, "/decline").status_code == 422
    long = send(desk, page, {"reason": "worn " * 200}, "/decline")
    assert long.status_code == 422
    kept = next(form for form in Page(long.text).forms if form.action.endswith("/decline"))
    assert "worn worn" in kept.values["reason"]
    assert send(desk, page, {"reason": "It was worn."}, "/decline").status_code == 303
    assert database.read(get_return, item.shop_id, item.return_id).decline_reason == "It was worn."


def test_a_decision_that_came_too_late_says_so(desk: FlaskClient, item: Return) -> None:
    page = desk.get(f"/desk/returns/{item.return_id}")
    send(desk, page, {}, "/cancel")
    late = send(desk, page, {}, "/approve")
    assert late.status_code == 409
    assert "Canceled" in late.text


def test_the_label_is_mailed_again(desk: FlaskClient, database: Database, item: Return) -> None:
    desk.post(f"/desk/returns/{item.return_id}/approve")
    assert desk.post(f"/desk/returns/{item.return_id}/email").status_code == 303
    jobs = database.read(list_jobs, item.shop_id, State.PENDING)
    assert Kind.LABEL in [job.kind for job in jobs]


def test_hostile_text_is_shown_as_text(desk: FlaskClient, database: Database, shop: Shop) -> None:
    item = make_return(database, shop, title=HOSTILE, note=HOSTILE, name=HOSTILE)
    for path in ("/desk/returns", f"/desk/returns/{item.return_id}"):
        page = desk.get(path)
        assert "<script>" not in page.text
        assert "{{7*7}}" in page.text
    assert "Differs from the order" in page.text


def test_a_failed_mail_is_seen_and_sent_again(desk: FlaskClient, database: Database, item: Return, clock: Clock) -> None:
    job_id = database.write(add_job, item.shop_id, Kind.LABEL, item.return_id, clock())
    job = database.write(claim_job, database.engine, item.shop_id, clock())
    assert job is not None
    database.write(save_failure, job, State.DEAD, clock(), 9, "550 no such mailbox")
    page = desk.get("/desk/outbox")
    assert "550 no such mailbox" in page.text
    assert show_rma(item.rma) in page.text
    assert send(desk, page, {}, f"/{job_id}/replay").status_code == 303
    assert [job.job_id for job in database.read(list_jobs, item.shop_id, State.PENDING)] == [job_id]
    assert desk.post(f"/desk/outbox/{job_id}/replay").status_code == 404


def test_the_token_inspector_reads_what_is_pasted(desk: FlaskClient, founded: Founded) -> None:
    page = send(desk, desk.get("/desk/token"), {"token": f"https://shop.example/#sbt={HOSTILE}"}, "/token")
    assert page.status_code == 200
    assert "Refused" in page.text
    assert "<script>" not in page.text
    assert desk.post("/desk/token", data={"token": "x" * 60_000}).status_code == 200


@pytest.mark.parametrize("path", ["/desk/returns", "/desk/outbox", "/desk/token"])
def test_pages_are_private_and_say_their_language(desk: FlaskClient, path: str) -> None:
    page = desk.get(path)
    assert page.headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert Page(page.text).root == {"lang": "en", "dir": "ltr"}
