"""The story, told once: a merchant pastes a tag, a shopper turns an order into a label, the label prints and its codes read."""

import email
import io
import re
import threading
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from flask.testing import FlaskClient
from PIL.Image import Image
from pypdf import PdfReader

from sendback.database.model import Database
from sendback.delivery.mailer import open_mailer
from sendback.delivery.parts import WorkerParts
from sendback.delivery.worker import run_once
from sendback.journal.store import find_broken_link, list_events
from sendback.orders.token.claims import OrderClaims, TokenItem
from sendback.orders.token.match import tag_order
from sendback.orders.token.signing import draw_token_id, sign_order
from sendback.returns.rma import read_rma
from sendback.returns.store import find_return_by_rma
from sendback.shops.founding import Founded
from sendback.shops.sign_in import Role
from sendback.web.context import Context
from tests.conftest import Clock, MakeShop
from tests.people import make_link

SHOP_PAGE = "https://nordlys.example"
PRINTER_DPI = 203
SHOPPER = {
    "name": "Łukasz Żółć",
    "email": "lukasz@example.pl",
    "address": {"lines": ["ul. Długa 5", "m. 3"], "postcode": "00-950", "city": "Warszawa", "country": "PL"},
}


@pytest.fixture
def database(own_database: Database) -> Database:
    """The worker of the story sends every shop's mail, so the story has a database to itself."""
    return own_database


def test_a_return_from_the_pasted_tag_to_the_printed_label(
    client: FlaskClient, context: Context, database: Database, make_shop: MakeShop, clock: Clock, mail_folder: Path
) -> None:
    founded = make_shop(name="Nordlys")
    allow_the_shops_page(client, context, founded)

    # The shop's page carries the tag; the order in its mail carries a token that the shop signed.
    script = client.get("/widget/v1/sendback.js")
    assert script.status_code == 200
    config = client.get(f"/api/v1/widget/{founded.publishable_key}/config?lang=en", headers={"Origin": SHOP_PAGE}).get_json()
    assert config["shop"]["name"] == "Nordlys"
    token = sign_an_order(founded, clock)

    # The shopper opens it: the lines show at once, the postcode proves whose they are.
    seen = ask(client, founded, "/orders/open", {"token": token, "lang": "en"})
    assert seen["proved"] is False
    assert [(line["title"], line["returnable"]) for line in seen["lines"]] == [("Reindeer mug", True), ("Gift card", False)]
    opened = ask(client, founded, "/orders/open", {"token": token, "proof": {"postcode": "00-950"}, "lang": "en"})
    assert opened["proved"] is True

    # Two mugs go back, one stays.
    made = ask(client, founded, "/returns", the_request(opened["session"]), status=201)
    rma = str(read_rma(made["return"]["rma"]))
    again = ask(client, founded, "/orders/open", {"token": token, "proof": {"postcode": "00-950"}, "lang": "en"})
    assert [line["left"] for line in again["lines"]] == [1, 1]

    # The label prints: right text, and codes that an independent decoder reads off a 203 dpi thermal print.
    label = fetch(client, made["label"]["pdf"])
    assert label == fetch(client, made["label"]["pdf"]), "a reprint is the same bytes"
    text = PdfReader(io.BytesIO(label)).pages[0].extract_text()
    for expected in ("Łukasz Żółć", "ul. Długa 5", "00-950", "Varastotie 1", "SB-2026/0042", made["return"]["rma"]):
        assert expected in text, text
    codes = read_codes(print_page(label))
    assert codes["Code128"] == rma
    assert codes["QRCode"] == f"HTTP://LOCALHOST/Q/{founded.shop.slug.upper()}/{rma}"
    slip = fetch(client, made["packing_slip"]["pdf"])
    assert "Reindeer mug" in PdfReader(io.BytesIO(slip)).pages[0].extract_text()

    # The same label comes by mail, attached, to the shopper alone.
    run_once(worker_parts(context), clock())
    (mail,) = read_mails(mail_folder)
    assert mail["To"] == "lukasz@example.pl"
    assert mail["From"].startswith("Nordlys")
    assert [part.get_content() for part in mail.iter_attachments() if part.get_content_type() == "application/pdf"] == [label]

    # The shopper follows it, the shop sees it, and nobody can rewrite what happened.
    status = client.get(made["status_url"].removeprefix("http://localhost"))
    assert made["return"]["rma"] in status.text
    item = database.read(find_return_by_rma, founded.shop.shop_id, rma)
    assert item is not None
    told = [event.type for event in database.read(list_events, founded.shop.shop_id, item.return_id)]
    assert told == ["return.requested", "return.authorized", "label.created", "mail.sent"]
    assert find_broken_link(database, founded.shop.shop_id) is None


def allow_the_shops_page(client: FlaskClient, context: Context, founded: Founded) -> None:
    """Sign in by the one-time link and let the shop's page carry the tag, as the builder does."""
    link = make_link(context.database, founded.shop.shop_id, Role.OWNER, context.clock())
    assert client.post(f"/sign-in/{link}").status_code == 303
    found = client.get("/builder/settings")
    settings = {**found.get_json()["settings"], "origins": [SHOP_PAGE]}
    saved = client.put("/builder/settings", json=settings, headers={"If-Match": found.headers["ETag"]})
    assert saved.status_code == 200, saved.text


def sign_an_order(founded: Founded, clock: Clock) -> str:
    """Sign an order the way a shop's server does."""
    key = founded.signing_key
    mug = TokenItem("1", 3, sku="MUG-7", title="Reindeer mug", unit_price_minor=2400)
    card = TokenItem("2", 1, sku="CARD", title="Gift card", unit_price_minor=5000, is_returnable=False)
    tags = tag_order(key, "SB-2026/0042", postcode="00-950", email="lukasz@example.pl")
    claims = OrderClaims("SB-2026/0042", draw_token_id(), (mug, card), tags, ordered_on=clock().date(), currency="EUR")
    return sign_order(claims, key, int(clock().timestamp()))


def the_request(session: str) -> dict[str, Any]:
    """Send two mugs back and have the label both ways."""
    lines = [{"id": "1", "quantity": 2, "reason": "changed_mind", "note": "They are lovely, but too many."}]
    return {"session": session, "lines": lines, "contact": SHOPPER, "fields": {}, "delivery": "both", "lang": "en"}


def ask(client: FlaskClient, founded: Founded, path: str, body: dict[str, Any], status: int = 200) -> dict[str, Any]:
    """Post from the shop's page and return the answer."""
    headers = {"Origin": SHOP_PAGE, "Idempotency-Key": f"story-{threading.get_ident()}"}
    answer = client.post(f"/api/v1/widget/{founded.publishable_key}{path}", json=body, headers=headers)
    assert answer.status_code == status, answer.text
    return dict(answer.get_json())


def fetch(client: FlaskClient, url: str) -> bytes:
    """Follow a document link."""
    answer = client.get(url.removeprefix("http://localhost"))
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/pdf"
    return bytes(answer.data)


def print_page(pdf: bytes) -> Image:
    """Print the first page as a thermal printer does: at 203 dpi, black or white and nothing between."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        return page.render(scale=PRINTER_DPI / 72, grayscale=True).to_pil().point(lambda level: 255 if level > 127 else 0)
    finally:
        document.close()


def read_codes(page: Image) -> dict[str, str]:
    """Read every symbol on a page with an independent decoder."""
    return {re.sub(r"\W", "", result.format.name): result.text for result in zxingcpp.read_barcodes(page)}


def worker_parts(context: Context) -> WorkerParts:
    """Give the worker the parts of this installation."""
    settings = context.settings
    mailer = open_mailer(settings.mail_url)
    return WorkerParts(context.database, context.vault, context.links, mailer, settings.mail_from, context.clock, context.store)


def read_mails(folder: Path) -> list[EmailMessage]:
    """Read every mail that was sent."""
    return [email.message_from_bytes(file.read_bytes(), policy=default) for file in sorted(folder.glob("*.eml"))]
