"""What a worker is told of a return: all that the work needs, and nothing of whom it is from."""

import json
from dataclasses import replace

from sendback.database.model import Database
from sendback.receiving.expected import read_expected
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from tests.conftest import Clock
from tests.factories import make_line, make_order, make_return_request, push_order
from tests.receiving.conftest import Find, MakeSent, Receive

PERSONAL = ("Aino", "Järvenpää", "aino@example.fi", "Hämeenkatu", "33100", "+358401234567")


def test_it_says_what_should_be_there_and_what_was_found(
    database: Database, shop: Shop, make_sent: MakeSent, receive: Receive, find: Find, clock: Clock
) -> None:
    item = make_sent()
    receipt = receive(item, weight_g=900, note="Aino wrote on it")
    found = find(item, "1", "arrived", 1, grade="a", place="A-1", note="Aino's")
    find(item, "", "extra", 1, title="A glove")
    told = database.read(read_expected, shop, item.return_id).as_json()
    assert [secret for secret in PERSONAL if secret in json.dumps(told, ensure_ascii=False)] == []
    assert (told["shop"], told["id"], told["status"], told["is_withdrawal"]) == (shop.slug, item.return_id, "received", False)
    (box,) = told["boxes"]
    at = clock().isoformat()
    assert box["received"] == {"receipt_id": receipt.receipt_id, "at": at, "by": box["received"]["by"], "weight_g": 900}
    first, second = told["lines"]
    assert (first["quantity"], first["sku"], first["reason_said"], first["weight_g"]) == (2, "WOOL-1", "Too small", 400)
    assert first["suggestions"]["arrived:a"] == {"disposition": "restock", "rule": "as-new", "place": ""}
    assert first["suggestions"]["damaged:"]["disposition"] == "scrap"
    assert "arrived:" not in first["suggestions"]
    (one,) = first["found"]
    assert (one["id"], one["quantity"], one["place"], one["disposition"]) == (found.inspection_id, 1, "A-1", "restock")
    assert second["found"] == []
    assert [each["title"] for each in told["extras"]] == ["A glove"]
    assert {item.rma, item.order_number} <= set(told["codes"])


def test_a_picture_comes_with_the_order_that_brought_it(database: Database, shop: Shop, clock: Clock) -> None:
    line = replace(make_line("1"), picture="https://nordlys.example/jumper.jpg")
    order = database.write(push_order, shop.shop_id, lines=make_order(lines=(line,)).lines)
    item = database.write(request_return, shop, order, make_return_request(order), "shopper", clock())
    (told,) = database.read(read_expected, shop, item.return_id).lines
    assert told.picture == "https://nordlys.example/jumper.jpg"
