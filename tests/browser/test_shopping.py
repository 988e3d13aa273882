"""A shopper on a phone turns an order into a label, on a shop's page under the strictest policy."""

import email
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from email.policy import default

import pytest
from playwright.sync_api import Page, expect

from sendback.database.model import Tx
from sendback.delivery.mailer import open_mailer
from sendback.delivery.parts import WorkerParts
from sendback.delivery.worker import run_once
from sendback.orders.model import Order
from sendback.orders.token.claims import OrderClaims, TokenItem
from sendback.orders.token.match import tag_order
from sendback.orders.token.signing import draw_token_id, sign_order
from sendback.returns.model import Return
from sendback.returns.store import list_returns
from tests.browser.conftest import Live
from tests.factories import push_order

pytestmark = pytest.mark.browser
NewPage = Callable[..., Page]
BLOCKED = "window.open = () => null"


@pytest.fixture
def order(live: Live) -> Order:
    def push(tx: Tx) -> Order:
        return push_order(tx, live.founded.shop.shop_id, number="SB-1001", delivered_on=datetime.now(UTC).date())

    return live.context.database.write(push)


def open_widget(page: Page, live: Live) -> None:
    page.goto(live.shop_url)
    page.wait_for_function("window.sendback && window.sendback.version")
    page.get_by_role("link", name="Return an item").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def find_order(page: Page, order: Order) -> None:
    page.get_by_label("Order number").fill(order.number)
    page.get_by_role("textbox", name="Postcode").fill("33100")
    page.get_by_role("button", name="Find order").click()


def choose_jumper(page: Page) -> None:
    page.get_by_role("checkbox", name="Wool jumper").check()
    page.get_by_text("Too small", exact=True).first.click()
    page.get_by_role("button", name="Continue").click()


def ask_for_label(page: Page, way: str) -> None:
    page.get_by_text(way, exact=True).click()
    page.get_by_role("button", name="Get my label").click()


def returns_of(live: Live) -> list[Return]:
    return live.context.database.read(list_returns, live.founded.shop.shop_id)


def assert_no_violations(page: Page) -> None:
    assert page.evaluate("window.violations") == []


def test_the_label_pops_up(live: Live, order: Order, new_page: NewPage) -> None:
    page = new_page()
    open_widget(page, live)
    find_order(page, order)
    choose_jumper(page)
    with page.context.expect_page() as popup:
        ask_for_label(page, "Print now")
    expect(page.get_by_role("heading", name="Your return is ready")).to_be_visible()
    (item,) = returns_of(live)
    expect(page.get_by_role("dialog")).to_contain_text(re.compile(r"R1000-0001-\d"))
    link = page.get_by_role("link", name="Open and print label").get_attribute("href")
    assert link is not None
    assert link.startswith(f"{live.base_url}/documents/")
    assert len(page.context.pages) == 2
    assert popup.value.url == link or popup.value.url.startswith("chrome-extension://") or popup.value.url == "about:blank"
    answer = page.request.get(link)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")
    assert item.consignor.name == "Aino Järvenpää"
    assert_no_violations(page)


def test_a_blocked_popup_leaves_a_real_link(live: Live, order: Order, new_page: NewPage) -> None:
    page = new_page()
    page.add_init_script(BLOCKED)
    open_widget(page, live)
    find_order(page, order)
    choose_jumper(page)
    ask_for_label(page, "Print now")
    expect(page.get_by_text("Your browser kept the window shut")).to_be_visible()
    link = page.get_by_role("link", name="Open and print label").get_attribute("href")
    assert page.request.get(str(link)).ok
    assert len(page.context.pages) == 1
    assert_no_violations(page)


def test_the_label_comes_by_mail(live: Live, order: Order, new_page: NewPage) -> None:
    page = new_page()
    open_widget(page, live)
    find_order(page, order)
    choose_jumper(page)
    ask_for_label(page, "By email")
    expect(page.get_by_text("a•••@example.fi")).to_be_visible()
    assert len(page.context.pages) == 1
    context = live.context
    mailer = open_mailer(context.settings.mail_url)
    parts = WorkerParts(
        context.database, context.vault, context.links, mailer, context.settings.mail_from, context.clock, context.store
    )
    assert run_once(parts, datetime.now(UTC)) == 1
    (file,) = live.mail_folder.glob("*.eml")
    mail = email.message_from_bytes(file.read_bytes(), policy=default)
    assert mail["To"] == "aino@example.fi"
    assert [part.get_content_type() for part in mail.iter_attachments()] == ["application/pdf"]  # type: ignore[attr-defined]
    assert_no_violations(page)


def test_a_token_on_the_page_needs_only_the_postcode(live: Live, new_page: NewPage) -> None:
    key, today = live.founded.signing_key, date.today()  # noqa: DTZ011
    items = (TokenItem("1", 2, title="Wool jumper", sku="WOOL"), TokenItem("2", 1, title="Gift card", is_returnable=False))
    tags = tag_order(key, "SB-7", postcode="33100")
    claims = OrderClaims("SB-7", draw_token_id(), items, tags, ordered_on=today)
    live.link_attributes = f'data-token="{sign_order(claims, key, int(datetime.now(UTC).timestamp()))}"'
    page = new_page()
    open_widget(page, live)
    expect(page.get_by_text("This item cannot be returned.")).to_be_visible()
    choose_jumper(page)
    page.get_by_role("textbox", name="Postcode").fill("33100")
    page.get_by_role("button", name=re.compile("Continue|Find order")).click()
    fill_details(page)
    ask_for_label(page, "Print now")
    expect(page.get_by_role("heading", name="Your return is ready")).to_be_visible()
    assert_no_violations(page)


def test_a_link_with_a_token_opens_by_itself_and_the_token_leaves_the_address(live: Live, new_page: NewPage) -> None:
    key = live.founded.signing_key
    claims = OrderClaims("SB-8", draw_token_id(), (TokenItem("1", 1, title="Lamp"),), tag_order(key, "SB-8", postcode="33100"))
    token = sign_order(claims, key, int(datetime.now(UTC).timestamp()))
    page, asked = new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live.shop_url}/#sbt={token}")
    expect(page.get_by_text("Lamp")).to_be_visible()
    assert "sbt" not in page.url
    assert not [url for url in asked if token in url and not url.startswith(f"{live.shop_url}/#")]


def test_a_wrong_postcode_is_said_kindly_and_nothing_is_lost(live: Live, order: Order, new_page: NewPage) -> None:
    page = new_page()
    open_widget(page, live)
    page.get_by_label("Order number").fill(order.number)
    page.get_by_role("textbox", name="Postcode").fill("00000")
    page.get_by_role("button", name="Find order").click()
    expect(page.get_by_text("We could not find that order with these details")).to_be_visible()
    expect(page.get_by_label("Order number")).to_have_value(order.number)
    page.get_by_role("button", name="Email me a link instead").click()
    expect(page.get_by_text("If we know this order")).to_be_visible()


def test_without_scripts_the_link_leads_through_the_hosted_page(live: Live, order: Order, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(live.shop_url)
    page.get_by_role("link", name="Return an item").click()
    assert page.url.startswith(f"{live.base_url}/s/nordlys")
    page.get_by_label("Order number").fill(order.number)
    page.get_by_label("Postcode").fill("33100")
    page.locator("main form button[type=submit], main form button:not([type])").first.click()
    page.get_by_role("checkbox", name=re.compile("Wool jumper")).check()
    page.locator("select").filter(has_text="Too small").first.select_option(label="Too small")
    page.get_by_role("button", name=re.compile("Continue|Next")).click()
    page.get_by_role("button", name=re.compile("label", re.IGNORECASE)).click()
    link = page.get_by_role("link", name=re.compile("label", re.IGNORECASE)).first.get_attribute("href")
    answer = page.request.get(str(link))
    assert answer.headers["content-type"] == "application/pdf"
    assert len(returns_of(live)) == 1


def fill_details(page: Page) -> None:
    page.get_by_role("textbox", name="Name").fill("Aino Järvenpää")
    page.get_by_role("textbox", name="Email").fill("aino@example.fi")
    page.get_by_label("Country").select_option("FI")
    page.get_by_label("Street address").fill("Hämeenkatu 5")
    page.get_by_role("textbox", name="Postcode").fill("33100")
    page.get_by_label("City").fill("Tampere")
