"""The ways to send a return, and what every page and program is told of its boxes, until a carrier's label is there."""

import dataclasses
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.delivery.mailer import FileMailer
from sendback.delivery.parts import WorkerParts
from sendback.delivery.worker import run_once
from sendback.returns.model import Return
from sendback.returns.parcel_store import list_parcels
from sendback.returns.parcels import ParcelState
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.shops.founding import Founded, add_secret_key
from sendback.shops.keys import KeyKind
from sendback.shops.model import Mode, Shop
from sendback.shops.options import ANY_POST
from sendback.shops.sign_in import Role
from sendback.web.context import Context
from tests.conftest import Clock, MakeShop
from tests.delivery.van import DROP_OFF, PREPAID, SANDBOX, Van
from tests.factories import NOW, make_return_request, push_order
from tests.people import make_link
from tests.web.pages import Page, send
from tests.web.shopping import ask_return, open_order, post

FAULTY = {**PREPAID, "reasons": ["damaged"], "cost_minor": 0, "currency": "EUR"}
OWN = ANY_POST.model_dump()


@pytest.fixture
def database(own_database: Database) -> Database:
    """The worker looks at every shop there is."""
    return own_database


@pytest.fixture
def founded(make_shop: MakeShop) -> Founded:
    return make_shop(mode=Mode.TEST, options=[OWN, FAULTY, DROP_OFF], carriers=[SANDBOX], origins=["https://shop.example"])


@pytest.fixture
def worker(context: Context, tmp_path: Path) -> WorkerParts:
    parts = (context.database, context.vault, context.links, FileMailer(tmp_path / "mail"), "sendback@example.org", context.clock)
    return WorkerParts(*parts, context.store, open_carrier=Van(tmp_path / "ledger.sqlite"))


def make_return(database: Database, shop: Shop, option: str, language: str = "en") -> Return:
    order = database.write(push_order, shop.shop_id)
    request = dataclasses.replace(make_return_request(order, language=language), option=option)
    return database.write(request_return, shop, order, request, "shopper", NOW)


def status_of(client: FlaskClient, context: Context, item: Return) -> TestResponse:
    return client.get(f"/r/{context.links.status_secret(item.shop_id, item.return_id)}")


def test_the_api_lists_the_ways_and_takes_one(client: FlaskClient, database: Database, founded: Founded) -> None:
    order = database.write(push_order, founded.shop.shop_id)
    body = {"order_number": order.number, "proof": {"postcode": "33100"}, "lang": "en"}
    opened = post(client, founded, "/orders/open", body).get_json()
    assert [(way["id"], way["label"]) for way in opened["options"]] == [
        ("any_post", "Any post, you pay"),
        ("prepaid", "Prepaid label · €0.00"),
        ("drop_off", "Drop off with a code"),
    ]
    assert opened["contact"]["option"] == "any_post"
    made = ask_return(client, founded, opened["session"], option="drop_off")
    assert made.status_code == 201
    [box] = made.get_json()["parcels"]
    assert (box["option"], box["state"], box["carrier"]) == ("drop_off", "wanted", "")
    assert box["postage"] == "This is not postage. Your carrier label follows by email."


def test_the_form_asks_by_one_more_choice_of_its_own(client: FlaskClient, database: Database, founded: Founded) -> None:
    config = client.get(f"/api/v1/widget/{founded.publishable_key}/config?lang=de").get_json()
    field = config["fields"][-1]
    assert (field["id"], field["kind"], field["label"]) == ("option", "select", "Wie schicken Sie es zurück?")
    order = database.write(push_order, founded.shop.shop_id)
    session = open_order(client, founded, order)
    made = ask_return(client, founded, session, fields={"option": "drop_off"})
    assert made.get_json()["parcels"][0]["option"] == "drop_off"


def test_a_way_that_is_not_open_is_refused_at_its_own_place(client: FlaskClient, database: Database, founded: Founded) -> None:
    session = open_order(client, founded, database.write(push_order, founded.shop.shop_id))
    for wrong in ("prepaid", "nothing", "<script>", "x" * 3000):
        refused = ask_return(client, founded, session, option=wrong)
        assert (refused.status_code, [error["field"] for error in refused.get_json()["errors"]]) == (422, ["option"])


def test_a_shop_with_one_way_asks_nothing(client: FlaskClient, make_shop: MakeShop) -> None:
    config = client.get(f"/api/v1/widget/{make_shop().publishable_key}/config").get_json()
    assert "option" not in [field["id"] for field in config["fields"]]


def test_the_hosted_page_offers_what_fits_the_reason(client: FlaskClient, database: Database, founded: Founded) -> None:
    shop, order = founded.shop, database.write(push_order, founded.shop.shop_id)
    start = client.get(f"/s/{shop.slug}?lang=en")
    lines = send(client, start, {"order_number": order.number, "proof.postcode": "33100"}, "/order")
    small = send(client, lines, {"pick.1": "1", "reason.1": "too_small"}, "/lines")
    broken = send(client, lines, {"pick.1": "1", "reason.1": "damaged"}, "/lines")
    assert "Prepaid label" in broken.text
    assert "Prepaid label" not in small.text
    assert "Drop off with a code" in small.text
    made = send(client, broken, {"do": "send", "option": "prepaid"}, "/details")
    done = client.get(made.headers["Location"])
    assert "Your carrier label is being made" in done.text
    assert "No printer?" in done.text


def test_the_shopper_leaves_with_a_slip_and_the_carriers_label_follows(
    client: FlaskClient, context: Context, database: Database, founded: Founded, worker: WorkerParts, tmp_path: Path
) -> None:
    item = make_return(database, founded.shop, "drop_off")
    waiting = status_of(client, context, item)
    assert "Your carrier label is being made" in waiting.text
    assert "waiting.js" in waiting.text
    assert "The post will not print from this." in waiting.text
    run_once(worker, NOW)
    run_once(worker, NOW)
    ready = status_of(client, context, item)
    assert "Postage is paid." in ready.text
    assert "Show this code at the drop-off point." in ready.text
    assert re.search(r"TEST-\d+", ready.text)
    assert "waiting.js" not in ready.text
    [mail] = [file.read_text() for file in (tmp_path / "mail").glob("*.eml")]
    assert "Here is your carrier label" in mail
    assert f"return-label-{item.rma}.pdf" in mail


def test_the_code_is_a_picture_of_what_the_label_says(
    client: FlaskClient, context: Context, database: Database, founded: Founded
) -> None:
    item = make_return(database, founded.shop, "any_post")
    secret = context.links.status_secret(item.shop_id, item.return_id)
    picture = client.get(f"/r/{secret}/code-1.svg")
    assert picture.mimetype == "image/svg+xml"
    assert picture.text.startswith("<svg ")
    assert "<script" not in picture.text
    assert client.get(f"/r/{secret}/code-2.svg").status_code == 404


def test_another_box_is_added_once_per_form(client: FlaskClient, context: Context, database: Database, founded: Founded) -> None:
    item = make_return(database, founded.shop, "any_post")
    page = status_of(client, context, item)
    answers = [send(client, page, {}, "/boxes") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    shown = client.get(answers[0].headers["Location"])
    assert show_rma(item.rma, 2) in shown.text
    assert len(database.read(list_parcels, item.shop_id, item.return_id)) == 2


def test_the_shops_own_systems_add_a_box(
    client: FlaskClient, context: Context, database: Database, founded: Founded, clock: Clock
) -> None:
    item = make_return(database, founded.shop, "any_post")
    key = database.write(add_secret_key, context.vault, founded.shop, KeyKind.API, "tests", clock())

    def add(rma: str, idempotency: str) -> TestResponse:
        headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": idempotency}
        return client.post(f"/api/v1/returns/{rma}/parcels", json={}, headers=headers)

    first = add(show_rma(item.rma), "one")
    assert (first.status_code, first.get_json()["rma"]) == (201, show_rma(item.rma, 2))
    assert add(item.rma, "one").get_json()["number"] == 2
    for number in range(3, 11):
        assert add(item.rma, f"box {number}").status_code == 201
    assert add(item.rma, "too many").get_json()["code"] == "too-many-boxes"
    assert add("R100000000", "none").status_code == 404
    assert add(item.rma, "").get_json()["code"] == "idempotency-key-missing"


def test_at_the_counter_nothing_is_printed(
    client: FlaskClient, context: Context, database: Database, make_shop: MakeShop
) -> None:
    item = make_return(database, make_shop(options=[{"id": "counter", "kind": "in_store"}]).shop, "counter")
    page = status_of(client, context, item)
    assert page.text.count("/documents/") == 0
    assert "Show this code at the shop." in page.text
    assert "Varastotie 1" in page.text


@pytest.mark.parametrize("language", ["en", "fi", "de", "zh-Hans", "ar"])
def test_every_language_says_what_is_not_postage(
    client: FlaskClient, context: Context, database: Database, founded: Founded, language: str
) -> None:
    item = make_return(database, founded.shop, "drop_off", language)
    words = founded.shop.settings.words(language)
    page = status_of(client, context, item)
    assert words("parcel.making_lead") in page.text
    assert Page(page.text).root["lang"] == language


def test_the_desk_shows_each_box_and_what_can_be_done(
    client: FlaskClient, database: Database, founded: Founded, worker: WorkerParts, clock: Clock
) -> None:
    item = make_return(database, founded.shop, "drop_off")
    run_once(worker, NOW)
    link = make_link(database, founded.shop.shop_id, Role.AGENT, clock())
    client.post(f"/sign-in/{link}")
    page = client.get(f"/desk/returns/{item.return_id}")
    for said in ("Carrier label bought", "Sandbox Parcel", "€4.90", "Drop-off code", "Give the label back", "Another box"):
        assert said in page.text
    given = send(client, page, {}, "/void")
    assert "The label is being given back." in client.get(given.headers["Location"]).text
    run_once(worker, NOW)
    assert [box.state for box in database.read(list_parcels, item.shop_id, item.return_id)] == [ParcelState.VOIDED]
    page = client.get(f"/desk/returns/{item.return_id}")
    assert "Buy the label again" in page.text
    assert "Saved by giving unused carrier labels back: €4.90" in client.get("/desk/returns").text
    send(client, page, {}, "/buy")
    run_once(worker, NOW)
    assert [box.state for box in database.read(list_parcels, item.shop_id, item.return_id)] == [ParcelState.BOUGHT]
    assert send(client, page, {}, "/buy").status_code == 409, "somebody else did it a moment ago"


def test_a_label_that_ended_is_made_again_on_the_page(
    client: FlaskClient, context: Context, database: Database, founded: Founded, worker: WorkerParts, clock: Clock
) -> None:
    item = make_return(database, founded.shop, "drop_off")
    run_once(worker, NOW)
    link = make_link(database, founded.shop.shop_id, Role.AGENT, clock())
    client.post(f"/sign-in/{link}")
    send(client, client.get(f"/desk/returns/{item.return_id}"), {}, "/void")
    run_once(worker, NOW)
    page = status_of(client, context, item)
    assert "Your carrier label ended" in page.text
    assert "This is not postage. Ask the shop" in page.text
    send(client, page, {}, "/label")
    run_once(worker, NOW)
    assert "Postage is paid." in status_of(client, context, item).text
