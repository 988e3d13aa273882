"""The policy at the desk in a real browser: on a phone, in the dark, by keyboard alone, without scripts."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page

from sendback.shops.sign_in import Role
from sendback.shops.store import get_shop
from tests.browser.conftest import Live
from tests.browser.test_pages import check
from tests.factories import push_order
from tests.people import make_link

pytestmark = pytest.mark.browser
NewPage = Callable[..., Page]
PHONE, DARK = {"viewport": {"width": 360, "height": 780}}, {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"}
LOOKS = [
    pytest.param(PHONE, id="phone"),
    pytest.param(DARK, id="dark"),
    pytest.param({"viewport": {"width": 320, "height": 256}}, id="zoom-400"),
    pytest.param({"forced_colors": "active"}, id="forced-colours"),
]
TEXT = """[terms]
window_days = 30

[[season]]
name = "Christmas"
bought_from = 2026-11-01
bought_to = 2026-12-24
until = 2027-01-31

[[rule]]
id = "small-things"
then = "keep"
[rule.when]
reason = ["damaged", "wrong_item"]
price_to = "80 EUR"

[[rule]]
id = "far"
then = "allow"
fee = "4.90 EUR"
[rule.when]
country = ["NO", "CH"]

[[rule]]
id = "farther"
then = "refuse"
[rule.when]
country = ["NO", "CH"]

[[rule]]
id = "nowhere"
then = "ask"
[rule.when]
reason = "no_such_reason"
"""


def sign_in(live: Live, page: Page) -> None:
    """Sign the owner in by a link, as a person does."""
    write = live.context.database.write
    write(push_order, live.founded.shop.shop_id, number="SB-1001", delivered_on=datetime.now(UTC).date())
    link = make_link(live.context.database, live.founded.shop.shop_id, Role.OWNER, datetime.now(UTC))
    page.goto(f"{live.base_url}/sign-in/{link}")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk**")


def save_text(live: Live, page: Page) -> None:
    """Type the whole policy and save it."""
    page.goto(f"{live.base_url}/desk/policy/text")
    page.get_by_label("Policy, as TOML").fill(TEXT)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/desk/policy?done=saved")


@pytest.mark.parametrize("options", LOOKS)
def test_every_page_of_the_policy(live: Live, new_page: NewPage, options: dict[str, object]) -> None:
    page = new_page(**options)
    sign_in(live, page)
    save_text(live, page)
    check(page)
    paths = ("/rules", "/rules/far", "/terms", "/seasons", "/seasons/0", "/text", "/try", "/versions", "/versions/2")
    choices = ("/choices", "/choices/reasons", "/choices/reasons/damaged", "/choices/conditions")
    for path in (*paths, *choices):
        page.goto(f"{live.base_url}/desk/policy{path}")
        check(page)
    page.goto(f"{live.base_url}/desk/policy/rules/far")
    page.get_by_text("But not…").click()
    page.get_by_text("Bought, shipped or delivered between days…").click()
    page.get_by_label("Name of the rule").fill("Far away!")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("alert").wait_for()
    check(page)


@pytest.mark.parametrize("options", [PHONE, DARK], ids=["phone", "dark"])
def test_a_broken_text_and_a_trial(live: Live, new_page: NewPage, options: dict[str, object]) -> None:
    page = new_page(**options)
    sign_in(live, page)
    save_text(live, page)
    page.goto(f"{live.base_url}/desk/policy/text")
    text = page.get_by_label("Policy, as TOML")
    text.fill(text.input_value().replace('then = "keep"', 'then = "kept"'))
    page.get_by_role("button", name="Save").click()
    check(page)
    page.get_by_role("link", name="Line").click()
    place = text.evaluate("area => area.value.slice(area.selectionStart, area.selectionStart + 4)")
    assert place == "then"
    page.goto(f"{live.base_url}/desk/policy/try")
    page.get_by_label("Order number").fill("SB-1001")
    page.get_by_label("Country of the shopper").select_option("NO")
    page.get_by_role("button", name="Try it").click()
    page.get_by_text("What other choices would give").first.click()
    check(page)
    assert page.get_by_role("link", name="far", exact=True).count() == 2


def test_a_rule_is_moved_and_changed_by_keyboard_alone(live: Live, new_page: NewPage) -> None:
    page = new_page(**DARK)
    sign_in(live, page)
    save_text(live, page)
    page.get_by_role("button", name="Move up: farther").focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").wait_for()
    page.get_by_role("link", name="Edit farther").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Ask you first").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/policy?done=saved*")
    said = page.locator(".rules .then .badge").all_inner_texts()
    assert said == ["Let them keep it", "Ask you first", "Let it in", "Ask you first"]


def test_the_policy_is_written_and_tried_without_scripts(live: Live, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False, **PHONE)
    sign_in(live, page)
    save_text(live, page)
    page.get_by_role("link", name="Change the terms").click()
    page.get_by_label("Days", exact=True).fill("14")
    page.get_by_role("button", name="Save").click()
    page.goto(f"{live.base_url}/desk/policy/text")
    assert "window_days = 14" in page.get_by_label("Policy, as TOML").input_value()
    page.goto(f"{live.base_url}/desk/policy/try")
    page.get_by_label("Order number").fill("SB-1001")
    page.get_by_role("button", name="Try it").click()
    page.locator("[id='reason.0']").select_option("damaged")
    page.get_by_role("button", name="Try it again").click()
    assert "Let them keep it" in page.locator(".verdict").first.inner_text()
    assert live.context.database.read(get_shop, live.founded.shop.shop_id).settings.policy.window_days == 14


def test_numbers_keep_up_with_the_text(live: Live, new_page: NewPage) -> None:
    page = new_page(**DARK)
    sign_in(live, page)
    page.goto(f"{live.base_url}/desk/policy/text")
    text = page.get_by_label("Policy, as TOML")
    text.press("Control+End")
    text.evaluate("area => { area.value += '\\n'.repeat(200); area.dispatchEvent(new Event('input')) }")
    heights = page.evaluate("['text', 'numbers'].map(id => document.getElementById(id).scrollHeight)")
    assert abs(heights[0] - heights[1]) < 60
