"""Photos in a real browser: at the desk by keyboard, and added to a return that waits, without any script."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from sendback.returns.model import LineRequest, Return
from sendback.returns.photo_pictures import redraw_photo
from sendback.returns.photo_store import add_photo, keep_photo, list_photos
from sendback.returns.photos import plan_photo
from sendback.returns.requesting import request_return
from sendback.shops.model import settings_from
from sendback.shops.sign_in import Role
from sendback.shops.store import save_settings
from tests.browser.conftest import Live
from tests.browser.test_pages import LOOKS, check
from tests.factories import make_return_request, push_order
from tests.people import make_link
from tests.pictures import save
from tests.web.photographing import REASONS

pytestmark = pytest.mark.browser
NewPage = Callable[..., Page]
PHONE, DARK = LOOKS[0].values[0], LOOKS[1].values[0]
JUMPER = save(Image.radial_gradient("L").resize((1600, 1200)).convert("RGB"))


@pytest.fixture
def waiting(live: Live) -> Return:
    """A return that waits for the shop, with two photos of its line."""
    context, write, now = live.context, live.context.database.write, datetime.now(UTC)
    asking = settings_from({**live.founded.shop.settings.model_dump(), "reasons": REASONS, "policy": {"approval": "none"}})
    shop = replace(live.founded.shop, settings=asking)
    write(save_settings, shop.shop_id, 1, asking, "tests", now)
    order = write(push_order, shop.shop_id, delivered_on=now.date())
    photos = [plan_photo(shop.shop_id, order.order_id, now) for _ in range(2)]
    for photo in photos:
        context.store.put(photo.name, redraw_photo(JUMPER))
        write(add_photo, photo)
        write(keep_photo, shop.shop_id, photo.photo_id, now)
    line = LineRequest("1", 1, "damaged", "The sleeve is torn.", photos=tuple(photo.photo_id for photo in photos))
    return write(request_return, shop, order, make_return_request(order, lines=(line,)), "shopper", now)


@pytest.mark.parametrize("options", [PHONE, DARK], ids=["phone", "dark"])
def test_an_agent_opens_a_photo_with_the_keyboard(
    live: Live, waiting: Return, new_page: NewPage, options: dict[str, object]
) -> None:
    page, now = new_page(**options), datetime.now(UTC)
    link = make_link(live.context.database, waiting.shop_id, Role.AGENT, now)
    page.goto(f"{live.base_url}/sign-in/{link}")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk**")
    page.goto(f"{live.base_url}/desk/returns/{waiting.return_id}")
    second = page.get_by_role("link", name="Photo 2 of Wool jumper")
    second.scroll_into_view_if_needed()
    for picture in page.locator(".photos img").all():
        expect(picture).to_have_js_property("naturalWidth", 320)
    check(page)
    page.get_by_role("link", name="Photo 1 of Wool jumper").focus()
    page.keyboard.press("Tab")
    assert second.evaluate("it => it === document.activeElement")
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    opened.value.wait_for_load_state()
    assert opened.value.locator("img").evaluate("it => it.naturalWidth") == 1600


@pytest.mark.parametrize(("options", "language"), LOOKS)
def test_a_shopper_adds_photos_without_script(
    live: Live, waiting: Return, new_page: NewPage, options: dict[str, object], language: str
) -> None:
    address = f"{live.context.links.status_url(waiting.shop_id, waiting.return_id)}?lang={language}"
    page = new_page(**options)
    page.goto(address)
    check(page)
    plain = new_page(**options, java_script_enabled=False)
    plain.goto(address)
    sent = {"name": "jumper.jpg", "mimeType": "image/jpeg", "buffer": JUMPER}
    plain.set_input_files("#photo", [{**sent, "buffer": b"no picture"}])
    plain.locator("#photos button").click()
    assert plain.locator("#photo-fault").is_visible()
    plain.set_input_files("#photo", [sent])
    plain.locator("#photos button").click()
    plain.wait_for_url("**sent=1**")
    assert plain.get_by_role("status").is_visible()
    assert len(live.context.database.read(list_photos, waiting.shop_id, waiting.return_id)) == 3
