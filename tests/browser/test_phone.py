"""Without a printer: the code on a phone's screen reads, in any language and however narrow, and so does another box's."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page

from sendback.delivery.folder_store import FolderStore
from sendback.delivery.parts import WorkerParts
from sendback.delivery.worker import run_once
from sendback.returns.requesting import request_return
from sendback.returns.rma import number_box
from sendback.shops.founding import found_shop
from sendback.shops.model import Mode, Shop
from tests.browser.conftest import Live
from tests.browser.test_pages import LOOKS, NewPage, check
from tests.delivery.van import DROP_OFF, SANDBOX, Van
from tests.factories import make_return_request, make_settings, push_order

pytestmark = pytest.mark.browser


def read_screen(page: Page) -> set[str]:
    """Read every QR symbol on the screen as another phone's camera would, without knowing the page."""
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True)))
    return {found.text for found in zxingcpp.read_barcodes(picture.convert("L"))}


def make_status_url(live: Live, shop: Shop, option: str = "", language: str = "en") -> tuple[str, str]:
    """Make a return; gives its page and its number."""
    write, now = live.context.database.write, datetime.now(UTC)
    order = write(push_order, shop.shop_id, delivered_on=now.date())
    request = make_return_request(order, option=option, language=language)
    item = write(request_return, shop, order, request, "shopper", now)
    return live.context.links.status_url(shop.shop_id, item.return_id), item.rma


@pytest.mark.parametrize(("options", "language"), LOOKS)
def test_the_code_reads_off_the_screen(live: Live, new_page: NewPage, options: dict[str, object], language: str) -> None:
    shop = live.founded.shop
    url, rma = make_status_url(live, shop, language=language)
    page = new_page(**options)
    page.goto(url)
    page.locator(".phone summary").click()
    page.locator(".phone img").wait_for()
    check(page)
    assert read_screen(page) == {f"{live.base_url.upper()}/Q/{shop.slug.upper()}/{rma}"}
    assert page.locator(".phone .rma").is_visible()


def test_another_box_has_a_code_of_its_own(live: Live, new_page: NewPage) -> None:
    shop = live.founded.shop
    url, rma = make_status_url(live, shop)
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto(url)
    page.get_by_role("button", name="Another box").click()
    page.get_by_role("link", name="Box 2: Open the label").wait_for()
    page.locator(".phone summary").click()
    check(page)
    start = f"{live.base_url.upper()}/Q/{shop.slug.upper()}"
    assert read_screen(page) == {f"{start}/{rma}", f"{start}/{number_box(rma, 2)}"}


def test_a_drop_off_code_comes_while_the_shopper_looks_on(live: Live, new_page: NewPage, tmp_path: Path) -> None:
    context, now = live.context, datetime.now(UTC)
    settings = make_settings(options=[DROP_OFF], carriers=[SANDBOX])
    founded = context.database.write(found_shop, context.vault, "sandy", "Sandy", Mode.TEST, settings, "tests", now)
    url, _ = make_status_url(live, founded.shop, "drop_off")
    page = new_page(**LOOKS[0].values[0])
    page.goto(url)
    page.get_by_text("Your carrier label is being made").wait_for()
    check(page)
    parts = (context.database, context.vault, context.links, None, "", context.clock, FolderStore(tmp_path / "documents"))
    run_once(WorkerParts(*parts, open_carrier=Van(tmp_path / "ledger.sqlite")), now)
    page.get_by_text("Postage is paid.").wait_for()  # the page looks again by itself
    check(page)
    [code] = read_screen(page)
    assert code.startswith("TEST-")
    assert page.get_by_text(code).is_visible()
