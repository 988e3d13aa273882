"""The status page and the scanned label: what a secret link shows, and what a stranger never sees."""

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.delivery.model import Kind, State
from sendback.delivery.outbox_store import list_jobs
from sendback.returns import deciding
from sendback.returns.model import Delivery, Return
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from sendback.web.context import Context
from tests.conftest import Clock, MakeShop
from tests.factories import NOW, make_return_request, push_order
from tests.people import make_link
from tests.web.pages import Page, send


@pytest.fixture
def item(database: Database, shop: Shop) -> Return:
    return make_return(database, shop)


def make_return(database: Database, shop: Shop, language: str = "en") -> Return:
    order = database.write(push_order, shop.shop_id)
    request = make_return_request(order, delivery=Delivery.POPUP, language=language)
    return database.write(request_return, shop, order, request, "shopper", NOW)


def address(context: Context, item: Return) -> str:
    return context.links.status_url(item.shop_id, item.return_id).removeprefix(context.settings.base_url)


def test_it_shows_the_return_and_hides_the_address(client: FlaskClient, context: Context, item: Return) -> None:
    page = client.get(address(context, item))
    assert page.status_code == 200
    assert show_rma(item.rma) in page.text
    assert "Wool jumper" in page.text
    assert "Ready to send" in page.text
    assert "a•••@example.fi" in page.text
    assert "aino@example.fi" not in page.text
    assert "Hämeenkatu" not in page.text
    assert page.text.count("/documents/") == 2


def test_it_is_kept_by_nobody_and_found_by_no_search(client: FlaskClient, context: Context, item: Return) -> None:
    page = client.get(address(context, item))
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page.text


@pytest.mark.parametrize("secret", ["x", "WyJhIiwiYiJd.aa.bb", "<script>", "%00", "a" * 5000])
def test_a_made_up_secret_is_not_found(client: FlaskClient, secret: str) -> None:
    assert client.get(f"/r/{secret}").status_code == 404


def test_a_secret_for_another_shops_return_is_not_found(
    client: FlaskClient, context: Context, item: Return, make_shop: MakeShop
) -> None:
    mixed = context.links.status_secret(make_shop().shop.shop_id, item.return_id)
    assert client.get(f"/r/{mixed}").status_code == 404


def test_it_speaks_the_returns_language_whoever_opens_it(
    client: FlaskClient, context: Context, database: Database, shop: Shop
) -> None:
    arabic = make_return(database, shop, "ar")
    page = client.get(address(context, arabic), headers={"Accept-Language": "de"})
    assert Page(page.text).root["lang"] == "ar"
    assert Page(page.text).root["dir"] == "rtl"
    german = client.get(f"{address(context, arabic)}?lang=de")
    assert Page(german.text).root["lang"] == "de"


def test_a_waiting_return_has_no_paper_yet(
    client: FlaskClient, context: Context, database: Database, make_shop: MakeShop
) -> None:
    item = make_return(database, make_shop(policy={"approval": "none"}).shop)
    page = client.get(address(context, item))
    assert "Waiting for the shop" in page.text
    assert "/documents/" not in page.text
    assert client.post(f"{address(context, item)}/email", data={"key": "k"}).status_code == 404


def test_a_declined_return_gives_the_shops_reason_as_text(
    client: FlaskClient, context: Context, database: Database, make_shop: MakeShop
) -> None:
    item = make_return(database, make_shop(policy={"approval": "none"}).shop)
    reason = "It was worn <script>alert(1)</script> {{7*7}}"
    database.write(deciding.decline, item.shop_id, item.return_id, reason, "Kaisa", NOW)
    page = client.get(address(context, item))
    assert "Not accepted" in page.text
    assert "It was worn &lt;script&gt;" in page.text
    assert "{{7*7}}" in page.text


def test_a_canceled_return_has_no_label(client: FlaskClient, context: Context, database: Database, item: Return) -> None:
    database.write(deciding.cancel, item.shop_id, item.return_id, "Kaisa", NOW)
    page = client.get(address(context, item))
    assert "no longer valid" in page.text
    assert "/documents/" not in page.text


def test_the_label_is_mailed_again_once_per_form(client: FlaskClient, context: Context, database: Database, item: Return) -> None:
    page = client.get(address(context, item))
    answers = [send(client, page, {}, "/email") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    jobs = database.read(list_jobs, item.shop_id, State.PENDING)
    assert [job.kind for job in jobs] == [Kind.LABEL]
    assert "on its way to" in client.get(answers[0].headers["Location"]).text


def test_a_form_without_its_key_is_refused(client: FlaskClient, context: Context, item: Return) -> None:
    assert client.post(f"{address(context, item)}/email").status_code == 400


def test_a_scanned_label_tells_strangers_nothing_and_no_more_for_a_real_number(
    client: FlaskClient, shop: Shop, item: Return
) -> None:
    real = client.get(f"/Q/{shop.slug.upper()}/{item.rma}")
    made_up = client.get(f"/Q/{shop.slug.upper()}/R100000008")
    assert real.status_code == made_up.status_code == 200
    assert real.text == made_up.text
    assert "If you found this parcel" in real.text
    for secret in (item.rma, show_rma(item.rma), item.order_number, "Aino", "Wool"):
        assert secret not in real.text
    assert client.get("/Q/NOBODY/R100000016").status_code == 404


def test_a_scanned_label_takes_the_shops_people_to_the_return(
    client: FlaskClient, database: Database, clock: Clock, make_shop: MakeShop, shop: Shop, item: Return
) -> None:
    link = make_link(database, shop.shop_id, Role.AGENT, clock())
    client.post(f"/sign-in/{link}")
    scanned = client.get(f"/Q/{shop.slug.upper()}/{item.rma}")
    assert scanned.headers["Location"] == f"/desk/returns/{item.return_id}"
    assert client.get(f"/Q/{shop.slug.upper()}/R100000008").status_code == 404
    assert client.get(f"/Q/{make_shop().shop.slug.upper()}/{item.rma}").status_code == 200
