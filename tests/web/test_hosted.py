"""The hosted page: from order to label without script, and everything that can go wrong on the way."""

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.orders.access_store import make_access_link
from sendback.orders.model import Order
from sendback.returns.store import list_returns
from sendback.shops.founding import Founded
from sendback.shops.model import Shop
from tests.conftest import Clock, MakeShop
from tests.factories import make_line, push_order
from tests.web.hosted_shopper import find, reach_details
from tests.web.pages import Page, send

HOSTILE = ["<script>alert(1)</script>", "{{7013*7019}}", "\u202egnp.exe", "'\"><img src=x onerror=alert(1)>", "a\r\nBcc: b@c.d"]
CHOSEN = {"pick.1": "1", "quantity.1": "2", "reason.1": "too_small", "note.1": "Runs small"}


@pytest.fixture
def order(database: Database, shop: Shop) -> Order:
    return database.write(push_order, shop.shop_id)


def test_a_shopper_without_script_gets_a_label(client: FlaskClient, database: Database, shop: Shop, order: Order) -> None:
    made = send(client, reach_details(client, shop, order, CHOSEN), {"do": "send"}, "/details")
    assert made.status_code == 303
    done = client.get(made.headers["Location"])
    [item] = database.read(list_returns, shop.shop_id)
    assert f"R{item.rma[1:5]}-{item.rma[5:9]}-{item.rma[9]}" in done.text
    assert "/documents/" in done.text
    assert [(line.line_id, line.quantity, line.reason, line.note) for line in item.lines] == [("1", 2, "too_small", "Runs small")]
    assert item.consignor.name == "Aino Järvenpää"
    assert item.consignor.address.city == "Tampere"


def test_sending_the_same_form_twice_makes_one_return(client: FlaskClient, database: Database, shop: Shop, order: Order) -> None:
    page = reach_details(client, shop, order, CHOSEN)
    first, second = (send(client, page, {"do": "send"}, "/details") for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    assert len(database.read(list_returns, shop.shop_id)) == 1


def test_the_same_form_with_other_contents_is_refused_once_and_kept(client: FlaskClient, shop: Shop, order: Order) -> None:
    page = reach_details(client, shop, order, CHOSEN)
    send(client, page, {"do": "send"}, "/details")
    again = send(client, page, {"do": "send", "contact.name": "Somebody Else"}, "/details")
    assert again.status_code == 422
    assert "Somebody Else" in again.text
    key = Page(page.text).forms[0].values["key"]
    assert Page(again.text).forms[0].values["key"] != key


def test_unknown_order_and_wrong_proof_get_the_same_page(client: FlaskClient, shop: Shop, order: Order) -> None:
    wrong = find(client, shop, order.number, postcode="99999")
    unknown = find(client, shop, "no-such", postcode="99999")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace(order.number, "#") == unknown.text.replace("no-such", "#")
    assert "Email me a link instead" in wrong.text


def test_guessing_ends_with_the_wait_in_the_header(client: FlaskClient, shop: Shop, order: Order) -> None:
    for _ in range(5):
        assert find(client, shop, order.number, postcode="99999").status_code == 401
    stopped = find(client, shop, order.number)
    assert stopped.status_code == 429
    assert int(stopped.headers["Retry-After"]) > 0


def test_missing_things_are_named_beside_their_fields(client: FlaskClient, shop: Shop) -> None:
    page = find(client, shop, "", postcode="")
    read = Page(page.text)
    assert page.status_code == 422
    assert read.targets == ["order_number", "proof.postcode"]
    assert set(read.targets) <= set(read.ids)
    assert page.text.count('aria-invalid="true"') == 2


def test_a_choice_without_a_reason_is_asked_for_and_kept(client: FlaskClient, shop: Shop, order: Order) -> None:
    page = send(client, find(client, shop, order.number), {**CHOSEN, "reason.1": "", "quantity.1": "9"}, "/lines")
    read = Page(page.text)
    assert page.status_code == 422
    assert read.targets == ["quantity.1", "reason.1"]
    assert set(read.targets) <= set(read.ids)
    assert read.forms[0].values["note.1"] == "Runs small"


def test_nothing_chosen_is_refused(client: FlaskClient, shop: Shop, order: Order) -> None:
    page = send(client, find(client, shop, order.number), {}, "/lines")
    assert page.status_code == 422
    assert "Choose at least one item." in page.text


def test_what_may_not_come_back_says_why_and_offers_no_box(client: FlaskClient, database: Database, make_shop: MakeShop) -> None:
    shop = make_shop(policy={"non_returnable_skus": ["GIFT*"]}).shop
    lines = (make_line("1"), make_line("2", sku="GIFT-50", title="Gift card"))
    order = database.write(push_order, shop.shop_id, lines=lines)
    page = find(client, shop, order.number)
    assert "This item cannot be returned." in page.text
    assert 'name="pick.1"' in page.text
    assert 'name="pick.2"' not in page.text
    forced = send(client, page, {**CHOSEN, "pick.2": "1", "quantity.2": "1", "reason.2": "other"}, "/lines")
    assert forced.status_code == 422


def test_units_taken_meanwhile_lead_back_to_the_lines(client: FlaskClient, shop: Shop, order: Order) -> None:
    slow = reach_details(client, shop, order, CHOSEN)
    send(client, reach_details(client, shop, order, CHOSEN), {"do": "send"}, "/details")
    late = send(client, slow, {"do": "send"}, "/details")
    assert late.status_code == 409
    assert "in another return" in late.text
    assert "Already in a return." in late.text


def test_faults_of_the_details_keep_everything_typed(client: FlaskClient, shop: Shop, order: Order) -> None:
    typed = {"do": "send", "contact.name": "", "contact.address.postcode": "", "contact.address.city": "Åbo"}
    page = send(client, reach_details(client, shop, order, CHOSEN), typed, "/details")
    read = Page(page.text)
    assert page.status_code == 422
    assert {"contact.name", "contact.address.postcode"} == set(read.targets)
    assert set(read.targets) <= set(read.ids)
    assert read.forms[0].values["contact.address.city"] == "Åbo"
    assert read.forms[0].values["pick.1"] == "1"


def test_another_country_lays_the_address_out_anew(client: FlaskClient, database: Database, shop: Shop, order: Order) -> None:
    page = reach_details(client, shop, order, CHOSEN)
    assert "contact.address.region" not in page.text
    american = send(client, page, {"do": "country", "contact.address.country": "US"}, "/details")
    assert "ZIP code" in american.text
    assert '<option value="CA">California</option>' in american.text
    unasked = send(client, page, {"do": "send", "contact.address.country": "US"}, "/details")
    assert unasked.status_code == 200
    assert database.read(list_returns, shop.shop_id) == []


def test_back_keeps_the_choice_and_the_details(client: FlaskClient, shop: Shop, order: Order) -> None:
    lines = send(client, reach_details(client, shop, order, CHOSEN), {"do": "back", "contact.name": "Liisa"}, "/details")
    assert Page(lines.text).forms[0].values["note.1"] == "Runs small"
    details = send(client, lines, {}, "/lines")
    assert Page(details.text).forms[0].values["contact.name"] == "Liisa"


def test_an_old_session_asks_for_the_proof_again_and_loses_nothing(
    client: FlaskClient, shop: Shop, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = reach_details(client, shop, order, CHOSEN)
    monkeypatch.setattr("time.time", lambda: 4e9)  # signatures age by the machine's clock
    asked = send(client, page, {"do": "send", "contact.name": "Liisa"}, "/details")
    assert asked.status_code == 401
    monkeypatch.undo()
    lines = send(client, asked, {"order_number": order.number, "proof.postcode": "33100"}, "/order")
    values = Page(lines.text).forms[0].values
    assert values["pick.1"] == "1"
    assert values["contact.name"] == "Liisa"


def test_a_made_up_session_opens_nothing(client: FlaskClient, shop: Shop) -> None:
    for step in ("lines", "details"):
        assert client.post(f"/s/{shop.slug}/{step}", data={"session": "WyJhIiwiYiJd.aa.bb"}).status_code == 401


def test_another_shops_session_opens_nothing_here(
    client: FlaskClient, database: Database, make_shop: MakeShop, shop: Shop, order: Order
) -> None:
    stranger = make_shop().shop
    values = Page(find(client, shop, order.number).text).forms[0].values
    assert client.post(f"/s/{stranger.slug}/lines", data={**values, **CHOSEN}).status_code == 401


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(client: FlaskClient, database: Database, shop: Shop, text: str) -> None:
    order = database.write(push_order, shop.shop_id, lines=(make_line("1", title=text),))
    page = find(client, shop, order.number)
    again = send(client, page, {"reason.1": text, "note.1": text, "pick.1": "1"}, "/lines")
    details = send(client, page, CHOSEN | {"note.1": text}, "/lines")
    shown = send(client, details, {"do": "send", "contact.name": text, "contact.address.city": ""}, "/details")
    for answer in (page, again, details, shown):
        assert answer.status_code in (200, 422)
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
        assert "49224247" not in answer.text
    assert Page(again.text).forms[0].values["note.1"].split() == text.split()


def test_half_a_megabyte_is_refused_and_long_ones_named(client: FlaskClient, shop: Shop, order: Order) -> None:
    page = reach_details(client, shop, order, CHOSEN)
    assert send(client, page, {"do": "send", "contact.name": "x" * 600_000}, "/details").status_code == 413
    long = send(client, page, {"do": "send", "contact.name": "x" * 500}, "/details")
    assert long.status_code == 422
    assert "80" in long.text
    assert find(client, shop, "9" * 60_000).status_code == 401


def test_the_mailed_link_says_the_same_for_every_number_and_works_once(
    client: FlaskClient, database: Database, clock: Clock, shop: Shop, order: Order
) -> None:
    page = client.get(f"/s/{shop.slug}?lang=en")
    values = Page(page.text).forms[0].values
    real = client.post(f"/s/{shop.slug}/link", data={**values, "order_number": order.number})
    made_up = client.post(f"/s/{shop.slug}/link", data={**values, "order_number": "made-up"})
    assert real.status_code == made_up.status_code == 202
    assert real.text == made_up.text
    clock.advance(minutes=11)
    secret = database.write(make_access_link, shop.shop_id, order.order_id, clock())
    shown = client.get(f"/s/{shop.slug}/open/{secret}")
    assert client.get(f"/s/{shop.slug}/open/{secret}").status_code == 200
    opened = send(client, shown, {}, f"/open/{secret}")
    assert "Wool jumper" in opened.text
    assert send(client, shown, {}, f"/open/{secret}").status_code == 410


def test_a_link_request_without_a_number_is_refused(client: FlaskClient, shop: Shop) -> None:
    assert client.post(f"/s/{shop.slug}/link", data={"order_number": " "}).status_code == 422


def test_a_broken_token_falls_back_to_the_form(client: FlaskClient, shop: Shop) -> None:
    page = client.get(f"/s/{shop.slug}?lang=en&sbt=sbo1_nonsense")
    assert page.status_code == 401
    assert "That link no longer works" in page.text
    assert Page(page.text).forms[0].values["token"] == ""


def test_a_waiting_return_shows_no_label(client: FlaskClient, database: Database, make_shop: MakeShop) -> None:
    shop = make_shop(policy={"approval": "none"}).shop
    order = database.write(push_order, shop.shop_id)
    made = send(client, reach_details(client, shop, order, CHOSEN), {"do": "send"}, "/details")
    done = client.get(made.headers["Location"])
    assert "We have your request" in done.text
    assert "/documents/" not in done.text


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("fi", "ltr"), ("zh-Hans", "ltr"), ("de", "ltr"), ("ar", "rtl")])
def test_each_language_walks_the_whole_way(
    client: FlaskClient, database: Database, shop: Shop, order: Order, lang: str, direction: str
) -> None:
    lines = find(client, shop, order.number, lang)
    details = send(client, lines, CHOSEN, "/lines")
    done = client.get(send(client, details, {"do": "send"}, "/details").headers["Location"])
    for page in (lines, details, done):
        assert (Page(page.text).root["lang"], Page(page.text).root["dir"]) == (lang, direction)
    [item] = database.read(list_returns, shop.shop_id)
    assert item.language == lang


def test_a_steps_own_address_leads_to_the_beginning(client: FlaskClient, shop: Shop) -> None:
    for step in ("order", "lines", "details", "link"):
        answer = client.get(f"/s/{shop.slug}/{step}")
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/s/{shop.slug}")


def test_headers_keep_pages_private(client: FlaskClient, shop: Shop) -> None:
    headers = client.get(f"/s/{shop.slug}").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "Set-Cookie" not in headers


def test_the_look_is_a_style_sheet_that_never_changes(client: FlaskClient, founded: Founded) -> None:
    shop = founded.shop
    sheet = client.get(f"/s/{shop.slug}/look-{shop.settings_version}.css")
    assert sheet.mimetype == "text/css"
    assert "immutable" in sheet.headers["Cache-Control"]
    assert "--accent:#1f5e4b" in sheet.text
    assert client.get(f"/s/{shop.slug}/look-99.css").status_code == 404


def test_an_unknown_shop_is_not_found(client: FlaskClient) -> None:
    assert client.get("/s/nobody").status_code == 404
