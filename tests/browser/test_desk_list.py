"""The list in a real browser: it answers as one types, keys and ranges tick, all of it without scripts, in every look."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from sendback.database.model import Tx
from sendback.returns.model import LineRequest, Return, Status
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.shops.model import Shop
from sendback.shops.store import get_shop, save_settings
from tests.browser.conftest import Live
from tests.browser.test_pages import LOOKS, check
from tests.browser.test_queue import sign_in
from tests.factories import count_by_status, make_consignor, make_line, make_return_request, make_settings, push_order

pytestmark = pytest.mark.browser
NewPage = Callable[..., Page]
DESKTOP = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture
def shop(live: Live) -> Shop:
    """The installation's shop, which decides every return itself."""

    def save(tx: Tx) -> Shop:
        settings = make_settings(policy={"approval": "none"})
        save_settings(tx, live.founded.shop.shop_id, 1, settings, "tests", datetime.now(UTC))
        return get_shop(tx, live.founded.shop.shop_id)

    return live.context.database.write(save)


@pytest.fixture
def items(live: Live, shop: Shop) -> list[Return]:
    now, write = datetime.now(UTC), live.context.database.write
    made = []
    for name in ("Aino Järvenpää", "Matti Virtanen", "Liisa Nieminen", "张伟", "Anna Katariina von Hohenlohe-Schillingsfürst"):
        lines = (make_line("1", title="Linen shirt, white, a long name of a thing that is for sale"), make_line("2"))
        order = write(push_order, shop.shop_id, delivered_on=now.date(), lines=lines)
        asked = (LineRequest("1", 2, "too_small"), LineRequest("2", 1, "too_small"))
        request = make_return_request(order, lines=asked, consignor=make_consignor(name=name))
        made.append(write(request_return, shop, order, request, "shopper", now))
    return made


def open_list(live: Live, page: Page, query: str = "") -> None:
    sign_in(live, page)
    page.goto(f"{live.base_url}/desk/returns{query}")


def test_it_answers_as_one_types_and_enter_opens(live: Live, items: list[Return], new_page: NewPage) -> None:
    page = new_page(**DESKTOP)
    open_list(live, page)
    rows = page.locator(".returns tbody tr")
    expect(rows).to_have_count(5)
    page.keyboard.press("/")
    page.keyboard.type("jaervenp")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Aino Järvenpää")
    page.get_by_role("searchbox").fill("nieminnnen")
    expect(rows).to_contain_text("Liisa Nieminen")
    check(page)
    page.get_by_role("searchbox").fill(show_rma(items[1].rma))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/returns/{items[1].return_id}")


def test_keys_move_tick_approve_and_open(live: Live, shop: Shop, items: list[Return], new_page: NewPage) -> None:
    page = new_page(**DESKTOP)
    open_list(live, page)
    for key in ("j", "j", "x", "j", "x"):
        page.keyboard.press(key)
    expect(page.locator("[data-count]")).to_have_text(" (2)")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    check(page)
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.get_by_role("status").filter(has_text="2 of 2 approved")).to_be_visible()
    page.wait_for_load_state()  # keys are heard once the page's scripts are there
    assert live.context.database.read(count_by_status, shop.shop_id) == {Status.AUTHORIZED: 2, Status.REQUESTED: 3}
    page.keyboard.press("/")
    page.keyboard.type("ax")  # letters, not keys, while one types
    expect(page.get_by_text("There is no return for")).to_be_visible()
    page.get_by_role("searchbox").fill("")
    expect(page.locator(".returns tbody tr")).to_have_count(5)
    page.locator(".returns tbody tr").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/returns/{items[-1].return_id}")


def test_a_range_is_ticked_with_shift_and_a_page_with_one_press(live: Live, items: list[Return], new_page: NewPage) -> None:
    page = new_page(**DESKTOP)
    open_list(live, page)
    picks = page.locator(".returns tbody [name=selected]")
    picks.nth(0).click()
    picks.nth(3).click(modifiers=["Shift"])
    expect(page.locator(".returns tbody :checked")).to_have_count(4)
    page.get_by_label("Tick all on this page").check()
    expect(page.locator("[data-count]")).to_have_text(f" ({len(items)})")


def test_without_scripts_everything_still_works(live: Live, shop: Shop, items: list[Return], new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False, **DESKTOP)
    open_list(live, page)
    page.get_by_role("searchbox").fill("virtane")
    page.keyboard.press("Enter")
    expect(page.locator(".returns tbody tr")).to_have_count(1)
    assert "virtane" not in page.url
    page.locator(".returns tbody [name=selected]").check()
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="1 of 1 approved")).to_be_visible()
    expect(page.locator(".returns tbody tr")).to_have_count(1)  # still what was looked for
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Label ready").check()
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/desk/returns?state=authorized")
    page.get_by_text("Save this view").click()
    page.get_by_label("Name").fill("Ready ones")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("navigation", name="Views").get_by_role("link", name="Ready ones")).to_have_attribute(
        "aria-current", "page"
    )
    page.go_back()
    assert live.context.database.read(count_by_status, shop.shop_id)[Status.AUTHORIZED] == 1


@pytest.mark.parametrize(("options", "language"), LOOKS)
def test_the_list_in_every_look(
    live: Live, items: list[Return], new_page: NewPage, options: dict[str, object], language: str
) -> None:
    page = new_page(**options)
    open_list(live, page, "?country=FI&reason=too_small&sort=oldest")
    expect(page.locator(".returns tbody tr")).to_have_count(len(items))
    check(page)
    page.get_by_text("Filters", exact=True).click()
    check(page)
    page.locator("main a.num").first.focus()
    page.goto(f"{live.base_url}/desk/returns?country=XX")
    check(page)
