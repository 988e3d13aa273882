"""Journal, privacy and exports in a real browser: no fault, nothing wider than the screen, at work with the keyboard alone."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page

from sendback.shops.sign_in import Role
from tests.browser.conftest import Live
from tests.browser.test_pages import LOOKS, check
from tests.people import make_link
from tests.privacy.telling import EMAIL, tell_all

pytestmark = pytest.mark.browser
NewPage = Callable[..., Page]


@pytest.fixture
def owner(live: Live) -> str:
    """Let a return tell everything, and give the link that signs its shop's owner in."""
    tell_all(live.context, live.founded.shop)
    return make_link(live.context.database, live.founded.shop.shop_id, Role.OWNER, datetime.now(UTC))


@pytest.mark.parametrize(("options", "_language"), LOOKS)
def test_what_is_kept_exported_and_forgotten(
    live: Live, owner: str, new_page: NewPage, options: dict[str, object], _language: str
) -> None:
    page = new_page(**options)
    page.goto(f"{live.base_url}/sign-in/{owner}")
    page.locator("main button").first.click()
    page.wait_for_url("**/desk**")
    page.goto(f"{live.base_url}/desk/journal")
    check(page)
    page.select_option("#kind", "return")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Show").click()
    check(page)
    page.goto(f"{live.base_url}/desk/privacy")
    check(page)
    page.fill("#email", EMAIL)
    page.keyboard.press("Enter")
    page.wait_for_url("**/privacy/person")
    check(page)
    page.fill("#again", "somebody else")
    page.get_by_role("button", name="Erase for good").click()
    page.wait_for_url("**/privacy/erase")
    check(page)  # with a fault
    page.fill("#again", EMAIL)
    page.keyboard.press("Enter")
    page.get_by_text("Erased: 1 return").wait_for()
    check(page)
    page.goto(f"{live.base_url}/desk/exports")
    check(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename.endswith(".csv")
