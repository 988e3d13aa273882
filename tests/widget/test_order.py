"""From "which order is it" to "what goes back", by number, by token and by link."""

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import OpenShop
from tests.widget.door import LINK, TAG, Door
from tests.widget.walk import BUTTON, find_order, focused, pick_line

pytestmark = pytest.mark.browser


def with_token(token: str) -> str:
    return LINK.replace("data-sendback", f'data-sendback data-token="{token}"') + TAG


def test_missing_answers_are_listed_on_top_with_links_to_them(open_shop: OpenShop) -> None:
    page = open_shop()
    page.click("#link")
    page.click(BUTTON)
    expect(page.locator(".message a")).to_have_count(2)
    assert focused(page) == "message"
    page.click(".message a >> nth=1")
    assert focused(page) == "postcode"
    expect(page.locator("[name=postcode]")).to_have_attribute("aria-invalid", "true")
    page.fill("[name=postcode]", "1")
    assert page.locator("[name=postcode]").get_attribute("aria-invalid") is None


def test_a_wrong_proof_offers_a_mailed_link(open_shop: OpenShop, door: Door) -> None:
    page = open_shop()
    find_order(page, postcode="99999")
    page.click("text=Email me a link instead")
    page.wait_for_selector("text=a link is on its way")
    assert door.asked[-1][1:] == ("/api/v1/widget/pk/orders/link", {"order_number": "1001", "lang": "en"})
    expect(page.locator("[name=postcode]")).to_have_value("99999")


def test_too_many_tries_offer_it_too_and_are_not_repeated(open_shop: OpenShop, door: Door) -> None:
    door.refuse("/orders/open", "too-many-tries", 429, "Wait a while.")
    page = open_shop()
    find_order(page)
    page.wait_for_selector("text=Wait a while.")
    expect(page.locator("text=Email me a link instead")).to_be_visible()
    assert len([path for path in door.paths() if path.endswith("open")]) == 1


def test_another_proof_may_be_chosen(open_shop: OpenShop, door: Door) -> None:
    page = open_shop()
    page.click("#link")
    page.fill("[name=order_number]", "1001")
    page.check("[value=email]")
    page.fill("input[name=email]", "lumi@post.example")
    page.click(BUTTON)
    page.wait_for_selector(".line")
    assert door.asked[-1][2]["proof"] == {"email": "lumi@post.example"}


def test_a_line_that_stays_says_why_before_any_work(open_shop: OpenShop) -> None:
    page = open_shop()
    find_order(page)
    shut = page.locator(".shut")
    expect(shut).to_contain_text("Gift cards cannot be returned.")
    assert shut.locator("input").count() == 0


def test_a_line_needs_a_reason_and_counts_only_what_is_left(open_shop: OpenShop) -> None:
    page = open_shop()
    find_order(page)
    page.locator("[type=checkbox]").first.check()
    page.click(BUTTON)
    page.wait_for_selector("text=Choose a reason for Wool sweater")
    for _ in range(3):
        page.click("[aria-label='One more']")
    expect(page.locator("output")).to_have_text("2 of 2")
    expect(page.locator(".foot small")).to_have_text("2 items")
    page.click("[aria-label='One less']")
    page.click("[aria-label='One less']")
    expect(page.locator("output")).to_have_text("1 of 2")


def test_back_keeps_everything(open_shop: OpenShop) -> None:
    page = open_shop()
    find_order(page)
    pick_line(page, 0, "damaged")
    page.click("text=Add a note")
    page.fill("textarea", "A hole in the sleeve")
    page.click(BUTTON)
    page.fill("[name=phone]", "+358 40 123")
    page.click("[aria-label=Back]")
    expect(page.locator("[value=damaged]")).to_be_checked()
    expect(page.locator("textarea")).to_have_value("A hole in the sleeve")
    page.click("[aria-label=Back]")
    expect(page.locator("[name=order_number]")).to_have_value("1001")
    page.click(BUTTON)
    page.wait_for_selector(".line")
    page.click(BUTTON)
    expect(page.locator("[name=phone]")).to_have_value("+358 40 123")


def test_a_token_shows_the_lines_and_asks_the_proof_before_the_details(open_shop: OpenShop, door: Door) -> None:
    page = open_shop(with_token("open"))
    page.click("#link")
    page.wait_for_selector(".line")
    pick_line(page)
    page.click(BUTTON)
    page.wait_for_selector("text=Confirm it is you")
    assert page.locator("[name=order_number]").count() == 0
    page.fill("[name=postcode]", "00100")
    page.click(BUTTON)
    page.wait_for_selector(".address")
    opened = [body for _, path, body in door.asked if path.endswith("/orders/open")]
    assert opened[-1] == {"token": "open", "proof": {"postcode": "00100"}, "lang": "en"}


def test_a_sealed_token_asks_the_proof_first(open_shop: OpenShop) -> None:
    page = open_shop(with_token("sealed"))
    page.click("#link")
    page.wait_for_selector("text=Confirm it is you")
    page.fill("[name=postcode]", "00100")
    page.click(BUTTON)
    page.wait_for_selector(".line")


def test_a_token_that_proves_asks_nothing(open_shop: OpenShop) -> None:
    page = open_shop(with_token("known"))
    page.click("#link")
    page.wait_for_selector(".line")
    pick_line(page)
    page.click(BUTTON)
    page.wait_for_selector(".address")


def test_a_token_that_does_not_hold_leaves_the_typed_way(open_shop: OpenShop) -> None:
    page = open_shop(with_token("forged"))
    page.click("#link")
    page.wait_for_selector("text=That link no longer works")
    find_order(page)
    page.wait_for_selector(".line")


@pytest.mark.parametrize("tail", ["#sbt=open", "?sbt=open&a=1"])
def test_a_return_link_opens_at_once_and_leaves_the_address_clean(open_shop: OpenShop, door: Door, tail: str) -> None:
    page = open_shop(tail=tail)
    page.wait_for_selector(".line")
    assert "sbt" not in page.url
    assert all("sbt" not in path for path in door.paths())


def test_the_token_is_gone_from_the_address_before_the_first_request(open_shop: OpenShop, door: Door) -> None:
    page = open_shop()
    page.context.add_init_script(
        "const real = fetch; window.fetch = (...all) => { (window.at ??= []).push(location.href); return real(...all) }"
    )
    page.goto(f"{door.page_base}/shop?x=1#sbt=open")
    page.wait_for_selector(".line")
    assert page.evaluate("at.every(address => !address.includes('sbt'))")


def test_attributes_fill_in_what_the_shop_knows(open_shop: OpenShop) -> None:
    known = LINK.replace("data-sendback", 'data-sendback data-order-number="1001" data-postcode="00100"')
    page = open_shop(known + TAG)
    page.click("#link")
    page.click(BUTTON)
    page.wait_for_selector(".line")


def test_the_language_is_the_tags_else_the_pages(open_shop: OpenShop, door: Door) -> None:
    page = open_shop(LINK + TAG.replace("data-shop", 'data-lang="fi" data-shop'), lang="de")
    page.click("#link")
    expect(page.locator("h2")).to_have_text("Etsi tilauksesi")
    expect(page.locator("dialog")).to_have_attribute("lang", "fi")


def test_arabic_reads_from_the_right(open_shop: OpenShop) -> None:
    page = open_shop(lang="ar", viewport={"width": 390, "height": 800})
    page.click("#link")
    expect(page.locator("dialog")).to_have_attribute("dir", "rtl")
    page.wait_for_selector("form")
    close = page.locator("header button").last.bounding_box()
    assert close is not None
    assert close["x"] < 100
