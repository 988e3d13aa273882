"""The return's page follows along by itself, and never takes from somebody what they are writing."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from sendback.database.model import Tx
from sendback.returns.requesting import request_return
from sendback.returns.writing import write_to_shopper
from tests.browser.conftest import Live
from tests.factories import make_return_request, push_order

pytestmark = pytest.mark.browser
LOOK = "document.dispatchEvent(new Event('visibilitychange'))"


def test_the_page_shows_news_by_itself_and_only_tells_of_it_while_somebody_writes(
    new_page: Callable[..., Page], live: Live
) -> None:
    page = new_page()

    def request(tx: Tx) -> str:
        order = push_order(tx, live.founded.shop.shop_id)
        return request_return(tx, live.founded.shop, order, make_return_request(order), "shopper", datetime.now(UTC)).return_id

    return_id = live.context.database.write(request)
    page.goto(live.context.links.status_url(live.founded.shop.shop_id, return_id))
    live.context.database.write(
        write_to_shopper, live.founded.shop.shop_id, return_id, "We look at it today.", "Kaisa", datetime.now(UTC)
    )
    page.evaluate(LOOK)
    expect(page.get_by_text("We look at it today.")).to_be_visible()
    page.locator("#talk summary").click()
    page.fill("#word", "One more th")
    live.context.database.write(write_to_shopper, live.founded.shop.shop_id, return_id, "It is done.", "Kaisa", datetime.now(UTC))
    page.evaluate(LOOK)
    expect(page.locator("#news")).to_be_visible()
    assert page.input_value("#word") == "One more th"
    page.locator("#news a").click()
    expect(page.get_by_text("It is done.")).to_be_visible()
