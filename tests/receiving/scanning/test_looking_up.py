"""A code is looked up in the shops that a device receives for, and in no other."""

from dataclasses import replace
from datetime import datetime

import pytest

from sendback.database.model import Database
from sendback.delivery.facts import write_qr
from sendback.returns.model import Return
from sendback.returns.parcel_store import get_parcel, save_parcel
from sendback.returns.parcels import ParcelState
from sendback.returns.preparing import prepare_labels
from sendback.shops.model import Shop
from tests.conftest import MakeShop
from tests.docking import serve
from tests.factories import push_order
from tests.receiving.conftest import MakeSent
from tests.receiving.scanning.conftest import Dock


def test_our_label_leads_to_its_return_in_whatever_form(dock: Dock, make_sent: MakeSent) -> None:
    item = make_sent()
    qr = write_qr("https://returns.example", dock.shop.slug, item.rma)
    for code in (item.rma, item.rma.lower(), f"]C0{item.rma}", qr, qr.lower(), item.order_number):
        answer = dock.ask("scan", {"code": code})
        assert (answer["verdict"], [each["id"] for each in answer["expected"]]) == ("found", [item.return_id]), code
    told = str(answer)
    assert all(word not in told for word in (item.consignor.name, item.consignor.email, item.consignor.address.lines[0]))


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("00340434161094042557", "340434161094042557"),
        ("340434161094042557", "]C100340434161094042557"),
        ("1z999aa1 0123 456 784", "1Z999AA10123456784"),
        ("9400111206206406260787", "420787459400111206206406260787"),
        ("JD014600006281230704", "JJD014600006281230704"),
        ("09980000020033F", "%000818209980000020033350276"),
    ],
)
def test_a_carriers_number_is_compared_without_what_stands_around_it(
    dock: Dock, database: Database, make_sent: MakeSent, stored: str, read: str
) -> None:
    item = make_sent()
    track(database, item, stored)
    answer = dock.ask("scan", {"code": read})
    assert (answer["verdict"], answer["expected"][0]["box"]) == ("found", 1)


def track(database: Database, item: Return, number: str) -> None:
    before = database.read(get_parcel, item.shop_id, item.return_id, 1)
    assert before.state is ParcelState.OWN
    database.write(save_parcel, replace(before, tracking_number=number), before)


def test_what_leads_nowhere_is_told_apart(dock: Dock, make_shop: MakeShop, make_sent: MakeSent) -> None:
    stranger = make_shop().shop
    theirs = make_sent(stranger)
    assert dock.ask("scan", {"code": "R100000019"})["verdict"] == "incomplete"
    assert dock.ask("scan", {"code": "1Z999AA1012345"})["verdict"] == "incomplete"
    for code, sort in (("NL-999", "code"), ("42078745", "routing"), ("https://www.example.com", "link"), ("", "empty")):
        answer = dock.ask("scan", {"code": code})
        assert (answer["verdict"], answer["sort"], answer["expected"]) == ("unknown", sort, [])
    qr = write_qr("https://returns.example", stranger.slug, theirs.rma)
    assert (dock.ask("scan", {"code": qr})["verdict"], dock.ask("scan", {"code": qr})["sort"]) == ("unknown", "elsewhere")


def test_one_dock_for_several_shops_says_when_a_number_is_of_several(
    dock: Dock, database: Database, make_shop: MakeShop, make_sent: MakeSent, now: datetime
) -> None:
    other = make_shop().shop
    serve(database, dock.device, other, now)
    mine, theirs = make_sent(), make_sent(other)
    assert mine.rma == theirs.rma, "each shop counts from the same number"
    answer = dock.ask("scan", {"code": mine.rma})
    assert answer["verdict"] == "several"
    assert {each["shop"] for each in answer["expected"]} == {dock.shop.slug, other.slug}
    exact = dock.ask("scan", {"code": write_qr("https://returns.example", other.slug, theirs.rma)})
    assert (exact["verdict"], exact["expected"][0]["shop"]) == ("found", other.slug)


def test_a_label_that_no_return_took_names_its_order(dock: Dock, database: Database, shop: Shop, now: datetime) -> None:
    order = database.write(push_order, shop.shop_id)
    (label,) = database.write(prepare_labels, shop, [order], "kid", "tests", now)
    answer = dock.ask("scan", {"code": label.rma})
    assert (answer["verdict"], answer["unused"]) == ("unused", [{"shop": shop.slug, "order_number": order.number}])


def test_a_box_that_somebody_took_in_unknown_is_remembered(dock: Dock, shop: Shop) -> None:
    dock.send(dock.say("mystery", code="ABC-123"))
    known = dock.ask("scan", {"code": "ABC-123"})["known"]
    assert (known["by"], known["shop"]) == ("Onni", shop.slug)


def test_typing_finds_by_orders_wares_and_numbers_and_nobody_by_name(dock: Dock, make_sent: MakeSent) -> None:
    item = make_sent()
    for text in (item.order_number, item.order_number[-4:], item.rma[:8], "jumper"):
        assert [row["id"] for row in dock.ask("search", {"text": text})["rows"]] == [item.return_id], text
    for text in (item.consignor.name, item.consignor.email, ""):
        assert dock.ask("search", {"text": text})["rows"] == []


def test_nothing_of_another_shop_is_shown(dock: Dock, make_shop: MakeShop, make_sent: MakeSent) -> None:
    stranger = make_shop().shop
    theirs = make_sent(stranger)
    assert dock.ask(f"returns/{stranger.slug}/{theirs.return_id}")["code"] == "not-found"
    assert dock.ask(f"returns/{dock.shop.slug}/{theirs.return_id}")["code"] == "not-found"
    assert dock.ask("search", {"text": theirs.rma})["rows"] == []
    assert dock.ask("scan", {"code": theirs.rma})["verdict"] == "unknown"
    assert dock.ask("snapshot?cursor=")["items"] == []
