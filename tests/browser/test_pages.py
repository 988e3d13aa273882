"""Our own pages in a real browser: no accessibility fault at any step, nothing wider than the screen, no policy broken."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from sendback.database.model import Tx
from sendback.orders.model import Order, Variant
from sendback.returns.requesting import request_return
from sendback.shops.founding import found_shop
from sendback.shops.model import Mode
from sendback.shops.sign_in import Role
from tests.browser.conftest import Live
from tests.factories import make_line, make_return_request, make_settings, push_order
from tests.people import make_link
from tests.web.hosted_shopper import RICH

pytestmark = pytest.mark.browser
NewPage = Callable[..., Page]
AXE = (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
LOOKS = [
    pytest.param({"viewport": {"width": 360, "height": 780}}, "en", id="phone"),
    pytest.param({"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"}, "fi", id="dark"),
    pytest.param({"viewport": {"width": 360, "height": 780}}, "ar", id="right-to-left"),
    pytest.param({"viewport": {"width": 320, "height": 256}}, "de", id="zoom-400"),
    pytest.param({"forced_colors": "active"}, "zh-Hans", id="forced-colours"),
]


def check(page: Page) -> None:
    """Hold one page to the rules."""
    page.wait_for_load_state("load")  # the shop's colours come in a sheet of their own
    page.evaluate(f"{AXE};0")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate("window.violations") == []


@pytest.fixture
def order(live: Live) -> Order:
    def push(tx: Tx) -> Order:
        return push_order(tx, live.founded.shop.shop_id, number="SB-1001", delivered_on=datetime.now(UTC).date())

    return live.context.database.write(push)


@pytest.mark.parametrize(("options", "language"), LOOKS)
def test_every_step_of_the_shopper(
    live: Live, order: Order, new_page: NewPage, options: dict[str, object], language: str
) -> None:
    page = new_page(**options)
    send = page.locator("main form .button.wide")
    page.goto(f"{live.base_url}/s/nordlys?lang={language}")
    check(page)
    send.click()
    check(page)  # with faults
    page.fill("[name=order_number]", order.number)
    page.fill("[name='proof.postcode']", "33100")
    send.click()
    check(page)
    page.check("[name='pick.1']")
    send.click()
    check(page)  # with a fault
    page.select_option("[name='reason.1']", "too_small")
    send.click()
    check(page)
    page.fill("[name='contact.name']", "")
    send.click()
    check(page)  # with a fault
    page.fill("[name='contact.name']", "Aino Järvenpää")
    page.keyboard.press("Enter")
    page.wait_for_url("**/done/**")
    check(page)
    page.locator(".links a").last.click()
    page.wait_for_url("**/r/**")
    check(page)


@pytest.mark.parametrize(("options", "language"), LOOKS)
def test_every_choice_and_a_second_order(live: Live, new_page: NewPage, options: dict[str, object], language: str) -> None:
    found_rich_shop(live)
    page = new_page(**options)
    send = page.locator("main form .button.wide").last
    page.goto(f"{live.base_url}/s/rich?lang={language}")
    open_order(page, "SB-1")
    page.check("[name='pick.1']")
    send.click()
    check(page)  # with faults
    page.select_option("[name='reason.1']", "damaged/cracked")
    page.select_option("[name='condition.1']", "used")
    page.fill("[name='note.1']", "At the cuff")
    assert page.locator("[name='exchange.1']").is_hidden()
    page.locator("[name='resolution.1'][value=exchange]").focus()
    page.keyboard.press("Space")
    page.select_option("[name='exchange.1']", "W-L")
    page.locator("button[value=order]").click()
    check(page)
    open_order(page, "SB-2")
    page.check("[name='1.pick.1']")
    page.select_option("[name='1.reason.1']", "changed_mind")
    assert page.locator("[name='1.note.1']").is_hidden()
    page.select_option("[name='1.condition.1']", "sealed")
    check(page)
    send.click()
    check(page)
    page.locator("[name='contact.name']").press("Enter")
    page.wait_for_url("**/done/**")
    check(page)
    page.locator(".links a").last.click()
    page.wait_for_url("**/r/**")
    check(page)


def found_rich_shop(live: Live) -> None:
    """Found a shop that asks for everything, with two orders of one buyer."""
    now, write = datetime.now(UTC), live.context.database.write
    settings = make_settings(countries=["FI", "DE"], **RICH)
    shop = write(found_shop, live.context.vault, "rich", "Nordlys", Mode.LIVE, settings, "tests", now).shop
    larger = make_line("1", variants=(Variant("W-L", "Wool jumper, L"),))
    write(push_order, shop.shop_id, number="SB-1", delivered_on=now.date(), lines=(larger, make_line("2", not_returnable=True)))
    write(push_order, shop.shop_id, number="SB-2", delivered_on=now.date(), lines=(make_line("1", title="Enamel mug"),))


def open_order(page: Page, number: str) -> None:
    page.fill("[name=order_number]", number)
    page.fill("[name='proof.postcode']", "33100")
    page.locator("main form .button.wide").click()


@pytest.mark.parametrize("options", [LOOKS[0].values[0], LOOKS[1].values[0]], ids=["phone", "dark"])
def test_the_way_in_and_the_desk(live: Live, new_page: NewPage, options: dict[str, object]) -> None:
    page, now = new_page(**options), datetime.now(UTC)
    shop_id = live.founded.shop.shop_id
    link = make_link(live.context.database, shop_id, Role.OWNER, now)
    for path in ("/", "/sign-in", "/docs/problems", "/nothing", "/Q/NORDLYS/R100000016"):
        page.goto(live.base_url + path)
        check(page)
    page.goto(f"{live.base_url}/sign-in/{link}")
    check(page)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk**")
    check(page)
    for path in ("/desk/outbox", "/desk/token"):
        page.goto(live.base_url + path)
        check(page)
    page.get_by_label("Token").fill("sbo1_nonsense")
    page.get_by_role("button", name="Read it").click()
    check(page)


@pytest.mark.parametrize("options", [LOOKS[0].values[0], LOOKS[1].values[0]], ids=["phone", "dark"])
def test_a_return_at_the_desk_with_its_papers(live: Live, new_page: NewPage, options: dict[str, object]) -> None:
    page, now, shop = new_page(**options), datetime.now(UTC), live.founded.shop
    write = live.context.database.write
    order = write(push_order, shop.shop_id)
    item = write(request_return, shop, order, make_return_request(order), "shopper", now)
    page.goto(f"{live.base_url}/sign-in/{make_link(live.context.database, shop.shop_id, Role.OWNER, now)}")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk**")
    page.goto(f"{live.base_url}/desk/returns/{item.return_id}")
    page.get_by_text("Print in another form").click()
    check(page)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Label as PNG, 203 dpi").click()
    opened.value.wait_for_load_state()
    assert opened.value.locator("img").count() == 1


def test_a_token_after_the_hash_opens_its_order_and_reaches_no_address(live: Live, new_page: NewPage) -> None:
    page, asked = new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live.base_url}/s/nordlys?lang=en#sbt=sbo1_nonsense")
    page.get_by_text("That link no longer works").wait_for()
    assert not [url for url in asked[1:] if "sbo1" in url]
    assert "sbo1" not in page.url
