"""The library at the desk: found by one box, opened by signed links, nobody's name in an address."""

from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.delivery.library import Copy, Library, save_copy
from sendback.delivery.links import Document
from sendback.delivery.model import Kind, State
from sendback.delivery.outbox_store import add_job, claim_job, list_jobs, save_failure
from sendback.paper.model import Form
from sendback.returns.deciding import cancel
from sendback.returns.model import Return
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.shops.founding import Founded
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from sendback.web.context import Context
from tests.conftest import Clock, MakeShop
from tests.factories import make_return_request, push_order
from tests.web.pages import Page, send
from tests.web.victim import as_person, sign_in

PATH = "/desk/documents"


@dataclass(frozen=True, slots=True)
class Desk:
    """A shop's agent at the desk, who keeps documents."""

    client: FlaskClient
    context: Context
    shop: Shop

    def keep(self, form: Form = Form.PDF, document: Document = Document.LABEL) -> Return:
        """Make a return and keep one of its papers."""
        database, now = self.context.database, self.context.clock()
        order = database.write(push_order, self.shop.shop_id)
        item = database.write(request_return, self.shop, order, make_return_request(order), "shopper", now)
        library = Library(database, self.context.store, self.context.links.base_url)
        save_copy(library, self.shop, item.return_id, Copy(document, form), "tests", now)
        return item

    def find(self, text: str) -> str:
        """Type into the box."""
        answer = send(self.client, self.client.get(PATH), {"find": text}, "/documents")
        assert (answer.status_code, answer.request.query_string) == (200, b"")
        return answer.text


@pytest.fixture
def desk(client: FlaskClient, context: Context, founded: Founded) -> Desk:
    as_person(client, sign_in(context, founded, Role.AGENT))
    return Desk(client, context, founded.shop)


def test_one_box_finds_by_order_number_and_name(desk: Desk) -> None:
    first, second = desk.keep(), desk.keep(Form.BMP, Document.SLIP)
    everything = desk.client.get(PATH).text
    assert everything.index(show_rma(second.rma)) < everything.index(show_rma(first.rma)), "newest first"
    assert "Packing slip" in everything
    assert "BMP, 203 dpi" in everything
    for text in (first.order_number, show_rma(first.rma), first.rma[:-1].lower()):
        found = desk.find(text)
        assert show_rma(first.rma) in found, text
        assert show_rma(second.rma) not in found, text
    assert show_rma(second.rma) in desk.find("JÄRVENPÄÄ")
    nothing = desk.find("<script>nobody")
    assert "Nothing found" in nothing
    assert "<script>nobody" not in nothing


def test_links_are_signed_and_tell_nothing_of_the_store(desk: Desk) -> None:
    item = desk.keep(Form.PNG)
    page = desk.client.get(PATH).text
    assert f"{item.order_number}_{item.rma}" not in page
    link = page.split('href="http://localhost/documents/')[1].split('"')[0].replace("&amp;", "&")
    opened = desk.client.get(f"/documents/{link}")
    stored = desk.context.store.get(f"{desk.shop.slug}/2026/11/{item.order_number}_{item.rma}_label.png")
    assert (opened.status_code, opened.data) == (200, stored)


def test_a_canceled_label_is_no_longer_opened(desk: Desk, database: Database, clock: Clock) -> None:
    item = desk.keep()
    database.write(cancel, item.shop_id, item.return_id, "tests", clock())
    page = desk.client.get(PATH).text
    assert "Canceled" in page
    assert "/documents/" not in page.replace('"/desk/documents"', "")


def test_older_pages_follow(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sendback.web.desk.documents.MOST_ON_A_PAGE", 2)
    items = [desk.keep() for _ in range(3)]
    first = desk.client.post(PATH, data={"find": "järven"})
    assert [show_rma(item.rma) in first.text for item in items] == [False, True, True]
    (turn,) = [form for form in Page(first.text).forms if form.values.get("before")]
    second = desk.client.post(PATH, data=turn.values)
    assert [show_rma(item.rma) in second.text for item in items] == [True, False, False]
    assert "Newest" in second.text


def test_an_empty_library_says_why(desk: Desk, client: FlaskClient, context: Context, make_shop: MakeShop) -> None:
    assert "Nothing is kept" in client.get(PATH).text
    as_person(client, sign_in(context, make_shop(library={"forms": ["pdf"]}), Role.AGENT))
    assert "Nothing kept yet" in client.get(PATH).text


def test_another_shop_sees_nothing_of_it(desk: Desk, client: FlaskClient, context: Context, make_shop: MakeShop) -> None:
    item = desk.keep()
    as_person(client, sign_in(context, make_shop(), Role.OWNER))
    for text in ("", item.order_number, show_rma(item.rma), "Aino"):
        assert item.return_id not in client.post(PATH, data={"find": text}).text


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_another_sites_form_finds_nothing(desk: Desk, headers: dict[str, str]) -> None:
    assert desk.client.post(PATH, data={"find": "a"}, headers=headers).status_code == 403


def test_an_errand_that_failed_is_told_in_plain_words_and_tried_again(desk: Desk, database: Database, clock: Clock) -> None:
    item = desk.keep()
    job_id = database.write(add_job, desk.shop.shop_id, Kind.SAVE, item.return_id, clock())
    job = database.write(claim_job, database.engine, desk.shop.shop_id, clock(), False)
    assert job is not None
    database.write(save_failure, job, State.DEAD, clock(), 8, "The disk of the document store is full.")
    page = desk.client.get("/desk/outbox")
    assert "Keeping papers in the library" in page.text
    assert "The disk of the document store is full." in page.text
    assert send(desk.client, page, {}, f"/{job_id}/replay").status_code == 303
    assert job_id in [job.job_id for job in database.read(list_jobs, desk.shop.shop_id, State.PENDING)]
    told = desk.client.get(f"/desk/returns/{item.return_id}").text
    assert "Tried again: keeping papers in the library" in told
    assert "Kept in the library: label" in told


def test_the_page_is_private(desk: Desk) -> None:
    page = desk.client.get(PATH)
    assert page.headers["Cache-Control"] == "no-store"
    assert Page(page.text).root == {"lang": "en", "dir": "ltr"}
