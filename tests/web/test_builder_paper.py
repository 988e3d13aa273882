"""The designer of paper: who may, what is drawn, what is refused, and that old paper stays as it was."""

import io
import json
import threading
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image
from pypdf import PdfReader
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.delivery.documents import get_document
from sendback.delivery.links import Document
from sendback.journal.store import list_events
from sendback.paper.design.builtin import get_design, list_sizes
from sendback.paper.model import DocumentKind, PaperSize
from sendback.returns.model import Return
from sendback.returns.requesting import request_return
from sendback.shops import store
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from sendback.web import turns
from sendback.web.builder.paper.kept import list_places
from tests.conftest import Clock, MakeShop
from tests.factories import make_return_request, push_order
from tests.web.owner import as_sent, put_settings, sign_in

ROOM = "/builder/paper"
PLACE = f"{ROOM}/designs/label/a4"
GETS = [ROOM, f"{ROOM}/designs", f"{PLACE}/specimen.pdf"]


@pytest.fixture
def owner(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock())


def facts(owner: FlaskClient) -> dict[str, Any]:
    told: dict[str, Any] = owner.get(f"{ROOM}/designs").json
    return told


def label_with(owner: FlaskClient, **text: Any) -> dict[str, Any]:
    """Take the label in force, and add a text in the lowest corner of it."""
    design = facts(owner)["designs"]["label.a4"]["design"]
    added = {"id": "own", "type": "text", "x": 150, "y": 285, "width": 50, "height": 8, "text": "Hello", **text}
    return {**design, "elements": [*design["elements"], added]}


def put(owner: FlaskClient, design: Any, version: Any = 1, place: str = PLACE, **headers: str) -> TestResponse:
    return owner.put(place, json={"design": design, "version": version}, headers=headers)


def read_text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def make_return(database: Database, shop: Shop, clock: Clock) -> Return:
    now_shop = database.read(store.get_shop, shop.shop_id)
    order = database.write(push_order, shop.shop_id)
    return database.write(request_return, now_shop, order, make_return_request(order), "shopper", clock())


@pytest.mark.parametrize("path", GETS)
def test_strangers_and_agents_do_not_design(client: FlaskClient, database: Database, shop: Shop, clock: Clock, path: str) -> None:
    assert client.get(path).headers["Location"].startswith("/sign-in?next=")
    sign_in(client, database, shop, clock(), Role.AGENT)
    assert client.get(path).status_code == 403
    assert put(client, {}).status_code == 403


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_another_sites_page_changes_nothing(owner: FlaskClient, shop: Shop, database: Database, headers: dict[str, str]) -> None:
    assert put(owner, label_with(owner), **headers).json["code"] == "wrong-origin"
    assert database.read(store.get_shop, shop.shop_id).settings.designs == {}


def test_the_page_keeps_the_house_s_policy(owner: FlaskClient) -> None:
    answer = owner.get(ROOM)
    assert "trusted-types 'none'" in answer.headers["Content-Security-Policy"]
    assert "snippet_builder/paper.js" in answer.text
    assert "style=" not in answer.text


def test_every_paper_is_told_with_all_that_a_design_may_name(owner: FlaskClient) -> None:
    told = facts(owner)
    assert set(told["designs"]) == {f"{kind}.{size}" for kind in DocumentKind for size in list_sizes(kind)}
    assert {each["kind"] for each in told["kinds"]} == set(DocumentKind)
    assert {each["size"] for each in told["papers"]} == set(PaperSize)
    assert not any(kept["own"] for kept in told["designs"].values())
    assert (told["version"], told["place"]) == (1, "label.a4")
    named = {each["name"]: each["says"] for each in told["facts"]}
    assert named["order.number"] == "The order number"
    assert "cross_border" in {each["name"] for each in told["conditions"]}
    holds = {sample["name"]: set(sample["holds"]) for sample in told["samples"]}
    assert "prepaid" in holds["abroad"] - holds["normal"]
    assert all(word["key"].startswith("label.") and word["says"] for word in told["words"])


def test_a_design_is_saved_told_and_journaled(owner: FlaskClient, shop: Shop, database: Database) -> None:
    answer = put(owner, label_with(owner))
    assert (answer.status_code, answer.json["version"], answer.json["own"]) == (200, 2, True)
    kept = facts(owner)
    assert kept["designs"]["label.a4"] == {"own": True, "design": answer.json["design"]}
    assert kept["designs"]["label.a4"]["design"]["elements"][-1]["text"] == "Hello"
    (event,) = [each for each in database.read(list_events, shop.shop_id, "settings") if each.type == "design.saved"]
    assert set(event.body) == {"kind", "size", "design_id"}


def test_saving_what_is_saved_makes_no_version(owner: FlaskClient) -> None:
    design = label_with(owner)
    put(owner, design)
    assert put(owner, design, 2).json["version"] == 2


def test_who_saves_over_somebody_elses_change_is_told(owner: FlaskClient) -> None:
    assert put(owner, label_with(owner)).status_code == 200
    answer = put(owner, label_with(owner, id="mine", y=270))
    assert (answer.status_code, answer.json["code"]) == (409, "settings-conflict")
    assert owner.delete(PLACE, json={"version": 1}).status_code == 409


@pytest.mark.parametrize("version", [None, "1", {}])
def test_a_change_from_no_version_is_refused(owner: FlaskClient, version: Any) -> None:
    assert put(owner, label_with(owner), version).json["errors"][0]["field"] == "version"
    assert owner.delete(PLACE, json={"version": version}).status_code == 422


def test_the_built_in_design_comes_back(owner: FlaskClient) -> None:
    put(owner, label_with(owner))
    answer = owner.delete(PLACE, json={"version": 2})
    assert (answer.json["version"], answer.json["own"]) == (3, False)
    assert "Hello" not in json.dumps(answer.json["design"])
    assert owner.delete(PLACE, json={"version": 3}).json["version"] == 3


def test_the_builder_s_settings_leave_designs_alone(owner: FlaskClient, shop: Shop, database: Database) -> None:
    put(owner, label_with(owner))
    assert put_settings(owner, as_sent(shop, countries=["FI"]), 2).status_code == 200
    settings = database.read(store.get_shop, shop.shop_id).settings
    assert (list(settings.designs), settings.countries) == (["label.a4"], ("FI",))


def test_a_reprint_is_the_same_bytes_and_a_new_return_has_the_new_design(
    owner: FlaskClient, shop: Shop, database: Database, clock: Clock
) -> None:
    def draw(item: Return) -> bytes:
        return get_document(database, "http://localhost", shop.shop_id, item.return_id, Document.LABEL).body

    builtin = make_return(database, shop, clock)
    first = draw(builtin)
    put(owner, label_with(owner, text="Welcome back {order.number}"))
    mine = make_return(database, shop, clock)
    second = draw(mine)
    owner.delete(PLACE, json={"version": 2})
    last = make_return(database, shop, clock)
    assert (draw(builtin), draw(mine)) == (first, second)
    assert f"Welcome back {mine.order_number}" in read_text(second)
    assert "Welcome back" not in read_text(first) + read_text(draw(last))


@pytest.mark.one_engine
@pytest.mark.parametrize("dash", [1e-20, 5e-324, 1e-3, 0.09, True])
@pytest.mark.parametrize("across", [True, False])
def test_dashes_are_no_finer_than_dots(owner: FlaskClient, dash: float, across: bool) -> None:
    builtin = facts(owner)["designs"]["label.a4"]["design"]
    sides = {"width": 50, "height": 1} if across else {"width": 1, "height": 50}
    rule = {"id": "own", "type": "line", "x": 150, "y": 240, **sides, "dash": dash}
    answer = put(owner, {**builtin, "elements": [*builtin["elements"], rule]})
    assert (answer.status_code, answer.json["code"]) == (422, "design-faulty")


def test_a_table_without_columns_is_drawn_as_nothing(owner: FlaskClient) -> None:
    table = {"id": "own", "type": "table", "x": 20, "y": 250, "width": 100, "height": 30, "rows": "items", "columns": []}
    builtin = facts(owner)["designs"]["label.a4"]["design"]
    design = {**builtin, "elements": [*builtin["elements"], table]}
    assert owner.post(f"{ROOM}/preview", json={"design": design}).status_code == 200


@pytest.mark.parametrize("version", [True, -1, 2**31, 10**30, "1", None])
def test_a_version_is_a_number_there_can_be(owner: FlaskClient, version: Any) -> None:
    answer = put(owner, label_with(owner), version)
    assert (answer.status_code, answer.json["code"]) == (422, "invalid-fields")


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"x": 190}, "outside_page"),
        ({"x": 20, "y": 40}, "overlap"),
        ({"text": "{order.nmber}"}, "unknown_fact"),
        ({"when": "on_mondays"}, "unknown_condition"),
        ({"id": "made_on", "text": "😀"}, "missing_glyph"),
        ({"type": "rocket"}, "not_valid"),
        ({"x": -1}, "not_valid"),
        ({"size_pt": "9"}, "not_valid"),
        ({"width": 5e-324, "height": 5e-324}, "not_valid"),
        ({"text": "x" * 100_000}, "not_valid"),
        ({"text": "a\u202egnp\u0000" + "b" * 40}, None),
    ],
)
def test_a_faulty_design_is_refused_with_every_fault_named(owner: FlaskClient, parts: dict[str, Any], code: str | None) -> None:
    design = label_with(owner, **parts)
    checked = owner.post(f"{ROOM}/check", json={"design": design})
    assert checked.status_code == 200
    found = {(each["code"], each["element"]) for each in checked.json["problems"]}
    answer = put(owner, design)
    if code is None:
        assert answer.status_code in (200, 422)
        return
    assert (code, design["elements"][-1]["id"]) in found
    assert (answer.status_code, answer.json["code"]) == (422, "design-faulty")
    assert {(error["code"], error["field"]) for error in answer.json["errors"]} == found
    assert all(error["detail"] for error in answer.json["errors"])
    assert facts(owner)["version"] == 1


@pytest.mark.one_engine
@pytest.mark.parametrize("design", [None, [], "x", 7, {}, {"elements": 3}, {"elements": [None]}])
def test_what_is_no_design_is_refused_in_sentences(owner: FlaskClient, design: Any) -> None:
    assert owner.post(f"{ROOM}/check", json={"design": design}).json["problems"]
    assert put(owner, design).json["code"] == "design-faulty"
    assert owner.post(f"{ROOM}/preview", json={"design": design}).json["code"] == "design-faulty"


def test_ten_thousand_elements_are_refused_by_their_number(owner: FlaskClient) -> None:
    design = label_with(owner)
    design["elements"] = [{**design["elements"][-1], "id": f"e{number}", "text": "x"} for number in range(10_000)]
    (problem,) = owner.post(f"{ROOM}/check", json={"design": design}).json["problems"]
    assert problem["code"] in ("too_many_elements", "too_long")
    assert put(owner, design).json["code"] == "design-faulty"


def test_a_body_without_end_is_not_read(owner: FlaskClient) -> None:
    answer = owner.post(f"{ROOM}/check", data=b'{"design": "' + b"x" * 2_000_000 + b'"}', content_type="application/json")
    assert (answer.status_code, answer.json["code"]) == (413, "too-large")


@pytest.mark.parametrize("place", ["label/a3", "poster/a4", "invoice/a6", "../a4"])
def test_there_is_no_such_paper(owner: FlaskClient, place: str) -> None:
    assert put(owner, label_with(owner), place=f"{ROOM}/designs/{place}").status_code in (404, 405)
    assert owner.get(f"{ROOM}/designs/{place}/specimen.pdf").status_code == 404


def test_a_design_for_another_paper_is_not_taken(owner: FlaskClient) -> None:
    assert put(owner, label_with(owner), place=f"{ROOM}/designs/label/a6").json["errors"][0]["field"] == "design"


def test_the_preview_is_the_page_that_the_printer_gets(owner: FlaskClient) -> None:
    body = {"design": label_with(owner), "language": "en", "sample": "normal", "dpi": 100}
    answer = owner.post(f"{ROOM}/preview", json=body)
    assert (answer.mimetype, answer.headers["Sendback-Pages"]) == ("image/png", "1")
    picture = Image.open(io.BytesIO(answer.data)).convert("L")
    assert picture.size == pytest.approx((827, 1169), abs=2)
    drawn = picture.crop((590, 1120, 780, 1155)).getextrema()
    plain = owner.post(f"{ROOM}/preview", json={**body, "design": facts(owner)["designs"]["label.a4"]["design"]})
    assert drawn[0] < 100
    assert Image.open(io.BytesIO(plain.data)).convert("L").crop((590, 1120, 780, 1155)).getextrema() == (255, 255)


@pytest.mark.one_engine
@pytest.mark.parametrize("wish", [{"dpi": 10_000_000}, {"dpi": "many"}, {"page": 99}, {"language": 3}, {"sample": None}])
def test_a_preview_wished_for_oddly_is_still_a_page(owner: FlaskClient, wish: dict[str, Any]) -> None:
    answer = owner.post(f"{ROOM}/preview", json={"design": facts(owner)["designs"]["label.a6"]["design"], **wish})
    assert answer.status_code == 200
    assert max(Image.open(io.BytesIO(answer.data)).size) < 1800


@pytest.mark.parametrize("fault", [{"text": "{nothing}"}, {"when": "never_ever"}, {"text": "@label.nothing"}])
def test_a_preview_of_what_does_not_exist_is_refused(owner: FlaskClient, fault: dict[str, Any]) -> None:
    answer = owner.post(f"{ROOM}/preview", json={"design": label_with(owner, **fault), "dpi": 50})
    assert (answer.status_code, answer.json["code"]) == (422, "design-faulty")


@pytest.mark.one_engine
@pytest.mark.parametrize("sample", ["normal", "abroad", "long"])
def test_every_built_in_design_prints_its_specimen(owner: FlaskClient, sample: str) -> None:
    for kind, size in list_places():
        answer = owner.get(f"{ROOM}/designs/{kind}/{size}/specimen.pdf?sample={sample}&lang=ar")
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf"), f"{kind} {size}"
        page = PdfReader(io.BytesIO(answer.data)).pages[0]
        assert float(page.mediabox.width) == pytest.approx(size.width_mm * 72 / 25.4, abs=0.1)


def test_the_specimen_is_the_saved_design_with_the_shop_s_own_facts(owner: FlaskClient, shop: Shop) -> None:
    put(owner, label_with(owner, text="Bound to {return.rma}"))
    text = read_text(owner.get(f"{PLACE}/specimen.pdf").data)
    assert "Bound to R1000-0001-6" in text
    assert "SPECIMEN" in text
    assert shop.name in text
    assert "Varastotie 1" in text
    assert get_design(DocumentKind.LABEL, PaperSize.A4).name


def test_more_than_two_at_once_are_asked_to_come_back(owner: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    busy = threading.BoundedSemaphore(turns.MOST_AT_ONCE)
    for _ in range(turns.MOST_AT_ONCE):
        busy.acquire()
    monkeypatch.setattr(turns, "_turns", busy)
    monkeypatch.setattr(turns, "_LONGEST_WAIT_SECONDS", 0)
    answer = owner.post(f"{ROOM}/check", json={"design": label_with(owner)})
    assert (answer.status_code, answer.json["code"], answer.headers["Retry-After"]) == (503, "busy", "2")


def test_a_stranger_s_shop_has_its_own_designs(owner: FlaskClient, make_shop: MakeShop, database: Database, clock: Clock) -> None:
    put(owner, label_with(owner))
    stranger = sign_in(owner.application.test_client(), database, make_shop("Other").shop, clock())
    assert facts(stranger)["designs"]["label.a4"]["own"] is False


def test_a_logo_that_the_shop_does_not_have_is_said(owner: FlaskClient) -> None:
    design = label_with(owner)
    logo = {"id": "picture", "type": "image", "fact": "shop.logo", "x": 150, "y": 285, "width": 20, "height": 8}
    design["elements"][-1] = logo
    assert [each["code"] for each in owner.post(f"{ROOM}/check", json={"design": design}).json["problems"]] == ["no_logo"]
    design["elements"][-1] = {**logo, "when": "has_logo"}
    assert owner.post(f"{ROOM}/check", json={"design": design}).json["problems"] == []
