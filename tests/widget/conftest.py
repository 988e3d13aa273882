"""Chromium from the system, a door of its own for each test, and a page that has the tag."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.widget.door import LINK, TAG, Door, open_door

OpenShop = Callable[..., Page]


@pytest.fixture
def door() -> Iterator[Door]:
    """Open a scripted door and a shop beside it."""
    door, servers = open_door()
    yield door
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def new_context(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make browser contexts and close them after the test."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        made.append(chromium.new_context(**options))
        made[-1].set_default_timeout(5000)
        return made[-1]

    yield make
    for context in made:
        context.close()


@pytest.fixture
def open_shop(door: Door, new_context: Callable[..., BrowserContext]) -> OpenShop:
    """Open a page of the shop under the strictest policy, with the tag running on it."""

    def open_page(body: str = LINK + TAG, tail: str = "", strict: bool = True, lang: str = "en", **options: Any) -> Page:
        page = new_context(**options).new_page()
        page.set_default_timeout(5000)
        page.goto(door.page("shop", body, strict, lang) + tail)
        page.wait_for_function("window.sendback && sendback.version")
        return page

    return open_page
