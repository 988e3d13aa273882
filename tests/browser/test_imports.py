"""Importing orders in a real browser: a phone, the dark, no accessibility fault, and the progress that ends by itself."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from sendback.cli.processes import worker_parts
from sendback.delivery.worker import run_worker
from sendback.shops.sign_in import Role
from tests.browser.conftest import Live
from tests.browser.test_pages import LOOKS, check
from tests.people import make_link

pytestmark = pytest.mark.browser
NewPage = Callable[..., Page]
PHONE, DARK, *_ = (look.values[0] for look in LOOKS)
ROWS = "Bestellnr;Was;Menge;Preis;Kunde\n" + "".join(f"T-{n};Tasse;{n % 4};1.234,50;Ada\n" for n in range(12))


@pytest.fixture
def _worker(live: Live) -> Iterator[None]:
    stop = threading.Event()
    running = threading.Thread(target=run_worker, args=(worker_parts(live.context), stop))
    running.start()
    yield
    stop.set()
    running.join()


def sign_in(live: Live, page: Page) -> None:
    link = make_link(live.context.database, live.founded.shop.shop_id, Role.OWNER, datetime.now(UTC))
    page.goto(f"{live.base_url}/sign-in/{link}")
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.usefixtures("_worker")
@pytest.mark.parametrize("look", [{}, PHONE, DARK])
def test_a_file_becomes_orders_and_goes_again(live: Live, new_page: NewPage, look: dict[str, object], tmp_path: Path) -> None:
    file = tmp_path / "bestellungen.csv"
    file.write_text(ROWS, "cp1252")
    page = new_page(**look)
    sign_in(live, page)
    page.goto(f"{live.base_url}/desk/orders/import")
    check(page)
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    if page.get_by_role("heading", name="What do the columns hold?").is_visible():
        check(page)
        page.get_by_label("Item (needed)").select_option("Was")
        page.get_by_role("button", name="Show what it would do").click()
    page.get_by_role("button", name="Import ").wait_for()
    check(page)
    page.get_by_role("button", name="Import ").click()
    page.get_by_text("Orders saved").wait_for()
    check(page)
    page.get_by_text("Take this import back").click()
    page.get_by_role("button", name="Take it back").click()
    page.locator(".badge", has_text="Taken back").wait_for()
    check(page)
