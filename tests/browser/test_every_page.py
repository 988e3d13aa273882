"""Every page behind sign-in in every look, found by its address: a new page is walked from its first day."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import Page

from sendback.returns.policies import save_policy
from sendback.shops.sign_in import Role
from sendback.web.help.pages import list_pages
from tests.browser.conftest import Live
from tests.browser.test_pages import AXE, NewPage
from tests.web.test_strangers import BY_ACTION, OPEN_TO_ALL, list_requests
from tests.web.victim import COOKIE, Victim, make_victim, sign_in

pytestmark = pytest.mark.browser
LIGHT = {"color_scheme": "light", "forced_colors": "none"}
WIDE, PHONE, ZOOMED = {"width": 1280, "height": 800}, {"width": 360, "height": 780}, {"width": 320, "height": 256}
EVERYTHING, COLOURS = "{iframes: false, resultTypes: ['violations']}", "{iframes: false, runOnly: ['color-contrast']}"
"""Not into frames: nothing runs in one that a mail is locked into, so nothing ever answers from there."""
SCROLLING = "{iframes: false, runOnly: ['scrollable-region-focusable', 'target-size']}"
"""What may be wrong on the smallest screen alone: it is drawn by the phone's rules, where everything was asked."""
Look = tuple[str, dict[str, int], dict[str, str]]
LOOKS: list[Look] = [
    ("wide", WIDE, LIGHT),
    ("forced colours", WIDE, {"color_scheme": "light", "forced_colors": "active"}),
    ("phone", PHONE, LIGHT),
    ("phone, dark", PHONE, {"color_scheme": "dark", "forced_colors": "none"}),
    ("zoom 400 %", ZOOMED, LIGHT),
]
FEW = [LOOKS[0], LOOKS[3], LOOKS[4]]
"""For long texts that are all drawn by the same few rules: they take axe long, and tell nothing new in every look."""
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
ROOMS = [
    "/desk/orders",
    "/desk/stock",
    "/desk/policy",
    "/desk/webhooks",
    "/desk/returns",
    "/desk",
    "/account",
    "/builder",
    "/help",
    "/",
]
"""A page belongs to the first of these that its address begins with."""
ELSEWHERE = ("help.show_page", "desk.mails.show_preview")
"""Walked by its names, and a mail, in which no script runs."""
SHOWN_ONCE = [("/desk/keys", "Make the key"), ("/account", "Make new codes"), ("/desk/webhooks/{}", "Show")]
RULES = """[[rule]]
id = "gifts"
then = "ask"
when = { country = "NO" }
""" + "".join(
    f'[[season]]\nname = "{name}"\nbought_from = 2026-{month}-01\nbought_to = 2026-{month}-20\nuntil = 2027-01-31\n'
    for name, month in (("Summer", "06"), ("Christmas", "12"))
)


@pytest.fixture
def victim(live: Live) -> Victim:
    """A shop with one of everything, so that every address leads somewhere."""
    live.context.database.write(save_policy, live.founded.shop.shop_id, 1, RULES, "tests", datetime.now(UTC))
    return make_victim(live.context, live.founded)


@pytest.fixture
def page(live: Live, new_page: NewPage, victim: Victim) -> Page:
    opened = new_page(reduced_motion="reduce")  # a colour on its way to another has neither's contrast
    opened.add_init_script("sessionStorage.setItem(`waited ${location.pathname}`, 300)")  # no page looks again by itself
    session = sign_in(live.context, victim.founded, Role.OWNER)
    opened.context.add_cookies([{"name": COOKIE, "value": session, "url": live.base_url}])
    return opened


def list_addresses(live: Live, victim: Victim, room: str) -> Iterator[tuple[str, bool]]:
    """List the addresses of a room and whether its people must find a page there."""
    app = live.server.app
    assert isinstance(app, Flask)
    for rule, method, path in list_requests(app, victim, victim.photo):
        mine = next(each for each in ROOMS if path.startswith(each)) == room
        if method == "GET" and mine and rule.endpoint in BY_ACTION.keys() | OPEN_TO_ALL and rule.endpoint not in ELSEWHERE:
            yield path, rule.endpoint in BY_ACTION
    if room == "/help":
        yield from ((f"/help/{name}", True) for name in list_pages())


def find_faults(page: Page, looks: Sequence[Look] = LOOKS) -> dict[str, list[str]]:
    """Look at the page that is open in every look, and name what is wrong in which."""
    faults = defaultdict(list)
    page.wait_for_load_state("load")
    page.locator("h1").first.wait_for()  # some pages are drawn by their script
    page.evaluate(f"{AXE};for (const each of document.querySelectorAll('main details')) each.open = true")
    for name, size, media in looks:
        rules = SCROLLING if size == ZOOMED else EVERYTHING if media == LIGHT else COLOURS
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(**media)  # type: ignore[arg-type]
        found = page.evaluate(f"axe.run(document, {rules})")["violations"]
        faults[name] += [f"{each['id']}: {[node['target'] for node in each['nodes']][:4]}" for each in found]
        faults[name] += ["wider than the screen"] * page.evaluate(WIDER)
    faults["policy"] += page.evaluate("window.violations")
    return {name: what for name, what in faults.items() if what}


@pytest.mark.parametrize("room", ROOMS)
def test_every_page_in_every_look(live: Live, page: Page, victim: Victim, room: str) -> None:
    said = list[str]()
    page.on("console", lambda message: said.append(f"{message.location['url']}: {message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    faults, walked = {}, 0
    for path, is_owed in list_addresses(live, victim, room):
        answer = page.request.get(live.base_url + path)
        assert answer.status == 200 or not is_owed, f"{path}: {answer.status}"
        if answer.status == 200 and answer.headers["content-type"].startswith("text/html"):
            page.goto(live.base_url + path)
            faults[path] = find_faults(page, FEW if path.startswith(("/help/", "/docs/")) else LOOKS)
            walked += 1
    assert {path: fault for path, fault in faults.items() if fault} == {}
    assert [each for each in said if "error" in each and "/favicon.ico" not in each] == []  # a frame asks for no icon
    assert walked


@pytest.mark.parametrize(("path", "button"), SHOWN_ONCE)
def test_what_is_shown_once_in_every_look(live: Live, page: Page, victim: Victim, path: str, button: str) -> None:
    page.goto(live.base_url + path.format(victim.endpoint_id))
    page.get_by_role("button", name=button, exact=True).click()
    page.locator(".secret, .codes, .note .code").first.wait_for()
    assert find_faults(page) == {}
