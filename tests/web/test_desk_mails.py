"""Mails at the desk: switches, one's own words, the mail as it is read, a test to oneself, and what went to whom."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.delivery import mail_log_store, outbox_store
from sendback.delivery.bounces.model import Report
from sendback.delivery.bounces.noting import note_bounce
from sendback.delivery.drafting import draft_mail
from sendback.delivery.model import TO_SHOPPERS, Job, Kind, State
from sendback.delivery.parts import WorkerParts
from sendback.delivery.specimen import SPECIMENS
from sendback.journal.store import record
from sendback.returns.requesting import request_return
from sendback.shops.founding import Founded
from sendback.shops.mails import OptionalMail
from sendback.shops.model import Shop, ShopSettings
from sendback.shops.sign_in import Role
from sendback.shops.store import get_shop
from sendback.web.context import Context
from sendback.web.desk.mails.words import MAILS
from tests.factories import make_return_request, push_order
from tests.web.pages import Page
from tests.web.victim import as_person, sign_in

LIST, GERMAN = "/desk/settings/mails", "/desk/settings/mails/arrived/de"


@pytest.fixture
def owner(client: FlaskClient, context: Context, founded: Founded) -> FlaskClient:
    return as_person(client, sign_in(context, founded, Role.OWNER))


def now(database: Database, shop: Shop) -> Shop:
    return database.read(get_shop, shop.shop_id)


def send(client: FlaskClient, url: str, page: str, **fields: str | list[str]) -> TestResponse:
    """Send the form of a page that goes to an address."""
    form = next(form for form in Page(page).forms if form.action == url)
    return client.post(url, data={**form.values, **fields})


def log(database: Database, shop: Shop, email: str, at: datetime, subject: str = "gone", kind: Kind = Kind.LABEL) -> str:
    """Write down that a mail went out."""
    job_id = f"JOB{abs(hash((email, subject, kind))):x}"
    job = Job(shop.shop_id, job_id, kind, subject, {}, State.PENDING, at, 1, "", at)
    database.write(mail_log_store.log_mail, job, email, at)
    return job_id


def test_every_mail_is_listed_and_those_that_must_go_have_no_switch(owner: FlaskClient, shop: Shop, database: Database) -> None:
    page = owner.get(LIST).text
    assert page.count('name="on"') == len(OptionalMail)
    assert all(mail.title in page for mail in MAILS)
    assert "without it nobody can send anything" in page
    answer = send(owner, LIST, page, on=["arrived", "refunded"], settle_days="5")
    assert answer.status_code == 303
    saved = now(database, shop).settings.mails
    assert {mail.value for mail in OptionalMail} - set(saved.off) == {"arrived", "refunded"}
    assert saved.settle_days == 5
    assert "Mails › settle days" in owner.get("/desk/settings/changes").text
    refused = send(owner, LIST, owner.get(LIST).text, on=["arrived"], settle_days="soon")
    assert (refused.status_code, 'aria-invalid="true"' in refused.text, 'value="soon"' in refused.text) == (422, True, True)


def test_words_are_saved_with_their_placeholders_alone_and_can_be_the_standard_again(
    owner: FlaskClient, shop: Shop, database: Database
) -> None:
    page = owner.get(GERMAN).text
    refused = send(owner, GERMAN, page, **{"text.mail.arrived.title": "Danke, {name}!"})
    assert (refused.status_code, "Danke, {name}!" in refused.text) == (422, True)
    answer = send(owner, GERMAN, page, **{"text.mail.arrived.lead": "Danke von {shop}!", "text.mail.arrived.glance": ""})
    assert answer.status_code == 303
    assert now(database, shop).settings.texts == {"de": {"mail.arrived.lead": "Danke von {shop}!"}}
    saved = owner.get(GERMAN).text
    assert "Danke von Nordlys!" in saved
    assert "Danke von Nordlys!" in owner.get(f"{GERMAN}/preview").text
    assert "Your own words: de." in owner.get(LIST).text
    assert send(owner, GERMAN, saved, standard="1").status_code == 303
    assert now(database, shop).settings.texts == {}


def test_a_preview_is_locked_in_and_every_mail_has_one(owner: FlaskClient) -> None:
    for mail in (*SPECIMENS, "shared"):
        for language in ("en", "ar"):
            shown = owner.get(f"{LIST}/{mail}/{language}")
            assert shown.status_code == 200
            preview = owner.get(f"{LIST}/{mail}/{language}/preview")
            assert preview.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
            assert f'lang="{language}"' in preview.text
    assert owner.get(f"{LIST}/nothing/en").status_code == 404
    assert owner.get(f"{LIST}/label/xx").status_code == 404


def test_a_test_goes_to_whoever_is_signed_in_and_one_waits_at_most(
    owner: FlaskClient, shop: Shop, database: Database, context: Context
) -> None:
    page = owner.get(GERMAN).text
    for _ in range(2):
        assert send(owner, f"{GERMAN}/test", page, email="somebody@else.example").status_code == 303
    (job,) = database.read(outbox_store.list_jobs, shop.shop_id, State.PENDING)
    parts = WorkerParts(database, context.vault, context.links, None, "a@b.example", context.clock, context.store)
    message = draft_mail(parts, job, context.clock())
    assert "somebody@else.example" not in message.as_string()
    assert str(message["Subject"]).startswith("Test: Ihre Rücksendung")
    assert "@" in message["To"]


def test_sent_mail_is_found_by_kind_and_by_an_address_that_is_in_no_address_bar(
    owner: FlaskClient, shop: Shop, database: Database, context: Context
) -> None:
    at = context.clock()
    order = database.write(push_order, shop.shop_id)
    log(database, shop, "liisa@xn--jrvi-loa.fi", at, order.order_id)
    back = log(database, shop, "aino@example.fi", at, kind=Kind.ARRIVED)
    logged = database.read(mail_log_store.find_logged, shop.shop_id, back)
    assert logged is not None
    database.write(mail_log_store.save_bounce, logged, "5.1.1", "user unknown", True, at)
    page = owner.get("/desk/mails").text
    assert "liisa@xn--jrvi-loa.fi" in page
    assert "The address takes no mail (5.1.1): user unknown" in page
    found = send(owner, "/desk/mails", page, email="Liisa@järvi.fi")
    assert ("liisa@" in found.text, "aino@example.fi" in found.text) == (True, False)
    bounced = owner.get("/desk/mails?kind=bounced").text
    assert ("liisa@" in bounced, "aino@example.fi" in bounced) == (False, True)
    assert "liisa@" in owner.get("/desk/mails?email=aino@example.fi").text, "an address in the address bar is not read"


def test_who_may_not_see_people_sees_no_address(
    client: FlaskClient, context: Context, founded: Founded, shop: Shop, database: Database
) -> None:
    log(database, shop, "aino@example.fi", context.clock())
    viewer = as_person(client, sign_in(context, founded, Role.DOCK))
    page = viewer.get("/desk/mails").text
    assert ("a•••@example.fi" in page, "aino@example.fi" in page, 'name="email"' in page) == (True, False, False)
    assert "No mail like that" not in send(viewer, "/desk/mails", page, email="matti@example.fi").text


def test_every_mail_to_shoppers_is_in_the_list_or_says_elsewhere(founded: Founded) -> None:
    named = {mail.name for mail in MAILS}
    assert {kind.value.removeprefix("mail.") for kind in TO_SHOPPERS} - named == {"withdrawal"}
    assert set(SPECIMENS) == named


def test_a_return_says_to_whom_it_was_mailed_that_it_came_back_and_what_helps(
    owner: FlaskClient, shop: Shop, database: Database, context: Context
) -> None:
    at = context.clock()
    order = database.write(push_order, shop.shop_id)
    item = database.write(request_return, shop, order, make_return_request(order), "shopper", at)
    job_id = log(database, shop, "aino@example.fi", at, item.return_id)
    sent = {"kind": "mail.label", "job_id": job_id}
    database.write(record, shop.shop_id, "mail.sent", item.return_id, sent, "worker", at)
    database.write(note_bounce, shop.shop_id, Report((job_id,), "5.1.1", "user unknown"), "operator", at)
    page = owner.get(f"/desk/returns/{item.return_id}").text
    assert "to aino@example.fi" in page
    assert "Mail came back: label" in page
    assert "Correct the address" in page
    assert "shopper whom mail does not reach" in owner.get("/desk").text


def test_settings_with_the_words_of_a_sentence_that_is_gone_are_still_read() -> None:
    texts = {"en": {"mail.label.subject": "Mine", "mail.label.title": "Mine too"}}
    assert ShopSettings.model_validate({"texts": texts}).texts == {"en": {"mail.label.title": "Mine too"}}
