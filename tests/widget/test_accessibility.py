"""axe finds nothing in any state; targets are large enough; nothing scrolls sideways at 320 px."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.widget.answers import enrich_lines, make_richer
from tests.widget.conftest import OpenShop
from tests.widget.door import LINK, TAG, Door
from tests.widget.test_photos import make_photo
from tests.widget.walk import BUTTON, find_order, make_return, pick_line, reach_details

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 360, "height": 740}


def show_lines(page: Page) -> None:
    """Show the lines, one picked."""
    find_order(page)
    page.wait_for_selector(".line")
    pick_line(page, 0)


def show_errors(page: Page) -> None:
    """Show the details with something missing."""
    reach_details(page)
    page.fill("[name=name]", "")
    page.fill("[name='address.city']", "")
    page.click(BUTTON)
    page.wait_for_selector(".message a")


def show_every_choice(page: Page) -> None:
    """Show a line with everything a shop can ask of it, an outcome, a photo, and a second order below."""
    find_order(page)
    page.locator("[type=checkbox]").first.check()
    for value in ("damaged", "torn", "unworn", "exchange", "other"):
        page.check(f"[value={value}]")
    page.set_input_files("[name='photos.l1']", [make_photo(300, 200)])
    page.wait_for_selector(".photo")


def show_missing(page: Page) -> None:
    """Show what every choice says when it is missing."""
    show_every_choice(page)
    page.click("text=/Add another order|أضف طلبًا آخر/")
    page.fill("[name=order_number]", "1002")
    page.click(BUTTON)
    page.wait_for_selector("h3")
    page.click(BUTTON)
    page.wait_for_selector(".message a")


def show_withdrawal(page: Page) -> None:
    """Show the statement before it is sent."""
    page.evaluate("() => { sendback.open({ view: 'withdraw' }) }")
    page.wait_for_selector("form")
    for name, text in {"name": "Lumi", "order_number": "1001", "email": "lumi@post.example"}.items():
        page.fill(f"[name={name}]", text)
    page.click(BUTTON)
    page.wait_for_selector("blockquote")


def show_receipt(page: Page) -> None:
    """Show the receipt of a withdrawal."""
    show_withdrawal(page)
    page.click(BUTTON)
    page.wait_for_selector(".done")


STATES: dict[str, tuple[Callable[[Page], None], dict[str, Any]]] = {
    "light": (show_lines, {}),
    "dark": (show_lines, {"color_scheme": "dark"}),
    "right-to-left": (show_errors, {"lang": "ar"}),
    "errors": (show_errors, {}),
    "done": (make_return, {"color_scheme": "dark"}),
    "phone": (reach_details, {"viewport": PHONE}),
    "forced-colors": (show_lines, {"forced_colors": "active"}),
    "every choice": (show_every_choice, {"viewport": PHONE}),
    "every choice, dark": (show_every_choice, {"color_scheme": "dark"}),
    "every choice, forced colors": (show_every_choice, {"forced_colors": "active"}),
    "missing choices, right-to-left": (show_missing, {"lang": "ar", "viewport": PHONE}),
    "statement": (show_withdrawal, {}),
    "receipt": (show_receipt, {"color_scheme": "dark"}),
    "400-percent": (show_errors, {"viewport": {"width": 320, "height": 256}}),
}


def run_axe(page: Page) -> list[str]:
    """Return what axe has to say, each with the element it is about."""
    page.wait_for_timeout(400)  # the opening transition lowers contrast while it lasts
    page.add_script_tag(content=AXE.read_text("utf-8"))
    found = page.evaluate("tags => axe.run({ runOnly: tags })", TAGS)
    assert len(found["passes"]) > 15
    return [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed (npm ci)")
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(open_shop: OpenShop, door: Door, state: str) -> None:
    show, options = STATES[state]
    if "choice" in state:
        door.change_config, door.change_opened = make_richer, enrich_lines
    body = "<main><h1>Nordlys</h1>" + LINK + "</main>" + TAG
    page = open_shop(body, bypass_csp=True, **options)
    show(page)
    assert run_axe(page) == []


@pytest.mark.parametrize("show", [show_lines, show_errors, make_return, show_every_choice, show_receipt])
def test_nothing_scrolls_sideways_at_320_pixels(open_shop: OpenShop, door: Door, show: Callable[[Page], None]) -> None:
    if show is show_every_choice:
        door.change_config, door.change_opened = make_richer, enrich_lines
    page = open_shop(viewport={"width": 320, "height": 640})
    show(page)
    wide = page.locator("dialog").evaluate("one => one.scrollWidth - one.clientWidth")
    assert wide == 0


def test_every_button_is_large_enough_for_a_thumb(open_shop: OpenShop, door: Door) -> None:
    door.change_config, door.change_opened = make_richer, enrich_lines
    page = open_shop(viewport=PHONE)
    show_every_choice(page)
    sizes = page.locator("dialog :is(button, .choice, .line > label)").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => [one.className, one.getBoundingClientRect().height])"
    )
    assert sizes
    assert [one for one in sizes if one[1] < 44] == []


def test_who_wants_less_motion_gets_none(open_shop: OpenShop) -> None:
    page = open_shop(reduced_motion="reduce")
    page.click("#link")
    page.wait_for_selector("form")
    assert page.locator("dialog").evaluate("one => one.getAnimations().length") == 0


def test_what_has_the_focus_is_never_under_the_bar_or_the_button(open_shop: OpenShop) -> None:
    page = open_shop(viewport={"width": 360, "height": 480})
    reach_details(page)
    for _ in range(9):
        page.keyboard.press("Tab")
        top, bottom, bar, foot = page.evaluate(
            """() => { const root = document.querySelector("sendback-returns").shadowRoot;
            const box = one => one.getBoundingClientRect();
            const here = box(root.activeElement), foot = root.querySelector(".foot");
            return [here.top, here.bottom, box(root.querySelector("header")).bottom,
              foot.contains(root.activeElement) ? 9999 : box(foot).top + 24]; }"""
        )
        assert bar <= top
        assert bottom <= foot


def test_the_form_never_leaves_the_one_shadow_root(open_shop: OpenShop) -> None:
    page = open_shop()
    reach_details(page)
    roots = page.locator("input").evaluate_all("all => new Set(all.map(one => one.getRootNode())).size")
    assert roots == 1
