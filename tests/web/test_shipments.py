"""A day's shipments told over the API: a label for every box, one mail for every order, one print file."""

import io
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.delivery.model import Kind, State
from sendback.delivery.outbox_store import list_jobs
from sendback.orders.store import find_order
from sendback.paper.design.builtin import get_design
from sendback.paper.design.reading import write_design
from sendback.paper.model import DocumentKind, PaperSize
from sendback.returns.store import list_returns
from sendback.shops.design_store import save_design
from sendback.shops.founding import Founded, add_secret_key
from sendback.shops.keys import KeyKind
from sendback.shops.sign_in import Role
from sendback.shops.store import save_settings
from sendback.shops.vault import Vault
from sendback.web.context import Context
from tests.conftest import Clock, MakeShop
from tests.factories import make_buyer, make_settings, push_order
from tests.web.shopping import ORIGIN, ask_return, open_order
from tests.web.test_merchant_api import ORDER
from tests.web.victim import as_person, sign_in

GLYPHLESS = "\U00013080"  # a hieroglyph


@pytest.fixture
def founded(make_shop: MakeShop) -> Founded:
    return make_shop(origins=[ORIGIN])


@pytest.fixture
def api_key(database: Database, vault: Vault, founded: Founded, clock: Clock) -> str:
    return database.write(add_secret_key, vault, founded.shop, KeyKind.API, "tests", clock())


def tell(client: FlaskClient, key: str, body: object, idempotency: str = "one") -> TestResponse:
    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": idempotency}
    return client.post("/api/v1/shipments", json=body, headers=headers)


def fetch(client: FlaskClient, key: str, url: str) -> TestResponse:
    return client.get(url.removeprefix("http://localhost"), headers={"Authorization": f"Bearer {key}"})


def order(number: str, **changes: Any) -> dict[str, Any]:
    return {**ORDER, "number": number, **changes}


def pages_of(answer: TestResponse) -> list[str]:
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf"), answer.text
    return [page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages]


def test_a_shipment_is_an_order_taken_in_and_a_label_prepared(
    client: FlaskClient, api_key: str, founded: Founded, database: Database
) -> None:
    answer = tell(client, api_key, order("SB-1"))
    body = answer.get_json()
    assert answer.status_code == 201
    (saved,) = body["saved"]
    assert (saved["order_number"], saved["rma"]) == ("SB-1", "R1000-0001-6")
    assert saved["qr_url"].startswith(f"http://localhost/s/{founded.shop.slug}#sbt=sbo1_")
    assert body["errors"] == []
    assert database.read(find_order, founded.shop.shop_id, "SB-1") is not None
    assert database.read(list_returns, founded.shop.shop_id) == []


def test_the_print_file_has_a_page_for_each_in_the_order_told(client: FlaskClient, api_key: str) -> None:
    told = [order("SB-3"), order("SB-1"), {**order("SB-2"), "print": "none"}, order("SB-4")]
    files = tell(client, api_key, {"shipments": told}).get_json()["files"]
    first, second = (fetch(client, api_key, files["pdf"]) for _ in range(2))
    assert first.data == second.data
    texts = pages_of(first)
    assert ["SB-3" in texts[0], "SB-1" in texts[1], "SB-4" in texts[2], len(texts)] == [True, True, True, 3]


def test_the_same_shipment_again_has_the_same_label_and_no_second_mail(
    client: FlaskClient, api_key: str, founded: Founded, database: Database
) -> None:
    body = {**order("SB-1"), "mail": "link"}
    first, same, again = (tell(client, api_key, body, key).get_json() for key in ("one", "one", "two"))
    assert same == first
    assert again["saved"] == first["saved"]
    assert again["batch"] != first["batch"]
    jobs = database.read(list_jobs, founded.shop.shop_id, State.PENDING)
    assert [job.kind for job in jobs] == [Kind.SHIPPED]


def test_the_same_event_many_times_at_once_makes_one_label_and_one_mail(
    app: Flask, api_key: str, founded: Founded, database: Database
) -> None:
    body = {**order("SB-1"), "mail": "label"}
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda turn: tell(app.test_client(), api_key, body, f"key-{turn % 10}"), range(20)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.get_json()["saved"][0]["rma"] for answer in answers}) == 1
    assert len(database.read(list_jobs, founded.shop.shop_id, State.PENDING)) == 1


def test_a_known_order_is_named_by_its_number(client: FlaskClient, api_key: str, founded: Founded, database: Database) -> None:
    known = database.write(push_order, founded.shop.shop_id, number="OLD-1", shipped_on=None)
    answer = tell(client, api_key, {"order_number": " old-1", "shipped_on": "2026-11-24"})
    assert answer.status_code == 201, answer.text
    stored = database.read(find_order, founded.shop.shop_id, "OLD-1")
    assert stored is not None
    assert str(stored.shipped_on) == "2026-11-24"
    assert stored.lines == known.lines
    refused = tell(client, api_key, {"order_number": "NEVER"}, "two")
    assert refused.get_json()["errors"][0]["field"] == "shipments.0.order_number"


def test_good_ones_are_done_and_bad_ones_named_by_place(client: FlaskClient, api_key: str) -> None:
    told = [
        order("SB-1"),
        order("SB-2", name=f"Aino {GLYPHLESS}"),
        order("SB-3", email="a@b.c, evil@x.y"),
        {**order("SB-4"), "mail": "pigeon", "print": "papyrus"},
        {"order_number": "NEVER", "colour": "red"},
        "nonsense",
        order("sb-1"),
        order("SB-5"),
    ]
    body = tell(client, api_key, {"shipments": told}).get_json()
    assert [saved["order_number"] for saved in body["saved"]] == ["SB-1", "SB-5"]
    assert [error["field"] for error in body["errors"]] == [
        "shipments.1.name", "shipments.2.email", "shipments.3.mail", "shipments.3.print",
        "shipments.4.colour", "shipments.5.order_number", "shipments.6.number",
    ]  # fmt: skip
    assert GLYPHLESS in body["errors"][0]["detail"]


def test_nothing_but_bad_ones_is_a_problem_and_leaves_nothing(
    client: FlaskClient, api_key: str, founded: Founded, database: Database
) -> None:
    answer = tell(client, api_key, {"shipments": [order("SB-1", lines=[]), order("SB-2", name="x" * 100_000)]})
    assert answer.status_code == 422
    assert database.read(find_order, founded.shop.shop_id, "SB-1") is None
    assert tell(client, api_key, {"shipments": [order("X")] * 501}, "two").status_code == 413
    assert tell(client, api_key, {"shipments": []}, "three").status_code == 422


def test_a_shop_without_a_return_address_gets_no_label_to_nowhere_but_slips(
    client: FlaskClient, make_shop: MakeShop, database: Database, vault: Vault, clock: Clock
) -> None:
    nowhere = make_shop(delivery={"return_address": {}})
    key = database.write(add_secret_key, vault, nowhere.shop, KeyKind.API, "tests", clock())
    refused = tell(client, key, order("SB-1")).get_json()
    assert [error["field"] for error in refused["errors"]] == ["shipments.0.print"]
    assert "step 3" in refused["errors"][0]["detail"]
    answer = tell(client, key, {**order("SB-1"), "print": "slip"}, "two")
    url = answer.get_json()["files"]["pdf"]
    assert len(pages_of(fetch(client, key, url))) == 1
    assert fetch(client, key, f"{url}?what=label").get_json()["code"] == "status-conflict"
    home = make_settings()
    database.write(save_settings, nowhere.shop.shop_id, 1, home, "tests", clock())
    printed = pages_of(fetch(client, key, f"{url}?what=label"))
    assert len(printed) == 1, "an order whose slip came first has its label once there is an address"
    assert home.delivery.return_address.city in printed[0]


def test_a_box_gets_the_shops_own_design(
    client: FlaskClient, api_key: str, founded: Founded, database: Database, clock: Clock
) -> None:
    design = json.loads(write_design(get_design(DocumentKind.OUTBOUND_SLIP, PaperSize.A4)))
    own = {"id": "own", "type": "text", "x": 20, "y": 280, "width": 80, "height": 6, "text": "Thanks for order {order.number}"}
    body = json.dumps({**design, "elements": [*design["elements"], own]})
    database.write(save_design, founded.shop.shop_id, 1, "outbound_slip", "a4", body, "tests", clock())
    url = tell(client, api_key, {**order("SB-7"), "print": "slip"}).get_json()["files"]["pdf"]
    assert "Thanks for order SB-7" in pages_of(fetch(client, api_key, url))[0]


def test_what_is_printed_may_be_chosen_when_it_is_fetched(client: FlaskClient, api_key: str) -> None:
    url = tell(client, api_key, order("SB-1")).get_json()["files"]["pdf"]
    label, slip = (fetch(client, api_key, f"{url}?what={what}") for what in ("label", "slip"))
    assert label.data != slip.data
    assert fetch(client, api_key, f"{url}?what=papyrus").get_json()["errors"][0]["field"] == "what"
    nothing = tell(client, api_key, {**order("SB-1"), "print": "none"}, "two").get_json()["files"]["pdf"]
    assert fetch(client, api_key, nothing).status_code == 404


def test_a_print_file_comes_as_it_is_wished_for(client: FlaskClient, api_key: str) -> None:
    told = {"shipments": [order(f"SB-{count}") for count in range(5)]}
    files = tell(client, api_key, told).get_json()["files"]
    zpl = fetch(client, api_key, f"{files['zpl']}?size=4x6&dpi=300")
    assert (zpl.mimetype, zpl.text.count("^XA")) == ("text/plain", 5)
    sheets = PdfReader(io.BytesIO(fetch(client, api_key, f"{files['pdf']}?sheet=a4-4xa6&start=4").data)).pages
    assert [(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in sheets] == [(595, 842)] * 2


@pytest.mark.parametrize("wish", ["size=a0", "dpi=72", "sheet=wall", "start=0", "sheet=a4-4xa6&start=5", "sheet=a4-4xa6&size=a4"])
def test_a_wish_that_cannot_be_met_is_named(client: FlaskClient, api_key: str, wish: str) -> None:
    url = tell(client, api_key, order("SB-1")).get_json()["files"]["pdf"]
    refused = fetch(client, api_key, f"{url}?{wish}")
    assert (refused.status_code, refused.get_json()["code"]) == (422, "invalid-fields")
    assert refused.get_json()["errors"][0]["field"] in wish
    assert fetch(client, api_key, url.replace(".pdf", ".png")).status_code == 404


def test_another_shops_key_opens_no_batch(
    client: FlaskClient, api_key: str, make_shop: MakeShop, database: Database, vault: Vault, clock: Clock
) -> None:
    url = tell(client, api_key, order("SB-1")).get_json()["files"]["pdf"]
    other = database.write(add_secret_key, vault, make_shop().shop, KeyKind.API, "tests", clock())
    assert fetch(client, other, url).status_code == 404
    assert fetch(client, "", url).status_code == 401


def test_the_first_return_over_any_door_is_the_one_on_the_label(
    client: FlaskClient, api_key: str, founded: Founded, database: Database
) -> None:
    saved = tell(client, api_key, order("SB-1", returnable_until="2099-12-31")).get_json()["saved"][0]
    known = database.read(find_order, founded.shop.shop_id, "SB-1")
    assert known is not None
    session = open_order(client, founded, known)
    made = ask_return(client, founded, session).get_json()["return"]["rma"]
    assert made == saved["rma"]
    assert ask_return(client, founded, session).get_json()["return"]["rma"] != saved["rma"]


def test_the_slip_opens_the_order_on_the_hosted_page(client: FlaskClient, api_key: str) -> None:
    saved = tell(client, api_key, order("SB-1")).get_json()["saved"][0]
    link = urlsplit(saved["qr_url"])
    page = client.get(f"{link.path}?{link.fragment}")
    assert page.status_code == 200
    assert "SB-1" in page.text
    assert "Järvenpää" not in page.text


def test_scanning_an_unused_label_tells_people_whose_box_it_was_in_and_strangers_nothing(
    client: FlaskClient, api_key: str, founded: Founded, context: Context
) -> None:
    saved = tell(client, api_key, order("SB-77")).get_json()["saved"][0]
    path = f"/Q/{founded.shop.slug}/{saved['rma'].replace('-', '')}"
    stranger, unknown = client.get(path), client.get(f"/Q/{founded.shop.slug}/R999999999")
    assert stranger.text == unknown.text
    assert "SB-77" not in stranger.text
    desk = as_person(client, sign_in(context, founded, Role.AGENT))
    page = desk.get("/desk/returns", query_string={"find": saved["rma"]}, follow_redirects=True)
    assert (page.status_code, page.request.path) == (200, path.replace("/Q/", "/q/"))
    assert page.text == desk.get(path).text
    assert "SB-77" in page.text
    assert "not used yet" in page.text


def test_an_order_that_cannot_be_printed_any_more_says_so(
    client: FlaskClient, api_key: str, founded: Founded, database: Database
) -> None:
    url = tell(client, api_key, order("SB-1")).get_json()["files"]["pdf"]
    database.write(push_order, founded.shop.shop_id, number="SB-1", buyer=make_buyer(name=GLYPHLESS))
    refused = fetch(client, api_key, url)
    assert refused.get_json()["code"] == "glyph-missing"
    assert "SB-1" in refused.get_json()["detail"]
