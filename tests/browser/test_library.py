"""The library in a real browser: chosen in the builder, filled by a return, found at the desk."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from sendback.cli.processes import worker_parts
from sendback.delivery.worker import run_once
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.shops.store import get_shop
from tests.browser.conftest import Live
from tests.browser.test_builder import open_builder, saved, sign_in, wait_until_saved
from tests.browser.test_pages import check
from tests.factories import make_line, make_return_request, push_order

pytestmark = pytest.mark.browser
LOOKS = {
    "phone": {"viewport": {"width": 360, "height": 760}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "zoom-400": {"viewport": {"width": 320, "height": 256}},
}


@pytest.mark.parametrize("look", LOOKS)
def test_kept_from_the_builder_to_the_desk(live: Live, new_page: Callable[..., Page], look: str) -> None:
    page = sign_in(new_page(**LOOKS[look]), live)
    page.goto(f"{live.base_url}/desk/documents")
    check(page)
    open_builder(page, live, "#step=delivery")
    page.get_by_label("BMP", exact=True).check()
    expect(page.get_by_label("BMP", exact=True)).to_be_focused()
    page.get_by_label("Packing slips too").check()
    page.get_by_label("300 dpi").check(force=True)
    wait_until_saved(page)
    assert saved(live).library.model_dump() == {"forms": ("bmp",), "documents": ("label", "slip"), "dpi": 300}
    check(page)
    write, now = live.context.database.write, datetime.now(UTC)
    shop = live.context.database.read(get_shop, live.founded.shop.shop_id)
    order = write(push_order, shop.shop_id, delivered_on=now.date(), lines=(make_line(),))
    item = write(request_return, shop, order, make_return_request(order), "shopper", now)
    run_once(worker_parts(live.context), now)
    page.goto(f"{live.base_url}/desk/documents")
    check(page)
    page.locator("main").get_by_role("searchbox").fill("järvenpää")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("järvenpää")
    assert "rvenp" not in page.url
    check(page)
    expect(page.get_by_role("link", name=show_rma(item.rma))).to_have_count(2)
    with page.expect_download() as download, page.expect_popup():
        page.get_by_role("link", name="Label").click()
    assert download.value.suggested_filename.endswith(".bmp")
