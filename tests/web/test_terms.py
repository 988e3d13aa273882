"""What a shopper is told before confirming: the terms of each choice, and a preview that changes nothing."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.orders.model import Order, Variant
from sendback.orders.store import get_order
from sendback.returns.policies import save_policy
from sendback.shops.founding import Founded
from tests.conftest import MakeShop
from tests.factories import NOW, count_by_status, make_line, push_order
from tests.returns.test_terms import POLICY, WAYS
from tests.web.shopping import ORIGIN, ask_return, open_order, post


@pytest.fixture
def founded(make_shop: MakeShop) -> Founded:
    resolutions = ["refund", "exchange", "store_credit"]
    reasons = [{"code": "damaged"}, {"code": "too_small"}, {"code": "leaks", "categories": ["shoes"]}]
    return make_shop(origins=[ORIGIN], policy={"text": POLICY}, options=WAYS, resolutions=resolutions, reasons=reasons)


@pytest.fixture
def order(database: Database, founded: Founded) -> Order:
    hat = make_line("hat", category="Hats", variants=(Variant("HAT-L", "Hat, L"),))
    lines = (make_line("mug", unit_price_minor=900), make_line("coat", tags=("sale",)), hat)
    return database.write(push_order, founded.shop.shop_id, lines=lines)


def see(client: FlaskClient, founded: Founded, order: Order) -> dict[str, Any]:
    proof = {"order_number": order.number, "proof": {"postcode": "33100"}, "lang": "en"}
    seen: dict[str, Any] = post(client, founded, "/orders/open", proof).get_json()
    return seen


def preview(client: FlaskClient, founded: Founded, session: str, *lines: dict[str, Any], **more: Any) -> Any:
    asked = [{"quantity": 1, "reason": "too_small", **line} for line in lines]
    return post(client, founded, "/returns/preview", {"session": session, "lines": asked, "lang": "en", **more})


def test_each_line_has_its_reasons_variants_and_the_terms_of_every_choice(
    client: FlaskClient, founded: Founded, order: Order
) -> None:
    mug, coat, hat = see(client, founded, order)["lines"]
    assert [mug["reasons"], hat["reasons"]] == [["damaged", "too_small"]] * 2
    assert (hat["category"], hat["variants"]) == ("Hats", [{"sku": "HAT-L", "title": "Hat, L"}])
    kept = {"reasons": ["damaged"], "conditions": None, "resolutions": None, "outcome": "keep", "text": "Please keep it."}
    assert mug["terms"][0] == {**kept, "fee_minor": 0, "currency": "", "fee_text": "", "fee_each": False, "option": ""}
    assert [(term["fee_minor"], term["fee_text"], term["option"]) for term in coat["terms"]] == [(490, "€4.90", "drop_off")]


def test_a_business_is_told_that_it_is_one(client: FlaskClient, founded: Founded, database: Database, order: Order) -> None:
    trade = database.write(push_order, founded.shop.shop_id, is_business=True)
    assert [see(client, founded, each)["business"] for each in (order, trade)] == [False, True]


def test_a_preview_says_what_becomes_of_each_line_and_who_settles_what(
    client: FlaskClient, founded: Founded, order: Order, database: Database
) -> None:
    session = open_order(client, founded, order)
    asked = [
        {"id": "mug", "reason": "damaged", "quantity": 2},
        {"id": "coat", "resolution": "exchange", "exchange": {"title": "A cap"}},
    ]
    told = preview(client, founded, session, *asked).get_json()
    assert [(line["id"], line["order"], line["outcome"], line["fee_text"]) for line in told["lines"]] == [
        ("mug", 0, "keep", ""),
        ("coat", 0, "allow", "€4.90"),
    ]
    assert (told["fee_text"], told["asks_first"], told["sends"]) == ("€4.90", False, True)
    assert [option["id"] for option in told["options"]] == ["drop_off"]
    assert told["notes"] == [
        "Nordlys settles the fee of €4.90 with you. Nothing is paid on this page.",
        "Nordlys pays your money back itself. Nothing is paid on this page.",
        "Nordlys sends you what you asked for instead.",
    ]
    assert database.read(count_by_status, founded.shop.shop_id) == {}
    assert [line.taken for line in database.read(get_order, founded.shop.shop_id, order.order_id).lines] == [0, 0, 0]


def test_a_preview_refuses_what_making_it_would(client: FlaskClient, founded: Founded, order: Order) -> None:
    session = open_order(client, founded, order)
    assert (
        preview(client, founded, session, {"id": "hat", "reason": "leaks"}).get_json()["errors"][0]["field"] == "lines.hat.reason"
    )
    assert preview(client, founded, session, {"id": "hat", "quantity": 3}).get_json()["code"] == "quantity-gone"
    assert preview(client, founded, "nobody's", {"id": "hat"}).get_json()["code"] == "session-expired"


def test_when_everything_is_kept_the_answer_is_closed_without_a_label(
    client: FlaskClient, founded: Founded, order: Order
) -> None:
    lines = [{"id": "mug", "quantity": 1, "reason": "damaged"}]
    answer = ask_return(client, founded, open_order(client, founded, order), lines=lines)
    made = answer.get_json()
    assert (answer.status_code, made["return"]["status"], made["kept"]) == (201, "closed", True)
    assert (made["label"], made["packing_slip"], made["parcels"], made["fee_text"]) == (None, None, [], "")
    assert client.get(made["status_url"]).status_code == 200


def test_a_fee_that_nobody_was_shown_is_not_charged(
    client: FlaskClient, founded: Founded, order: Order, database: Database
) -> None:
    """The policy may change between the preview and the return; what was made already stays as it was made."""
    session, lines = open_order(client, founded, order), [{"id": "coat", "quantity": 1, "reason": "too_small"}]
    agreed = preview(client, founded, session, *lines).get_json()["fee_text"]
    assert agreed == "€4.90"
    made = ask_return(client, founded, session, "agreed", lines=lines, agreed=agreed)
    assert made.get_json()["fee_text"] == agreed
    shop = founded.shop
    database.write(save_policy, shop.shop_id, 1, POLICY.replace("4.90", "9.90"), "Kaisa", NOW)
    refused = ask_return(client, founded, session, lines=lines, agreed=agreed)
    assert (refused.status_code, refused.get_json()["errors"][0]["field"]) == (422, "agreed")
    assert refused.get_json()["errors"][0]["detail"] == "The terms changed since you saw them. Please look once more, then send."
    assert [line.taken for line in database.read(get_order, shop.shop_id, order.order_id).lines] == [0, 1, 0]
    assert ask_return(client, founded, session, "agreed", lines=lines, agreed=agreed).get_json() == made.get_json()
    assert ask_return(client, founded, session, lines=lines, agreed="€9.90").status_code == 201
    assert ask_return(client, founded, session, lines=lines, agreed=[7]).status_code in (409, 422)


def test_two_orders_make_one_return(client: FlaskClient, founded: Founded, order: Order, database: Database) -> None:
    other = database.write(push_order, founded.shop.shop_id, lines=(make_line("coat", tags=("sale",)),))
    sessions = [open_order(client, founded, each) for each in (order, other)]
    lines = [{"id": "coat", "quantity": 1, "reason": "too_small"}]
    beside = [{"session": sessions[1], "lines": lines}]
    told = preview(client, founded, sessions[0], *lines, beside=beside).get_json()
    assert ([line["order"] for line in told["lines"]], told["fee_text"]) == ([0, 1], "€9.80")
    answer = ask_return(client, founded, sessions[0], "both", lines=lines, beside=beside)
    assert (answer.status_code, answer.get_json()["fee_text"]) == (201, "€9.80")
    newer = [{"session": open_order(client, founded, other), "lines": lines}]
    again = ask_return(client, founded, open_order(client, founded, order), "both", lines=lines, beside=newer)
    assert again.get_json()["return"] == answer.get_json()["return"]


@pytest.mark.parametrize("session", ["", "forged", None, 7])
def test_an_order_beside_needs_a_proof_of_its_own(client: FlaskClient, founded: Founded, order: Order, session: object) -> None:
    lines = [{"id": "hat", "quantity": 1, "reason": "too_small"}]
    beside = [{"session": session, "lines": lines}]
    problem = ask_return(client, founded, open_order(client, founded, order), lines=lines, beside=beside).get_json()
    assert (problem["code"], problem["errors"][0]["field"]) == ("session-expired", "beside.0.session")


def test_an_order_cannot_stand_beside_itself(client: FlaskClient, founded: Founded, order: Order) -> None:
    session, lines = open_order(client, founded, order), [{"id": "hat", "quantity": 1, "reason": "too_small"}]
    problem = ask_return(client, founded, session, lines=lines, beside=[{"session": session, "lines": lines}]).get_json()
    assert [error["field"] for error in problem["errors"]] == ["beside.0.session"]


def test_a_pasted_list_is_read_for_its_order(client: FlaskClient, founded: Founded, order: Order) -> None:
    body = {"session": open_order(client, founded, order), "text": "WOOL-hat\t2\tdamaged\nsocks;3", "lang": "en"}
    assert post(client, founded, "/returns/paste", body).get_json() == {
        "lines": [{"id": "hat", "quantity": 2, "reason": "damaged"}],
        "faults": [{"line": 2, "text": "socks;3"}],
    }
    assert post(client, founded, "/returns/paste", {**body, "session": ""}).status_code == 401
