"""The queue in a real browser: ten approvals by keys alone, no accessibility fault, all of it without scripts."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from sendback.database.model import Tx
from sendback.returns.approval_store import make_approval_link
from sendback.returns.asking import ask_shopper
from sendback.returns.model import LineRequest, Return, Status
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from sendback.shops.store import get_shop, save_settings
from tests.browser.conftest import Live
from tests.browser.test_pages import LOOKS, check
from tests.factories import count_by_status, make_consignor, make_return_request, make_settings, push_order
from tests.people import make_link

pytestmark = pytest.mark.browser
NewPage = Callable[..., Page]
PHONE, DARK, _, ZOOMED, FORCED = (look.values[0] for look in LOOKS)


@pytest.fixture
def shop(live: Live) -> Shop:
    """The installation's shop, which decides every return itself."""
    settings = make_settings(policy={"approval": "none", "thresholds": {"returns_of_person": 3}})

    def save(tx: Tx) -> Shop:
        save_settings(tx, live.founded.shop.shop_id, 1, settings, "tests", datetime.now(UTC))
        return get_shop(tx, live.founded.shop.shop_id)

    return live.context.database.write(save)


def make_waiting(live: Live, shop: Shop, many: int) -> list[Return]:
    now, write = datetime.now(UTC), live.context.database.write
    items = []
    for place in range(many):
        order = write(push_order, shop.shop_id, delivered_on=now.date())
        lines = (LineRequest("1", 1, "too_small", "The sleeves are short." if place % 2 else ""),)
        consignor = make_consignor(name="Otso Karhu" if place == 3 else "Aino Järvenpää")
        request = make_return_request(order, lines=lines, consignor=consignor)
        items.append(write(request_return, shop, order, request, "shopper", now))
    return items


def sign_in(live: Live, page: Page) -> None:
    now = datetime.now(UTC)
    link = make_link(live.context.database, live.founded.shop.shop_id, Role.AGENT, now)
    page.goto(f"{live.base_url}/sign-in/{link}")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk**")


def test_ten_are_approved_by_keys_alone(live: Live, shop: Shop, new_page: NewPage) -> None:
    make_waiting(live, shop, 11)
    page = new_page(viewport={"width": 1280, "height": 800})
    sign_in(live, page)
    page.goto(f"{live.base_url}/desk/waiting")
    page.keyboard.press("j")
    began = datetime.now(UTC)
    for left in range(10, 0, -1):
        page.keyboard.press("a")
        page.get_by_role("navigation", name="Whose turn it is").get_by_text(f"({left})").wait_for()
        expect(page.locator(".queue > li:focus")).to_have_count(1)  # the next one is ready for the next key
    assert (datetime.now(UTC) - began).total_seconds() < 60
    assert live.context.database.read(count_by_status, shop.shop_id) == {Status.AUTHORIZED: 10, Status.REQUESTED: 1}
    assert page.evaluate("window.violations") == []


def test_keys_select_decline_open_and_explain_themselves(live: Live, shop: Shop, new_page: NewPage) -> None:
    items = make_waiting(live, shop, 3)
    page = new_page(viewport={"width": 1280, "height": 800})
    sign_in(live, page)
    page.goto(f"{live.base_url}/desk/waiting")
    for key in ("j", "x", "j", "j", "k", "x"):
        page.keyboard.press(key)
    expect(page.get_by_role("button", name="Approve selected")).to_have_text("Approve selected (2)")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    check(page)
    page.keyboard.press("a")  # means nothing while the keys are explained
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("a")  # typed into the list of reasons, not a decision
    page.get_by_role("button", name=f"Decline {page.locator('.queue > li').nth(1).locator('h2').inner_text()}").click()
    expect(page.get_by_role("status")).to_contain_text("declined. The shopper is told why.")
    assert live.context.database.read(count_by_status, shop.shop_id) == {Status.DECLINED: 1, Status.REQUESTED: 2}
    expect(page.locator(".queue > li:focus")).to_have_count(1)  # the page is there before its script, which gives the next one
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/returns/{items[2].return_id}")


def test_keys_can_be_switched_off(live: Live, shop: Shop, new_page: NewPage) -> None:
    make_waiting(live, shop, 1)
    page = new_page()
    sign_in(live, page)
    page.goto(f"{live.base_url}/desk/waiting")
    page.keyboard.press("j")
    page.keyboard.press("?")
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.locator(".queue > li").focus()
    page.keyboard.press("a")
    page.get_by_role("checkbox", name="Select R").press("Enter")  # Enter in a box decides nothing either
    assert live.context.database.read(count_by_status, shop.shop_id) == {Status.REQUESTED: 1}


def test_by_tab_alone_everything_is_reached(live: Live, shop: Shop, new_page: NewPage) -> None:
    make_waiting(live, shop, 1)
    page = new_page(viewport={"width": 1280, "height": 800})
    sign_in(live, page)
    page.goto(f"{live.base_url}/desk/waiting")
    seen = []
    for _ in range(30):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent).trim()")
        )
    for control in ("Approve R", "Decline R", "Ask or change", "Select all", "Approve selected", "Decline selected"):
        assert [each for each in seen if each.startswith(control)], control


@pytest.mark.parametrize("options", [PHONE, DARK, ZOOMED, FORCED], ids=["phone", "dark", "zoom-400", "forced-colours"])
def test_the_queue_and_a_return_hold_to_the_rules(live: Live, shop: Shop, new_page: NewPage, options: dict[str, object]) -> None:
    items, page = make_waiting(live, shop, 4), new_page(**options)
    now, write = datetime.now(UTC), live.context.database.write
    write(ask_shopper, shop.shop_id, items[1].return_id, "Which seam?", True, "Kaisa", now)
    sign_in(live, page)
    for path in ("/desk/waiting", "/desk/waiting?whose=shopper", f"/desk/returns/{items[1].return_id}"):
        page.goto(live.base_url + path)
        check(page)
        page.evaluate("for (const more of document.querySelectorAll('details')) more.open = true")
        check(page)
    page.goto(live.context.links.status_url(shop.shop_id, items[1].return_id))
    check(page)
    page.get_by_role("button", name="Send the answer").click()
    check(page)  # with a fault
    link = write(make_approval_link, shop.shop_id, items[2].return_id, "0123abcd", now)
    for choose in ("approve", "decline"):
        page.goto(f"{live.base_url}/approve/{link}?choose={choose}")
        check(page)
    page.get_by_role("button", name="Decline R").click()
    check(page)  # with a fault
    page.get_by_label("Reason").select_option("late")
    page.get_by_role("button", name="Decline R").click()
    page.get_by_text("You declined").wait_for()
    check(page)


def test_without_scripts_many_are_decided(live: Live, shop: Shop, new_page: NewPage) -> None:
    make_waiting(live, shop, 3)
    page = new_page(java_script_enabled=False)
    sign_in(live, page)
    page.goto(f"{live.base_url}/desk/waiting")
    page.get_by_role("link", name="Select all 3").click()
    page.get_by_role("checkbox", name="Select R").first.uncheck()
    page.get_by_text("Decline selected…").click()
    page.locator("#preset-bulk").select_option("used")
    page.get_by_role("button", name="Decline selected").click()
    expect(page.get_by_role("status")).to_contain_text("2 of 2 declined")
    page.get_by_role("button", name="Approve R").click()
    expect(page.get_by_text("Nothing waits for you")).to_be_visible()
    assert live.context.database.read(count_by_status, shop.shop_id) == {Status.DECLINED: 2, Status.AUTHORIZED: 1}
