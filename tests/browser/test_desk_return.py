"""A return's page and the phone call in a real browser: four clicks, no accessibility fault, all of it without scripts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from sendback.database.model import Tx
from sendback.journal.store import record
from sendback.orders.model import Order
from sendback.returns import deciding
from sendback.returns.asking import answer_question, ask_shopper
from sendback.returns.model import LineRequest, Return, Status
from sendback.returns.noting import add_note
from sendback.returns.photo_pictures import redraw_photo
from sendback.returns.photo_store import add_photo, keep_photo, use_photo
from sendback.returns.photos import plan_photo
from sendback.returns.requesting import request_return
from sendback.returns.store import list_returns
from sendback.returns.undoing import undo
from sendback.returns.writing import write_to_shopper
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from sendback.shops.store import get_shop, save_settings
from tests.browser.conftest import Live
from tests.browser.test_pages import LOOKS, check
from tests.factories import make_buyer, make_consignor, make_line, make_return_request, make_settings, push_order
from tests.people import make_link
from tests.pictures import make_picture

pytestmark = pytest.mark.browser
NewPage = Callable[..., Page]
PHONE, DARK, _, ZOOMED, FORCED = (look.values[0] for look in LOOKS)
LONG = "Wolfeschlegelsteinhausenbergerdorff-Kołodziejczyk von und zu Niederbayern-Oberpfalz"


@pytest.fixture
def shop(live: Live) -> Shop:
    """The installation's shop, which decides every return itself and offers more than one thing."""
    settings = make_settings(policy={"approval": "none"}, resolutions=["refund", "exchange"])

    def save(tx: Tx) -> Shop:
        save_settings(tx, live.founded.shop.shop_id, 1, settings, "tests", datetime.now(UTC))
        return get_shop(tx, live.founded.shop.shop_id)

    return live.context.database.write(save)


@pytest.fixture
def order(live: Live, shop: Shop) -> Order:
    def push(tx: Tx) -> Order:
        final = make_line("2", title="Felt slippers, final sale", not_returnable=True)
        today = datetime.now(UTC).date()
        return push_order(tx, shop.shop_id, number="SB-1001", lines=(make_line("1"), final), delivered_on=today)

    return live.context.database.write(push)


def sign_in(live: Live, page: Page, role: Role = Role.AGENT) -> None:
    link = make_link(live.context.database, live.founded.shop.shop_id, role, datetime.now(UTC))
    page.goto(f"{live.base_url}/sign-in/{link}")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk**")


def make_full_return(live: Live, shop: Shop) -> Return:
    """Make a return with everything: thirty lines, forty events, long names, photos, words of everybody."""
    now, context = datetime.now(UTC) - timedelta(minutes=4), live.context
    titles = [f"{'Donaudampfschifffahrtsgesellschaftskapitänsmütze' if n % 7 == 0 else 'Wool jumper'} {n}" for n in range(30)]
    lines = tuple(make_line(str(n), title=title, quantity=3) for n, title in enumerate(titles))
    buyer = make_buyer(name=LONG)
    order = context.database.write(
        push_order, shop.shop_id, number="SB-2026-0000000042", lines=lines, buyer=buyer, delivered_on=now.date()
    )
    asked = tuple(LineRequest(line.line_id, 1, "damaged", "The seam is open." if line.line_id == "3" else "") for line in lines)
    request = make_return_request(order, lines=asked, consignor=make_consignor(name=LONG))
    item = context.database.write(request_return, shop, order, request, "shopper", now)
    for _ in range(3):
        photo = plan_photo(shop.shop_id, order.order_id, now)
        context.store.put(photo.name, redraw_photo(make_picture()))
        context.database.write(add_photo, photo)
        context.database.write(keep_photo, shop.shop_id, photo.photo_id, now)
        used = replace(photo, return_id=item.return_id, line_order_id=order.order_id, line_id="3")
        context.database.write(use_photo, photo.photo_id, (order.order_id, order.order_id), used)
    context.database.write(say_everything, item, now)
    return item


def say_everything(tx: Tx, item: Return, now: datetime) -> None:
    ids, kaisa = (item.shop_id, item.return_id), "Kaisa"
    add_note(tx, *ids, "She rang twice this week.\nBe kind.", kaisa, now)
    ask_shopper(tx, *ids, "Which of the seams is open?", True, kaisa, now)
    answer_question(tx, *ids, "The left one, from the very first day.", now)
    write_to_shopper(tx, *ids, "Thank you, we look into it today.", kaisa, now)
    for _ in range(30):
        record(tx, item.shop_id, "mail.sent", item.return_id, {"kind": "mail.received", "job_id": "1"}, "worker", now)
    deciding.decline(tx, *ids, "Worn outside.", kaisa, now)
    undo(tx, *ids, kaisa, now)


def test_a_caller_has_a_label_in_four_clicks_and_twenty_seconds(live: Live, order: Order, shop: Shop, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 1280, "height": 800})
    sign_in(live, page)
    page.evaluate("sessionStorage.clicks = 0")
    page.context.add_init_script("addEventListener('click', e => { if (e.isTrusted) sessionStorage.clicks++ }, true)")
    page.reload()
    began = datetime.now(UTC)
    page.get_by_role("link", name="New return").click()
    expect(page.get_by_label("Order number, email or name")).to_be_focused()
    page.keyboard.type(order.number)
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("button", name="One more of Wool jumper").click()
    page.get_by_role("button", name="Make return and mail the label").click()
    expect(page.get_by_role("status")).to_have_text("The return is made.")
    assert (datetime.now(UTC) - began).total_seconds() < 20
    assert int(page.evaluate("sessionStorage.clicks")) <= 4
    assert [item.status for item in live.context.database.read(list_returns, shop.shop_id)] == [Status.AUTHORIZED]
    assert page.evaluate("window.violations") == []


def test_a_double_click_makes_one(live: Live, order: Order, shop: Shop, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 1280, "height": 800})
    sign_in(live, page)
    page.goto(f"{live.base_url}/desk/returns/new?order={order.order_id}")
    page.get_by_role("button", name="One more of Wool jumper").click()
    page.get_by_role("button", name="Make return and mail the label").dblclick()
    expect(page.get_by_role("status")).to_have_text("The return is made.")
    assert len(live.context.database.read(list_returns, shop.shop_id)) == 1


@pytest.mark.parametrize("look", [PHONE, DARK, ZOOMED, FORCED])
def test_the_phone_call_in_every_look(live: Live, order: Order, new_page: NewPage, look: dict[str, object]) -> None:
    page = new_page(**look)
    sign_in(live, page)
    page.goto(f"{live.base_url}/desk/returns/new")
    check(page)
    page.get_by_label("Order number, email or name").fill("PHONE-7")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="An order that is not here yet")).to_be_visible()
    check(page)
    page.goto(f"{live.base_url}/desk/returns/new?order={order.number}")
    check(page)
    page.fill("[name='quantity.1']", "1")
    page.get_by_role("button", name="Make return and mail the label").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check(page)  # with faults


@pytest.mark.parametrize("look", [PHONE, DARK, ZOOMED, FORCED])
def test_a_full_return_in_every_look(live: Live, shop: Shop, new_page: NewPage, look: dict[str, object]) -> None:
    item = make_full_return(live, shop)
    page = new_page(**look)
    sign_in(live, page)
    page.goto(f"{live.base_url}/desk/returns/{item.return_id}")
    check(page)
    page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true")
    check(page)
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    check(page)


def test_without_script_it_all_works(live: Live, order: Order, shop: Shop, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    sign_in(live, page)
    page.goto(f"{live.base_url}/desk/returns/new?order={order.number}")
    page.fill("[name='quantity.0']", "1")
    page.get_by_role("button", name="Make return and mail the label").click()
    page.fill("textarea[name=note]", "He rings again on Monday.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator(".notes")).to_contain_text("He rings again on Monday.")
    page.get_by_role("button", name="Remove").click()
    expect(page.locator(".notes")).to_contain_text("Removed.")


def test_who_sees_no_people_sees_a_whole_page_all_the_same(live: Live, shop: Shop, new_page: NewPage) -> None:
    item = make_full_return(live, shop)
    page = new_page(**PHONE)
    sign_in(live, page, Role.DOCK)
    page.goto(f"{live.base_url}/desk/returns/{item.return_id}")
    check(page)
    assert page.locator("main").get_by_role("button").count() == 0
