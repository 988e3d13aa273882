"""The hosted page's choices: reasons by class, closer words, conditions, resolutions, fees, and what is said of them before."""

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.orders.model import Order, Variant
from sendback.returns.model import Return, Status
from sendback.returns.store import list_returns
from sendback.shops.model import Shop
from sendback.shops.resolutions import Resolution
from tests.conftest import MakeShop
from tests.factories import make_line, push_order
from tests.web.hosted_shopper import RICH, choose, find, reach_details
from tests.web.pages import Page, send


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(**RICH).shop


@pytest.fixture
def order(database: Database, shop: Shop) -> Order:
    larger = (Variant("W-L", "Wool jumper, L"), Variant("W-XL", "Wool jumper, XL"))
    lines = (make_line("1", variants=larger), make_line("2", title="Boots", category="shoes", quantity=1))
    return database.write(push_order, shop.shop_id, lines=lines)


def get_return(database: Database, shop: Shop) -> Return:
    [item] = database.read(list_returns, shop.shop_id)
    return item


def test_a_product_class_is_offered_its_own_reasons(client: FlaskClient, shop: Shop, order: Order) -> None:
    page = find(client, shop, order.number).text
    jumper, boots = page.split('name="pick.2"')
    assert "Leaks" not in jumper
    assert '<optgroup label="Damaged">' in jumper
    assert 'value="damaged/cracked"' in jumper
    assert 'value="leaks"' in boots


def test_everything_chosen_is_in_the_return(client: FlaskClient, database: Database, shop: Shop, order: Order) -> None:
    chosen = choose("1", reason="damaged/cracked", condition="used", resolution="exchange", exchange="W-L", note="At the cuff")
    send(client, reach_details(client, shop, order, chosen), {"do": "send"}, "/details")
    [line] = get_return(database, shop).lines
    assert (line.reason, line.sub_reason, line.condition, line.note) == ("damaged", "cracked", "used", "At the cuff")
    assert (line.resolution, line.exchange_sku, line.exchange_title) == (Resolution.EXCHANGE, "W-L", "Wool jumper, L")


def test_something_else_may_be_named_for_an_exchange(client: FlaskClient, database: Database, shop: Shop, order: Order) -> None:
    chosen = choose("2", reason="leaks", condition="used", resolution="exchange", instead="Boots, 43")
    send(client, reach_details(client, shop, order, chosen), {"do": "send"}, "/details")
    [line] = get_return(database, shop).lines
    assert (line.exchange_sku, line.exchange_title) == ("", "Boots, 43")


def test_what_is_missing_is_asked_for_beside_its_control(client: FlaskClient, shop: Shop, order: Order) -> None:
    chosen = choose("1", reason="damaged/cracked", condition="", resolution="exchange", note="")
    page = send(client, find(client, shop, order.number), chosen, "/lines")
    read = Page(page.text)
    assert page.status_code == 422
    assert set(read.targets) == {"condition.1", "exchange.1", "note.1"}
    assert set(read.targets) <= set(read.ids)
    assert "Say a little more about Wool jumper." in page.text
    assert read.forms[0].values["reason.1"] == "damaged/cracked"
    assert read.forms[0].values["resolution.1"] == "exchange"


def test_a_choice_that_was_not_offered_is_refused(client: FlaskClient, shop: Shop, order: Order) -> None:
    found = find(client, shop, order.number)
    for chosen in (choose("1", reason="leaks"), choose("1", condition="melted"), choose("1", resolution="repair")):
        assert send(client, found, chosen, "/lines").status_code == 422


def test_before_confirming_it_says_what_becomes_of_each_line_and_who_pays(client: FlaskClient, shop: Shop, order: Order) -> None:
    page = reach_details(client, shop, order, choose("1", resolution="store_credit"))
    assert "What becomes of your items" in page.text
    assert "Store credit" in page.text
    assert "Nordlys gives you the store credit itself." in page.text


def test_what_the_shop_decides_first_is_a_request(client: FlaskClient, database: Database, make_shop: MakeShop) -> None:
    shop = make_shop(**RICH, policy={"approval": "none"}).shop
    order = database.write(push_order, shop.shop_id)
    page = reach_details(client, shop, order, choose("1"))
    assert "The shop checks this return before you send it." in page.text
    assert "Send request" in page.text
    done = client.get(send(client, page, {"do": "send"}, "/details").headers["Location"])
    assert "If nothing happens by November 27, 2026, we remind the shop." in done.text


def test_what_is_wished_to_be_kept_is_asked_without_a_label(
    client: FlaskClient, database: Database, shop: Shop, order: Order
) -> None:
    page = reach_details(client, shop, order, choose("1", resolution="keep"))
    assert "How do you want the label?" not in page.text
    done = client.get(send(client, page, {"do": "send"}, "/details").headers["Location"])
    assert get_return(database, shop).status is Status.REQUESTED
    assert "/documents/" not in done.text
    assert "What you keep" in done.text


def test_a_pasted_list_fills_the_lines_in(client: FlaskClient, database: Database, shop: Shop) -> None:
    lines = tuple(make_line(str(n), sku=f"CUP-{n}", quantity=9) for n in range(1, 21))
    order = database.write(push_order, shop.shop_id, lines=lines)
    found = find(client, shop, order.number)
    filled = send(client, found, {"do": "paste", "paste": "CUP-3;4;Changed my mind\ncup-7\t2\nSAUCER;1"}, "/lines")
    values = Page(filled.text).forms[0].values
    assert filled.status_code == 422
    assert (values["pick.3"], values["quantity.3"], values["reason.3"]) == ("1", "4", "changed_mind")
    assert (values["pick.7"], values["quantity.7"]) == ("1", "2")
    assert "2 lines were filled in" in filled.text
    assert "Not understood: SAUCER;1" in filled.text
    assert values["paste"] == "SAUCER;1"


def test_a_short_order_is_ticked_and_not_pasted(client: FlaskClient, shop: Shop, order: Order) -> None:
    assert 'name="paste"' not in find(client, shop, order.number).text


def test_five_hundred_lines_go_the_whole_way(client: FlaskClient, database: Database, shop: Shop) -> None:
    lines = tuple(make_line(str(n), sku=f"CUP-{n}", quantity=9) for n in range(1, 501))
    order = database.write(push_order, shop.shop_id, lines=lines)
    pasted = "\n".join(f"CUP-{n};2;changed_mind" for n in range(1, 501))
    filled = send(client, find(client, shop, order.number), {"do": "paste", "paste": pasted}, "/lines")
    conditions = {f"condition.{n}": "used" for n in range(1, 501)}
    details = send(client, filled, conditions, "/lines")
    assert send(client, details, {"do": "send"}, "/details").status_code == 303
    assert len(get_return(database, shop).lines) == 500
