"""The preview: the widget's own configuration for settings not saved yet, a specimen, and nothing written."""

import io
from typing import Any

import pypdfium2
import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database, Row, Tx
from sendback.shops.founding import Founded
from sendback.shops.model import Shop
from sendback.web.context import Context
from tests.conftest import Clock, MakeShop
from tests.web.owner import as_sent, put_settings, sign_in

ADDRESS = {"country": "FI", "lines": ["Hämeenkatu 5 A 12"], "postcode": "33100", "city": "Tampere"}
CONTACT = {"name": "Aino Järvenpää", "email": "aino@example.com", "address": ADDRESS}


@pytest.fixture
def owner(client: FlaskClient, database: Database, founded: Founded, clock: Clock) -> FlaskClient:
    return sign_in(client, database, founded.shop, clock())


def dry(shop: Shop, path: str) -> str:
    return f"/builder/preview/dry-run/api/v1/widget/{shop.slug}/{path}"


def ask_for_return(**changes: Any) -> dict[str, Any]:
    lines = [{"id": "1", "quantity": 1, "reason": "too_small"}]
    return {"session": "x", "lines": lines, "contact": CONTACT, "fields": {}, "delivery": "popup", "lang": "en", **changes}


def test_a_draft_is_told_as_the_widget_would_be_told(owner: FlaskClient, founded: Founded) -> None:
    shop = founded.shop
    saved = owner.get(f"/api/v1/widget/{founded.publishable_key}/config?lang=fi").json
    same = owner.post("/builder/preview/config", json={"settings": as_sent(shop), "language": "fi"}).json
    assert same == saved
    draft = as_sent(shop, look={"accent": "#000080"}, texts={"fi": {"widget.title": "Palauta tästä"}})
    told = owner.post("/builder/preview/config", json={"settings": draft, "language": "fi"}).json
    assert (told["look"]["accent"], told["texts"]["title"]) == ("#000080", "Palauta tästä")
    assert owner.get("/builder/settings").json["version"] == 1


def test_a_draft_with_faults_is_refused_as_saving_would(owner: FlaskClient, founded: Founded) -> None:
    draft = as_sent(founded.shop, look={"accent": "#ffffff"})
    assert owner.post("/builder/preview/config", json={"settings": draft}).json["code"] == "contrast-too-low"
    assert owner.post("/builder/preview/config", json={"settings": None}).status_code == 400


def test_the_storefront_may_be_framed_by_the_builder_only(owner: FlaskClient, founded: Founded) -> None:
    answer = owner.get("/builder/preview")
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "/widget/v1/sendback.js" in answer.text
    assert "frame-ancestors 'none'" in owner.get("/builder").headers["Content-Security-Policy"]


def test_the_specimen_order_shows_what_the_policy_says(owner: FlaskClient, founded: Founded) -> None:
    answer = owner.post(dry(founded.shop, "orders/open"), json={"order_number": "1", "lang": "en"}).json
    assert answer["proved"] is True
    assert [line["returnable"] for line in answer["lines"]] == [True, True, False]
    put_settings(owner, as_sent(founded.shop, policy={"window_days": 1, "grace_days": 0}))
    late = owner.post(dry(founded.shop, "orders/open"), json={"lang": "en"}).json
    assert [line["returnable"] for line in late["lines"]] == [False, False, False]


def test_a_specimen_return_is_checked_answered_and_never_written(
    owner: FlaskClient, founded: Founded, database: Database
) -> None:
    before = database.read(_count_rows)
    answer = owner.post(dry(founded.shop, "returns"), json=ask_for_return(delivery="both"))
    assert answer.status_code == 201
    assert answer.json["label"]["pdf"].endswith("/builder/preview/label.pdf")
    assert answer.json["email"]["masked"] == "a•••@example.com"
    nameless = owner.post(dry(founded.shop, "returns"), json=ask_for_return(contact={}))
    assert "contact.name" in {error["field"] for error in nameless.json["errors"]}
    assert owner.post(dry(founded.shop, "returns/x/email"), json={}).status_code == 202
    assert owner.post(dry(founded.shop, "orders/link"), json={}).status_code == 202
    assert database.read(_count_rows) == before


def test_a_shop_that_approves_first_sees_that(client: FlaskClient, database: Database, make_shop: MakeShop, clock: Clock) -> None:
    shop = make_shop(policy={"approval": "none"}).shop
    answer = client.post(dry(shop, "returns"), json=ask_for_return())
    assert (answer.status_code, answer.json["return"]["status"], answer.json["label"]) == (202, "requested", None)


def test_nobody_s_shop_has_no_specimen(client: FlaskClient) -> None:
    assert client.post("/builder/preview/dry-run/api/v1/widget/nobody/orders/open", json={}).status_code == 404


@pytest.mark.parametrize(("paper", "size_mm"), [("a4", (210, 297)), ("a6", (105, 148)), ("4x6", (101.6, 152.4))])
def test_the_specimen_label_is_a_real_label_on_the_shop_s_paper(
    owner: FlaskClient, founded: Founded, paper: str, size_mm: tuple[float, float]
) -> None:
    delivery = {**as_sent(founded.shop)["delivery"], "paper": paper, "carrier_message": "Fragile"}
    put_settings(owner, as_sent(founded.shop, delivery=delivery))
    answer = owner.get("/builder/preview/label.pdf")
    assert answer.mimetype == "application/pdf"
    document = pypdfium2.PdfDocument(io.BytesIO(answer.data))
    page = document[0]
    assert [round(side / 72 * 25.4, 1) for side in page.get_size()] == pytest.approx(size_mm, abs=0.1)
    text = page.get_textpage().get_text_range()
    assert "SPECIMEN" in text
    assert "Fragile" in text
    assert "Varastotie 1" in text
    document.close()


def test_the_specimen_s_status_page_says_what_it_is(owner: FlaskClient) -> None:
    assert "specimen" in owner.get("/builder/preview/status").text


def _count_rows(tx: Tx) -> list[Row]:
    tables = ("returns", "orders", "journal", "outbox", "shop_settings")
    return [dict(tx.one(f"SELECT COUNT(*) AS n FROM {table}") or {}) for table in tables]


def test_a_photo_sent_to_the_preview_is_kept_nowhere(client: FlaskClient, founded: Founded, context: Context) -> None:
    answer = client.post(dry(founded.shop, "photos"), data=b"a picture", content_type="image/jpeg")
    assert (answer.status_code, set(answer.json)) == (201, {"id"})
    sent = context.database.read(lambda tx: tx.all("SELECT * FROM return_photos WHERE shop_id = :s", s=founded.shop.shop_id))
    assert sent == []
