"""The desk's own pages in a browser: no accessibility fault in any look, the search by a key, a menu on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from sendback.shops.sign_in import Role
from tests.browser.conftest import Live
from tests.browser.test_pages import check
from tests.web.victim import make_victim, sign_in

pytestmark = pytest.mark.browser
NewPage = Callable[..., Page]
PATHS = [
    "/desk",
    "/desk/alerts",
    "/desk/alerts/settings",
    "/desk/alerts/mail",
    "/desk/settings",
    "/desk/settings/shop",
    "/desk/settings/changes",
    "/help",
    "/help/alerts",
]


def open_desk(new_page: NewPage, live: Live, **options: object) -> Page:
    page = new_page(**options)
    session = sign_in(live.context, live.founded, Role.OWNER)
    page.context.add_cookies([{"name": "sendback_session", "value": session, "url": live.base_url}])
    page.goto(f"{live.base_url}/desk")
    return page


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"viewport": {"width": 390, "height": 844}}, id="phone"),
        pytest.param({"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"}, id="dark"),
    ],
)
def test_no_page_has_an_accessibility_fault(live: Live, new_page: NewPage, options: dict[str, object]) -> None:
    make_victim(live.context, live.founded)
    page = open_desk(new_page, live, **options)
    for path in PATHS:
        page.goto(f"{live.base_url}{path}")
        check(page)


def test_a_key_goes_to_the_search_and_the_settings_narrow_while_one_types(live: Live, new_page: NewPage) -> None:
    page = open_desk(new_page, live, viewport={"width": 1280, "height": 800})
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "bar-find"
    page.goto(f"{live.base_url}/desk/settings")
    page.fill("#find", "time zo")
    assert page.locator("main li:visible strong").first.inner_text() == "Time zone"
    page.fill("#find", "zzz")
    assert page.locator("#none").is_visible()


def test_the_bar_folds_into_a_menu_without_script(live: Live, new_page: NewPage) -> None:
    page = open_desk(new_page, live, java_script_enabled=False)
    page.locator(".phone-only summary").click()
    page.locator(".phone-only nav a", has_text="Settings").click()
    assert page.url.endswith("/desk/settings")
