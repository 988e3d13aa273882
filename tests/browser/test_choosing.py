"""What a shop's own policy makes of a shopper's choices, through the real widget and the real door."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from sendback.database.model import Tx
from sendback.orders.model import Order, Variant
from sendback.orders.token.claims import OrderClaims
from sendback.orders.token.signing import draw_token_id, sign_order
from sendback.returns.model import Return, Status
from sendback.returns.store import list_returns
from sendback.shops.store import save_settings
from tests.browser.conftest import Live
from tests.browser.test_shopping import assert_no_violations, find_order, open_widget
from tests.factories import make_line, make_settings, push_order

pytestmark = pytest.mark.browser
NewPage = Callable[..., Page]
POLICY = """
[terms]
window_days = 30
approval = "all"

[[rule]]
id = "cheap"
then = "keep"
[rule.when]
reason = ["damaged"]
price_to = "15 EUR"
[rule.shopper]
en = "Please keep it."

[[rule]]
id = "used"
then = "refuse"
[rule.when]
condition = "used"
[rule.shopper]
en = "What was used cannot come back."

[[rule]]
id = "regret"
then = "allow"
fee = "4.90 EUR"
[rule.when]
reason = ["changed_mind"]
"""


@pytest.fixture
def order(live: Live) -> Order:
    def push(tx: Tx) -> Order:
        shop = live.founded.shop
        damaged = {"code": "damaged", "label": {"en": "Damaged"}, "subs": [{"code": "torn", "label": {"en": "Torn"}}]}
        settings = make_settings(
            origins=[live.shop_url],
            policy={"text": POLICY},
            reasons=[damaged, {"code": "changed_mind", "label": {"en": "Changed my mind"}}],
            conditions=[{"code": "new", "label": {"en": "Like new"}}, {"code": "used", "label": {"en": "Used"}}],
            resolutions=["refund", "exchange", "store_credit"],
        )
        save_settings(tx, shop.shop_id, shop.settings_version, settings, "tests", datetime.now(UTC))
        lines = (
            make_line("mug", title="Mug", quantity=1, unit_price_minor=900),
            make_line("coat", title="Coat", quantity=1, variants=(Variant("COAT-L", "Coat, L"),)),
        )
        return push_order(tx, shop.shop_id, number="SB-1001", lines=lines, delivered_on=yesterday())

    return live.context.database.write(push)


def yesterday() -> datetime:
    return (datetime.now(UTC) - timedelta(days=1)).date()


def choose(page: Page, item: str, *words: str) -> None:
    """Pick a line and answer what is asked of it."""
    page.get_by_role("checkbox", name=item).check()
    line = page.locator(".line").filter(has_text=item)
    for word in words:
        line.get_by_text(word, exact=True).click()


def the_return(live: Live) -> Return:
    (item,) = live.context.database.read(list_returns, live.founded.shop.shop_id)
    return item


def test_refused_then_allowed_with_a_fee_and_exchanged(live: Live, order: Order, new_page: NewPage) -> None:
    page = new_page()
    open_widget(page, live)
    find_order(page, order)
    choose(page, "Coat", "Changed my mind", "Used")
    expect(page.get_by_text("What was used cannot come back.")).to_be_visible()
    choose(page, "Coat", "Like new", "Exchange", "Coat, L")
    expect(page.get_by_text("Fee: €4.90")).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    summary = page.get_by_role("group", name="What happens with it")
    expect(summary).to_contain_text("€4.90")
    expect(summary).to_contain_text("Nothing is paid on this page.")
    expect(page.locator(".foot")).to_contain_text("Fee: €4.90")
    page.get_by_text("By email", exact=True).click()
    page.get_by_role("button", name="Get my label").click()
    expect(page.locator(".done")).to_contain_text("Fee: €4.90")
    (line,) = the_return(live).lines
    assert (line.resolution.value, line.exchange_sku, line.condition, line.fee_minor) == ("exchange", "COAT-L", "new", 490)
    assert_no_violations(page)


def test_what_is_kept_has_no_label(live: Live, order: Order, new_page: NewPage) -> None:
    page = new_page()
    open_widget(page, live)
    find_order(page, order)
    choose(page, "Mug", "Damaged", "Torn", "Like new")
    expect(page.locator(".outcome")).to_have_text("Please keep it.")
    page.get_by_role("button", name="Continue").click()
    assert page.get_by_label("Street address").count() == 0
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", name="You can keep it")).to_be_visible()
    assert the_return(live).status is Status.CLOSED
    assert len(page.context.pages) == 1


def test_two_orders_travel_in_one_box(live: Live, order: Order, new_page: NewPage) -> None:
    def push(tx: Tx) -> Order:
        lines = (make_line("scarf", title="Scarf", quantity=1),)
        return push_order(tx, live.founded.shop.shop_id, number="SB-1002", lines=lines, delivered_on=yesterday())

    other = live.context.database.write(push)
    page = new_page()
    open_widget(page, live)
    find_order(page, order)
    choose(page, "Coat", "Damaged", "Torn", "Like new")
    page.get_by_role("button", name="Add another order").click()
    find_order(page, other)
    expect(page.get_by_role("heading", name="Order SB-1002")).to_be_visible()
    choose(page, "Scarf", "Changed my mind", "Like new")
    page.get_by_role("button", name="Continue").click()
    page.get_by_text("By email", exact=True).click()
    page.get_by_role("button", name="Get my label").click()
    expect(page.get_by_role("heading", name="Your return is ready")).to_be_visible()
    assert [(line.order_id, line.title) for line in the_return(live).lines] == [
        (order.order_id, "Coat"),
        (other.order_id, "Scarf"),
    ]


def test_a_gift_shows_no_price_and_pays_no_money(live: Live, order: Order, new_page: NewPage) -> None:
    claims = OrderClaims(order=order.number, token_id=draw_token_id(), is_reference=True, is_gift=True)
    token = sign_order(claims, live.founded.signing_key, int(datetime.now(UTC).timestamp()))
    live.link_attributes = f'data-token="{token}"'
    page = new_page()
    open_widget(page, live)
    expect(page.get_by_text("Gift from order SB-1001")).to_be_visible()
    choose(page, "Coat", "Changed my mind", "Like new")
    assert page.get_by_text("Refund", exact=True).count() == 0
    page.get_by_text("Store credit", exact=True).click()
    page.get_by_role("button", name="Continue").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Your details")).to_be_visible()
    assert "€" not in dialog.inner_text()
    expect(page.get_by_role("textbox", name="Name")).to_have_value("")
