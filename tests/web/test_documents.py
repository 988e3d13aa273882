"""The door to labels and packing slips."""

import io
import threading
from datetime import datetime

import pytest
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from pypdf import PdfReader

from sendback.database.model import Database
from sendback.delivery.documents import NAMES
from sendback.delivery.links import Document
from sendback.paper.model import Form
from sendback.returns.deciding import cancel
from sendback.returns.model import LineRequest, Return
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.shops.model import Shop
from sendback.web import turns
from sendback.web.context import Context
from tests.conftest import SECRET_KEY, Clock
from tests.factories import make_line, make_return_request, push_order


@pytest.fixture
def item(database: Database, shop: Shop, clock: Clock) -> Return:
    order = database.write(push_order, shop.shop_id)
    return database.write(request_return, shop, order, make_return_request(order), "shopper", clock())


def path_to(context: Context, item: Return, document: Document = Document.LABEL, form: Form = Form.PDF) -> str:
    url = context.links.document_url(item.shop_id, item.return_id, document, form)
    return url.removeprefix(context.links.base_url)


@pytest.mark.parametrize("document", Document)
def test_a_link_opens_the_same_pdf_every_time(client: FlaskClient, context: Context, item: Return, document: Document) -> None:
    first, second = (client.get(path_to(context, item, document)) for _ in range(2))
    assert (first.status_code, first.mimetype) == (200, "application/pdf")
    assert first.data == second.data
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(first.data)).pages)
    if document is not Document.CUSTOMS:  # the post's form has no place for the shop's numbers
        assert show_rma(item.rma) in text
        assert item.order_number in text


def test_the_answer_is_for_nobody_else(client: FlaskClient, context: Context, item: Return) -> None:
    headers = client.get(path_to(context, item)).headers
    assert headers["Content-Disposition"] == f'inline; filename="return-label-{item.rma}.pdf"'
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "Set-Cookie" not in headers
    assert "Access-Control-Allow-Origin" not in headers


MIMETYPES = {
    Form.PDF: "application/pdf",
    Form.PNG: "image/png",
    Form.BMP: "image/bmp",
    Form.ZPL: "text/plain",
    Form.SVG: "image/svg+xml",
}
BEGINNINGS = {Form.PDF: b"%PDF-1.", Form.PNG: b"\x89PNG\r\n", Form.BMP: b"BM", Form.ZPL: b"^XA^CI28", Form.SVG: b"<svg xmlns="}


@pytest.mark.one_engine
@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("document", [Document.LABEL, Document.SLIP, Document.CUSTOMS])
@pytest.mark.parametrize("form", Form)
def test_the_ending_chooses_the_form(
    client: FlaskClient, context: Context, item: Return, form: Form, document: Document, dpi: int
) -> None:
    path = f"{path_to(context, item, document, form)}?dpi={dpi}"
    first, second = (client.get(path) for _ in range(2))
    assert (first.status_code, first.mimetype) == (200, MIMETYPES[form])
    assert first.data == second.data
    assert first.data.startswith(BEGINNINGS[form])
    shown = "attachment" if form in (Form.ZPL, Form.BMP) else "inline"
    assert first.headers["Content-Disposition"] == f'{shown}; filename="{NAMES[document]}-{item.rma}.{form}"'
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    assert first.headers["Cache-Control"] == "private, no-store"


def test_one_link_opens_every_form(client: FlaskClient, context: Context, item: Return) -> None:
    path = path_to(context, item).removesuffix(".pdf")
    for form in Form:
        assert client.get(f"{path}.{form}").mimetype == MIMETYPES[form]
    for ending in ("gif", "PDF", "html", "exe", "pdf.html"):
        assert client.get(f"{path}.{ending}").status_code == 404, ending


def test_an_svg_is_a_picture_and_nobodys_page(client: FlaskClient, context: Context, item: Return) -> None:
    policy = client.get(path_to(context, item, form=Form.SVG)).headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; img-src data:; frame-ancestors 'self'; sandbox"


def test_a_bmp_has_1_bit_a_pixel_or_24(client: FlaskClient, context: Context, item: Return) -> None:
    path = path_to(context, item, form=Form.BMP)
    sizes = [len(client.get(f"{path}{query}").data) for query in ("", "?bits=1", "?bits=24", "?dpi=300")]
    assert sizes[0] == sizes[1] == pytest.approx(sizes[2] / 24, rel=0.02)
    assert sizes[3] == pytest.approx(sizes[0] * (300 / 203) ** 2, rel=0.02)


@pytest.mark.parametrize(
    "query", ["dpi=204", "dpi=", "dpi=203.0", "dpi=%D9%A3", "bits=8", "page=x", "page=-1", "page=99999", "page="]
)
def test_what_there_is_no_print_of_is_said(client: FlaskClient, context: Context, item: Return, query: str) -> None:
    answer = client.get(f"{path_to(context, item, form=Form.PNG)}?{query}", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["code"]) == (422, "invalid-fields")
    assert answer.json["errors"][0]["field"] == query.partition("=")[0]


@pytest.mark.one_engine
def test_each_page_of_a_slip_can_be_a_picture(
    client: FlaskClient, context: Context, database: Database, shop: Shop, now: datetime
) -> None:
    lines = tuple(make_line(str(number), title=f"Shirt {number}") for number in range(40))
    order = database.write(push_order, shop.shop_id, lines=lines)
    everything = tuple(LineRequest(line.line_id, 1, "too_small") for line in lines)
    item = database.write(request_return, shop, order, make_return_request(order, lines=everything), "shopper", now)
    path = path_to(context, item, Document.SLIP, Form.PNG)
    first, second = (client.get(f"{path}?page={page}") for page in (1, 2))
    assert client.get(path).data == first.data != second.data
    assert f"packing-slip-{item.rma}-2.png" in second.headers["Content-Disposition"]
    for page in (0, 9):
        assert client.get(f"{path}?page={page}").status_code == 404
    whole, part = (client.get(f"{path_to(context, item, Document.SLIP)}{query}").data for query in ("", "?page=2"))
    assert len(PdfReader(io.BytesIO(whole)).pages) > len(PdfReader(io.BytesIO(part)).pages) == 1


@pytest.mark.parametrize("change", ["x{}", "{}x", "{}.x", "a.b.c", "e30.x.y", "%00", "..%2f..%2fetc"])
def test_a_forged_link_opens_nothing(client: FlaskClient, context: Context, item: Return, change: str) -> None:
    signed = path_to(context, item).removeprefix("/documents/").removesuffix(".pdf")
    answer = client.get(f"/documents/{change.format(signed)}.pdf")
    assert answer.status_code == 404
    assert answer.mimetype == "text/html"


def test_a_link_of_another_kind_opens_nothing(client: FlaskClient, context: Context, item: Return) -> None:
    secret = context.links.status_secret(item.shop_id, item.return_id)
    assert client.get(f"/documents/{secret}.pdf").status_code == 404


def test_a_key_of_somebody_else_opens_nothing(client: FlaskClient, item: Return) -> None:
    signer = URLSafeTimedSerializer([SECRET_KEY[::-1]], salt="sendback.document.v1")
    signed = signer.dumps([item.shop_id, item.return_id, "label"])
    assert client.get(f"/documents/{signed!s}.pdf").status_code == 404


def test_an_old_link_says_where_a_new_one_is(
    client: FlaskClient, context: Context, item: Return, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = path_to(context, item)
    monkeypatch.setattr(context.links, "document_life", context.links.document_life * -1)
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (410, "text/html")
    assert "status page" in answer.text
    assert client.get(f"{path}?lang=de").status_code == 410


def test_a_canceled_returns_label_cannot_be_printed(
    client: FlaskClient, context: Context, database: Database, item: Return, clock: Clock
) -> None:
    database.write(cancel, item.shop_id, item.return_id, "anna", clock())
    assert client.get(path_to(context, item)).status_code == 410


@pytest.fixture
def full_house(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every turn is taken."""
    busy = threading.BoundedSemaphore(turns.MOST_AT_ONCE)
    for _ in range(turns.MOST_AT_ONCE):
        busy.acquire()
    monkeypatch.setattr(turns, "_turns", busy)
    monkeypatch.setattr(turns, "_LONGEST_WAIT_SECONDS", 0.01)


@pytest.mark.usefixtures("full_house")
def test_more_than_two_at_once_are_asked_to_come_back(client: FlaskClient, context: Context, item: Return) -> None:
    answer = client.get(path_to(context, item))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
