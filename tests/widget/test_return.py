"""From the details to the label in the shopper's hands, also when things go wrong on the way."""

import pytest
from playwright.sync_api import Page, expect

from tests.widget.conftest import OpenShop
from tests.widget.door import Door
from tests.widget.walk import BUTTON, find_order, focused, listen, make_return, reach_details

pytestmark = pytest.mark.browser


def returns_asked(door: Door) -> list[tuple[str, dict[str, object]]]:
    return [(key, body) for key, path, body in door.asked if path.endswith("/returns")]


def test_the_label_pops_up_at_its_own_address(open_shop: OpenShop, door: Door) -> None:
    door.delay_seconds = 0.3
    page = open_shop()
    reach_details(page)
    with page.expect_popup() as opened:
        page.click(BUTTON)
    popup = opened.value
    assert popup.evaluate("document.body.textContent") == "Preparing your label…"
    popup.wait_for_url("**/documents/label.pdf")
    assert popup.evaluate("opener") is None
    expect(page.locator(".done a.button")).to_have_attribute("href", f"{door.base}/documents/label.pdf")
    assert page.locator("text=kept the window shut").count() == 0
    assert page.evaluate("violations") == []


def test_a_blocked_popup_leaves_a_real_link_and_a_word(open_shop: OpenShop) -> None:
    page = open_shop()
    reach_details(page)
    page.evaluate("window.open = () => null")
    page.click(BUTTON)
    page.wait_for_selector("text=kept the window shut")
    link = page.locator("text=Open and print label")
    assert link.get_attribute("target") == "_blank"
    with page.expect_popup() as opened:
        link.click()
    opened.value.wait_for_url("**/documents/label.pdf")


@pytest.mark.parametrize(("code", "status"), [("invalid-fields", 422), ("not-returnable", 409), ("session-expired", 401)])
def test_no_blank_window_stays_behind_a_refusal(open_shop: OpenShop, door: Door, code: str, status: int) -> None:
    page = open_shop()
    reach_details(page)
    door.refuse("/returns", code, status, "No.")
    with page.expect_popup() as opened:
        page.click(BUTTON)
    if not opened.value.is_closed():
        opened.value.wait_for_event("close")
    assert len(page.context.pages) == 1


def test_trouble_and_impatience_make_one_label(open_shop: OpenShop, door: Door) -> None:
    page = open_shop()
    reach_details(page)
    page.check("[value=email]")
    door.refuse("/returns", "busy", 503)
    page.locator(BUTTON).evaluate("one => { one.click(); one.click(); one.click() }")
    page.wait_for_selector(".done")
    keys = {key for key, _ in returns_asked(door)}
    assert len(returns_asked(door)) == 2
    assert len(keys) == len(door.labels) == 1


def test_the_key_lives_until_an_answer_changes(open_shop: OpenShop, door: Door) -> None:
    page = open_shop()
    reach_details(page)
    page.check("[value=email]")
    for _ in range(2):
        door.refuse("/returns", "glyph-missing", 422, "That letter cannot be printed.")
        page.click(BUTTON)
        page.wait_for_selector("text=That letter cannot be printed.")
    page.fill("[name=name]", "Lumi J")
    page.click(BUTTON)
    page.wait_for_selector(".done")
    keys = [key for key, _ in returns_asked(door)]
    assert keys[0] == keys[1] != keys[2]


def test_offline_says_so_and_keeps_everything(open_shop: OpenShop) -> None:
    page = open_shop()
    reach_details(page)
    page.check("[value=email]")
    page.fill("[name=phone]", "040")
    page.context.set_offline(True)
    page.click(BUTTON)
    page.wait_for_selector("text=You seem to be offline")
    page.context.set_offline(False)
    expect(page.locator("[name=phone]")).to_have_value("040")
    page.click(BUTTON)
    page.wait_for_selector(".done")


def test_each_fault_of_the_door_stands_at_its_field(open_shop: OpenShop, door: Door) -> None:
    page = open_shop()
    reach_details(page)
    page.check("[value=email]")
    errors = [
        {"field": "contact.phone", "code": "format", "detail": "That is no phone number."},
        {"field": "contact.address.lines", "code": "too-long", "detail": "The street is too long."},
    ]
    door.refuse("/returns", "invalid-fields", 422, "Check.", errors=errors)
    page.click(BUTTON)
    expect(page.locator("[id='fault-phone']")).to_have_text("That is no phone number.")
    expect(page.locator("[id='fault-address.street']")).to_have_text("The street is too long.")
    expect(page.locator(".message a")).to_have_count(2)


def test_lines_that_went_meanwhile_bring_the_choice_back(open_shop: OpenShop, door: Door) -> None:
    page = open_shop()
    reach_details(page)
    page.check("[value=email]")
    door.refuse("/returns", "quantity-gone", 409, "Some of these are in another return.")
    page.click(BUTTON)
    page.wait_for_selector("text=in another return")
    expect(page.locator(".line")).to_have_count(3)


def test_an_old_session_asks_the_proof_again_and_loses_nothing(open_shop: OpenShop, door: Door) -> None:
    page = open_shop()
    reach_details(page)
    page.check("[value=email]")
    page.fill("[name=phone]", "040")
    door.refuse("/returns", "session-expired", 401)
    page.click(BUTTON)
    page.wait_for_selector("text=It has been a while")
    expect(page.locator("[name=postcode]")).to_have_value("00100")
    page.click(BUTTON)
    expect(page.locator("[name=phone]")).to_have_value("040")
    page.click(BUTTON)
    page.wait_for_selector(".done")


def test_a_shop_that_decides_first_opens_no_window(open_shop: OpenShop, door: Door) -> None:
    door.requested = True
    page = open_shop()
    listen(page)
    make_return(page, "popup")
    expect(page.locator("h2")).to_have_text("We have your request")
    assert page.locator(".done a.button").count() == 0
    assert len(page.context.pages) == 1
    assert "label-created" not in [name for name, _ in page.evaluate("events")]


def test_the_page_may_stop_a_submit(open_shop: OpenShop, door: Door) -> None:
    page = open_shop()
    reach_details(page)
    page.evaluate("() => { sendback.on('submit', e => e.preventDefault()) }")
    page.click(BUTTON)
    page.wait_for_timeout(200)
    assert returns_asked(door) == []
    assert len(page.context.pages) == 1


def test_escape_does_not_lose_a_request_under_way(open_shop: OpenShop, door: Door) -> None:
    page = open_shop()
    reach_details(page)
    page.check("[value=email]")
    door.delay_seconds = 0.5
    page.click(BUTTON)
    page.keyboard.press("Escape")
    page.wait_for_selector(".done")


def test_the_label_can_be_mailed_afterwards(open_shop: OpenShop, door: Door) -> None:
    page = open_shop()
    make_return(page, "popup")
    page.click("text=Email me the label")
    page.wait_for_selector("text=l•••@post.example")
    key, path, _ = door.asked[-1]
    assert path.endswith("/returns/secret1/email")
    assert key


def test_another_country_lays_the_address_out_anew(open_shop: OpenShop, door: Door) -> None:
    page = open_shop()
    reach_details(page)
    page.select_option("[name='address.country']", "US")
    expect(page.locator("label[for='address.postcode']")).to_have_text("ZIP")
    expect(page.locator("[name='address.city']")).to_have_value("Helsinki")
    page.select_option("[name='address.region']", "NY")
    page.check("[value=email]")
    page.click(BUTTON)
    page.wait_for_selector(".done")
    contact = returns_asked(door)[0][1]["contact"]
    assert isinstance(contact, dict)
    assert contact["address"] == {
        "country": "US",
        "lines": ["Mannerheimintie 1 A 4"],
        "city": "Helsinki",
        "region": "NY",
        "postcode": "00100",
    }


def test_autofill_finds_the_fields(open_shop: OpenShop) -> None:
    page = open_shop()
    reach_details(page)
    tokens = page.locator(".address input").evaluate_all("all => all.map(one => one.autocomplete)")
    kinds = ["address-line1", "address-line2", "postal-code", "address-level2"]
    assert tokens == [f"section-sendback shipping {kind}" for kind in kinds]


def test_the_next_opening_after_a_return_starts_anew(open_shop: OpenShop) -> None:
    page = open_shop()
    make_return(page)
    page.keyboard.press("Escape")
    page.click("#link")
    expect(page.locator("[name=order_number]")).to_have_value("")


def test_the_whole_way_by_keyboard(open_shop: OpenShop) -> None:
    page = open_shop()
    press = page.keyboard.press
    page.focus("#link")
    press("Enter")
    page.wait_for_selector("form")
    page.keyboard.type("1001")
    press("Tab")  # the way to prove
    press("Tab")
    page.keyboard.type("00100")
    press("Enter")
    page.wait_for_selector(".line")
    _tab_to(page, "line.l2")
    press("Space")
    _tab_to(page, "reason.l2")
    press("ArrowDown")
    _tab_to(page, "button")
    press("Enter")
    page.wait_for_selector(".address")
    _tab_to(page, "delivery")
    press("ArrowRight")
    press("Enter")
    page.wait_for_selector(".done")
    press("Escape")
    assert page.evaluate("document.activeElement.id") == "link"


def _tab_to(page: Page, wanted: str) -> None:
    """Press Tab until a control has the focus; fails when the focus leaves the dialog."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if focused(page) == wanted:
            return
    raise AssertionError(f"Tab never reached {wanted}")


def test_reasons_may_be_left_out_by_the_shop(open_shop: OpenShop, door: Door) -> None:
    door.change_config = lambda config: config.update(reasons=[])
    page = open_shop()
    find_order(page)
    page.locator("[type=checkbox]").first.check()
    page.click(BUTTON)
    page.wait_for_selector(".address")


def test_how_it_travels_is_one_more_choice(open_shop: OpenShop, door: Door) -> None:
    ways = [{"code": "any_post", "label": "Any post"}, {"code": "drop_off", "label": "Drop off · €3.90"}]
    field = {"id": "option", "kind": "select", "label": "How do you send it back?", "required": True, "options": ways}
    door.change_config = lambda config: config["fields"].append(field)
    page = open_shop()
    reach_details(page)
    page.get_by_label("How do you send it back?").select_option("drop_off")
    page.click(BUTTON)
    page.wait_for_selector(".done")
    [sent] = [body for _, path, body in door.asked if path.endswith("/returns")]
    assert sent["fields"]["option"] == "drop_off"
