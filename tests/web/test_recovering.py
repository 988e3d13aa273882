"""The way back in by mail: one answer to everybody, never without the second factor, once, and everything else ends."""

import re
import time

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.delivery.drafting import draft_mail
from sendback.delivery.model import Job, Kind, State
from sendback.delivery.outbox_store import list_jobs
from sendback.delivery.parts import WorkerParts
from sendback.delivery.trouble import Needless
from sendback.shops.model import Shop
from sendback.shops.people.letting_in import make_first_link
from sendback.shops.people.managing import invite
from sendback.shops.sign_in import Role
from sendback.web.context import Context
from sendback.web.sign_in.recovering import EVEN_SECONDS
from tests.conftest import Clock
from tests.people import open_session
from tests.web.signing_in import Phone, open_browser, set_up
from tests.web.victim import as_person


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return open_browser(app)


@pytest.fixture
def email(shop: Shop) -> str:
    return f"aino-{shop.shop_id}@nordlys.example".lower()


@pytest.fixture
def kept(client: FlaskClient, database: Database, shop: Shop, clock: Clock, email: str) -> tuple[Phone, list[str]]:
    link = database.write(make_first_link, shop.shop_id, Role.OWNER, "operator", clock())
    found = set_up(client, link, clock(), email=email)
    clock.advance(minutes=1)
    return found


@pytest.fixture
def parts(context: Context) -> WorkerParts:
    return WorkerParts(context.database, context.vault, context.links, None, "a@nordlys.example", context.clock, context.store)


def list_mails(database: Database, shop: Shop) -> list[Job]:
    return [job for job in database.read(list_jobs, shop.shop_id, State.PENDING) if job.kind is Kind.RECOVERY]


def read_link(parts: WorkerParts, job: Job, email: str, clock: Clock) -> str:
    mail = draft_mail(parts, job, clock())
    assert mail["To"] == email
    found = re.search(r"http://localhost(/sign-in/\S+)", mail.get_body(("plain",)).get_content())  # type: ignore[union-attr]
    assert found
    return found[1]


def test_the_answer_is_the_same_for_whoever_asks(
    client: FlaskClient, database: Database, shop: Shop, kept: object, email: str
) -> None:
    known = client.post("/sign-in/recover", data={"email": email.upper()})
    unknown = client.post("/sign-in/recover", data={"email": "nobody@nordlys.example"})
    odd = client.post("/sign-in/recover", data={"email": "\x00" * 9_000})
    assert {known.status_code, unknown.status_code, odd.status_code} == {200}
    assert known.text == unknown.text == odd.text
    (job,) = list_mails(database, shop)
    assert email not in str(job)


def test_no_clock_tells_who_has_an_account(client: FlaskClient, kept: object, email: str) -> None:
    for asked in (email, "nobody@nordlys.example"):
        began = time.monotonic()
        assert client.post("/sign-in/recover", data={"email": asked}).status_code == 200
        assert time.monotonic() - began >= EVEN_SECONDS


def test_the_mail_and_a_code_let_in_and_end_every_other_session(
    client: FlaskClient,
    database: Database,
    shop: Shop,
    kept: tuple[Phone, list[str]],
    email: str,
    parts: WorkerParts,
    clock: Clock,
) -> None:
    browser = open_browser(client.application)
    browser.post("/sign-in/recover", data={"email": email})
    link = read_link(parts, list_mails(database, shop)[0], email, clock)
    assert browser.get(link).status_code == 200
    assert browser.post(link).status_code == 401
    assert browser.post(link, data={"code": "000000"}).status_code == 401
    assert client.get("/account").status_code == 200
    done = browser.post(link, data={"code": kept[0].show(clock())})
    assert done.headers["Location"] == "/account?done=back"
    assert "Welcome back" in browser.get(done.headers["Location"]).text
    assert browser.get("/account/password").status_code == 200
    assert client.get("/account").status_code == 303
    assert browser.post(link, data={"code": kept[1][0]}).status_code == 410


def test_a_link_ends_after_ten_minutes_and_when_a_newer_one_is_made(
    client: FlaskClient,
    database: Database,
    shop: Shop,
    kept: tuple[Phone, list[str]],
    email: str,
    parts: WorkerParts,
    clock: Clock,
) -> None:
    client.post("/sign-in/recover", data={"email": email})
    (first,) = list_mails(database, shop)
    link = read_link(parts, first, email, clock)
    client.post("/sign-in/recover", data={"email": email})
    assert client.post(link, data={"code": kept[1][0]}).status_code == 410
    with pytest.raises(Needless):
        draft_mail(parts, first, clock())
    second = read_link(parts, list_mails(database, shop)[1], email, clock)
    clock.advance(minutes=10)
    assert client.post(second, data={"code": kept[1][0]}).status_code == 410


def test_an_inbox_is_not_filled(client: FlaskClient, database: Database, shop: Shop, kept: object, email: str) -> None:
    answers = [open_browser(client.application).post("/sign-in/recover", data={"email": email}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert len(list_mails(database, shop)) == 3


def test_without_mail_the_page_says_what_helps(client: FlaskClient, context: Context) -> None:
    object.__setattr__(context.settings, "mail_url", "")
    assert "sendback user recover" in client.get("/sign-in/recover").text


def test_an_invitation_is_mailed_to_whom_it_is_for(
    client: FlaskClient, database: Database, shop: Shop, parts: WorkerParts, clock: Clock
) -> None:
    as_person(client, open_session(database, shop.shop_id, Role.OWNER, clock()))
    email = f"mats-{shop.shop_id}@nordlys.example".lower()
    client.post("/desk/people", data={"email": email, "role": "agent"})
    (job,) = [job for job in database.read(list_jobs, shop.shop_id, State.PENDING) if job.kind is Kind.INVITATION]
    link = read_link(parts, job, email, clock)
    assert "You will be an agent" in client.get(link).text
    database.write(invite, shop.shop_id, email, Role.AGENT, "tests", clock())
    with pytest.raises(Needless):
        draft_mail(parts, job, clock())
