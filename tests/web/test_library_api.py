"""A shop's systems find, fetch and keep documents: by API key, page by page, once per idempotency key."""

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.returns.deciding import cancel
from sendback.returns.model import Return
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.shops.founding import Founded, add_secret_key
from sendback.shops.keys import KeyKind
from sendback.shops.model import Shop
from sendback.shops.vault import Vault
from sendback.web.context import Context
from tests.conftest import Clock, MakeShop
from tests.factories import NOW, make_return_request, push_order


class Asking:
    """One shop's system with its key."""

    def __init__(self, client: FlaskClient, key: str) -> None:
        self.client, self.headers = client, {"Authorization": f"Bearer {key}"}

    def get(self, path: str, **query: Any) -> TestResponse:
        return self.client.get(f"/api/v1{path}", query_string=query, headers=self.headers)

    def save(self, rma: str, body: object, key: str = "one") -> TestResponse:
        headers = {**self.headers, "Idempotency-Key": key}
        return self.client.post(f"/api/v1/returns/{rma}/documents", json=body, headers=headers)


def make_asking(client: FlaskClient, database: Database, vault: Vault, shop: Shop) -> Asking:
    return Asking(client, database.write(add_secret_key, vault, shop, KeyKind.API, "tests", NOW))


@pytest.fixture
def system(client: FlaskClient, database: Database, vault: Vault, founded: Founded) -> Asking:
    return make_asking(client, database, vault, founded.shop)


@pytest.fixture
def folder(context: Context) -> Path:
    return context.settings.folder / "documents"


@pytest.fixture
def item(database: Database, shop: Shop) -> Return:
    return make_return(database, shop)


def make_return(database: Database, shop: Shop) -> Return:
    order = database.write(push_order, shop.shop_id)
    return database.write(request_return, shop, order, make_return_request(order), "shopper", NOW)


def test_a_document_is_kept_found_and_fetched(system: Asking, item: Return, shop: Shop, folder: Path) -> None:
    answer = system.save(show_rma(item.rma), {"form": "bmp", "dpi": 300})
    assert answer.status_code == 201
    (kept,) = answer.get_json()["documents"]
    name = f"{shop.slug}/2026/11/{item.order_number}_{item.rma}_label-300dpi.bmp"
    assert (kept["name"], kept["document"], kept["form"], kept["dpi"], kept["page"]) == (name, "label", "bmp", 300, 1)
    assert (kept["rma"], kept["order_number"], kept["status"]) == (show_rma(item.rma), item.order_number, "authorized")
    for query in ({}, {"q": item.order_number}, {"order": item.order_number}, {"rma": show_rma(item.rma)}, {"q": "järven"}):
        assert system.get("/documents", **query).get_json() == {"data": [kept], "next_cursor": None}, query
    assert system.get("/documents", q="somebody else").get_json()["data"] == []
    fetched = system.client.get(kept["url"], headers=system.headers)
    assert fetched.data == (folder / name).read_bytes()
    assert fetched.data.startswith(b"BM")
    assert fetched.headers["Content-Type"] == "image/bmp"
    assert fetched.headers["Content-Disposition"].endswith(f'{item.order_number}_{item.rma}_label-300dpi.bmp"')
    assert "no-store" in fetched.headers["Cache-Control"]


def test_each_page_of_a_long_slip_is_a_picture(database: Database, system: Asking, shop: Shop, folder: Path) -> None:
    from tests.factories import make_line

    lines = tuple(make_line(str(number), title=f"Wool jumper {number}") for number in range(60))
    order = database.write(push_order, shop.shop_id, lines=lines)
    asked = make_return_request(order).lines[0]
    every = tuple(type(asked)(line.line_id, 1, asked.reason) for line in order.lines)
    item = database.write(request_return, shop, order, make_return_request(order, lines=every), "shopper", NOW)
    kept = system.save(item.rma, {"document": "slip", "form": "png"}).get_json()["documents"]
    assert len(kept) > 1
    assert [one["page"] for one in kept] == list(range(1, len(kept) + 1))
    assert kept[1]["name"].endswith("_slip-page2.png")
    assert all((folder / one["name"]).read_bytes().startswith(b"\x89PNG") for one in kept)


def test_the_same_key_answers_the_same(system: Asking, item: Return, folder: Path) -> None:
    first = system.save(item.rma, {})
    for file in folder.rglob("*.pdf"):
        file.unlink()
    assert system.save(show_rma(item.rma), {}).get_json() == first.get_json(), "answered before: nothing is drawn"
    assert list(folder.rglob("*.pdf")) == []
    assert system.save(item.rma, {"form": "png"}).get_json()["code"] == "idempotency-key-reused"
    assert list(folder.rglob("*.png")) == []
    assert system.save(item.rma, {}, key="").get_json()["code"] == "idempotency-key-missing"
    assert system.save(item.rma, {}, key="two").get_json() == first.get_json(), "kept already"


def test_pages_follow_one_another(database: Database, system: Asking, shop: Shop) -> None:
    items = [make_return(database, shop) for _ in range(5)]
    for item in items:
        system.save(item.rma, {}, key=item.rma)
    seen, cursor = [], ""
    while cursor is not None:
        page = system.get("/documents", limit=2, cursor=cursor).get_json()
        seen += [one["rma"] for one in page["data"]]
        cursor = page["next_cursor"]
    assert seen == [show_rma(item.rma) for item in reversed(items)]


@pytest.mark.parametrize(
    ("body", "field"),
    [({"form": "gif"}, "form"), ({"document": "../x"}, "document"), ({"dpi": True}, "dpi"), ({"dpi": "203"}, "dpi"),
     ({"colour": 1}, "colour"), ({"form": ["pdf"]}, "form"), ({"form": None}, "form"),
     ({"box": 0}, "box"), ({"box": "1"}, "box")],
)  # fmt: skip
def test_a_wish_that_cannot_be_is_named(system: Asking, item: Return, body: object, field: str) -> None:
    answer = system.save(item.rma, body)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.get_json()["errors"]] == [field]


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "", "1" * 5000])
def test_a_page_has_a_sane_size(system: Asking, limit: str) -> None:
    assert system.get("/documents", limit=limit).get_json()["code"] == "invalid-fields"


def test_hostile_questions_find_nothing_and_break_nothing(system: Asking, item: Return) -> None:
    system.save(item.rma, {})
    for text in ("' OR 1=1 --", "%'", "\\", "!%", "x" * 80, "\x00x"):
        answer = system.get("/documents", q=text, order=text, rma=text, cursor="")
        assert (answer.status_code, answer.get_json()["data"]) == (200, []), text
    assert system.get("/documents", q="x" * 10_000).get_json()["errors"][0]["field"] == "q"
    for path in ("/documents/..%2F..%2Fetc", "/documents/0", "/documents/%00", "/returns/R1/documents"):
        assert system.get(path).status_code in (404, 405, 422)
    assert system.save("R1", {}).status_code == 404
    assert system.save(item.rma, {"box": 2}, key="two").status_code == 404


def test_a_canceled_return_has_nothing_to_keep_but_shows_what_was(
    database: Database, system: Asking, item: Return, clock: Clock
) -> None:
    (kept,) = system.save(item.rma, {}).get_json()["documents"]
    database.write(cancel, item.shop_id, item.return_id, "tests", clock())
    assert system.save(item.rma, {}, key="two").status_code == 410
    assert system.get("/documents").get_json()["data"] == [{**kept, "status": "canceled"}]
    assert system.client.get(kept["url"], headers=system.headers).status_code == 200


def test_a_store_that_is_away_asks_to_come_again(system: Asking, item: Return, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file where the folder should be")
    answer = system.save(item.rma, {})
    assert (answer.status_code, answer.get_json()["code"]) == (503, "busy")
    assert "document folder" in answer.get_json()["detail"]
    assert answer.headers["Retry-After"] == "60"
    folder.unlink()
    assert system.save(item.rma, {}).status_code == 201, "with the same key: nothing was answered yet"


def test_another_shops_documents_are_not_there(
    client: FlaskClient, database: Database, vault: Vault, make_shop: MakeShop, system: Asking, item: Return
) -> None:
    (kept,) = system.save(item.rma, {}).get_json()["documents"]
    other = make_shop().shop
    make_return(database, other)
    stranger = make_asking(client, database, vault, other)
    for query in ({}, {"q": item.order_number}, {"rma": item.rma}, {"order": item.order_number}, {"cursor": "Z" * 26}):
        assert stranger.get("/documents", **query).get_json()["data"] == []
    assert stranger.get(f"/documents/{kept['id']}").status_code == 404
    assert stranger.get(f"/documents/{kept['id']}").get_json()["code"] == "not-found"


@pytest.mark.parametrize("path", ["/documents", "/documents/01"])
def test_nobody_without_a_key(client: FlaskClient, path: str) -> None:
    assert client.get(f"/api/v1{path}").status_code == 401
    assert client.get(f"/api/v1{path}", headers={"Origin": "https://shop.example"}).status_code == 403
