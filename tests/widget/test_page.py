"""What the tag does to the page around it: nothing, until someone means it."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.widget.conftest import OpenShop
from tests.widget.door import LINK, TAG, Door
from tests.widget.walk import BUTTON, find_order, focused, listen, make_return

pytestmark = pytest.mark.browser


def test_the_strictest_policy_is_kept_through_the_whole_flow(open_shop: OpenShop) -> None:
    page = open_shop()
    make_return(page)
    assert page.evaluate("violations") == []


def test_one_request_before_intent_and_the_form_and_its_settings_on_it(open_shop: OpenShop, door: Door) -> None:
    page = open_shop()
    page.wait_for_timeout(200)
    assert [path for _, path, _ in door.asked] == ["/widget/v1/sendback.js"]
    page.hover("#link")
    page.click("#link")
    page.wait_for_selector("form")
    assert door.paths() == ["/api/v1/widget/pk/config?lang=en"]
    assert len([path for _, path, _ in door.asked if "/form-" in path]) == 1


def test_it_keeps_no_cookies_and_no_storage(open_shop: OpenShop) -> None:
    page = open_shop()
    make_return(page)
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("modifier", ["Control", "Shift", "Meta", "Alt"])
def test_only_plain_clicks_open_the_dialog(open_shop: OpenShop, modifier: str) -> None:
    page = open_shop()
    page.evaluate("addEventListener('click', e => { window.taken = e.defaultPrevented; e.preventDefault() })")
    page.click("#link", modifiers=[modifier])  # type: ignore[list-item]
    assert page.evaluate("taken") is False
    assert page.locator("dialog").count() == 0


def test_a_click_the_page_took_stays_the_pages(open_shop: OpenShop) -> None:
    page = open_shop()
    page.evaluate("document.querySelector('#link').addEventListener('click', e => e.preventDefault())")
    page.click("#link")
    assert page.locator("dialog").count() == 0


def test_focus_starts_in_the_first_field_and_returns_to_the_link(open_shop: OpenShop) -> None:
    page = open_shop()
    page.click("#link")
    page.wait_for_selector("form")
    assert focused(page) == "order_number"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "link"
    assert page.evaluate("document.documentElement.style.overflow") == ""


def test_what_was_typed_is_there_when_the_dialog_opens_again(open_shop: OpenShop) -> None:
    page = open_shop()
    page.click("#link")
    page.fill("[name=order_number]", "77")
    page.click("[aria-label=Close]")
    page.click("#link")
    expect(page.locator("[name=order_number]")).to_have_value("77")


def test_a_click_beside_the_dialog_closes_it(open_shop: OpenShop) -> None:
    page = open_shop(viewport={"width": 1000, "height": 800})
    page.click("#link")
    page.wait_for_selector("form")
    page.mouse.click(20, 400)
    expect(page.locator("dialog")).to_be_hidden()


def test_a_second_copy_of_the_script_does_nothing(open_shop: OpenShop) -> None:
    page = open_shop(LINK + TAG + TAG)
    page.wait_for_timeout(200)
    page.click("#link")
    page.wait_for_selector("form")
    assert page.locator("sendback-returns").count() == 1


def test_it_survives_a_page_that_swaps_its_body(open_shop: OpenShop) -> None:
    page = open_shop()
    page.click("#link")
    page.wait_for_selector("form")
    page.evaluate(
        """() => { const body = document.createElement("body"), link = document.createElement("a");
        link.id = "link"; link.href = "/x"; link.dataset.sendback = ""; link.textContent = "Return";
        body.append(link); document.body.replaceWith(body); }"""
    )
    assert page.evaluate("document.documentElement.style.overflow") == ""
    find_order(page)
    page.wait_for_selector(".line")


def test_calls_from_before_the_script_are_kept_in_order(open_shop: OpenShop) -> None:
    stub = (
        '<script nonce="n">window.sendback=window.sendback||function(){(sendback.q=sendback.q||[]).push(arguments)};'
        'window.seen=[];sendback("on","ready",()=>seen.push("ready"));sendback("on","open",()=>seen.push("open"));'
        'sendback("open",{values:{order_number:"55"}})</script>'
    )
    page = open_shop(stub + LINK + TAG)
    expect(page.locator("[name=order_number]")).to_have_value("55")
    assert page.evaluate("seen") == ["ready", "open"]


def test_a_script_loader_that_hides_the_tag_is_no_trouble(open_shop: OpenShop) -> None:
    hide = '<script nonce="n">Object.defineProperty(Document.prototype,"currentScript",{get:()=>null,configurable:true})</script>'
    page = open_shop(hide + LINK + TAG)
    find_order(page)
    page.wait_for_selector(".line")


def test_a_loader_that_drops_the_attributes_may_configure(open_shop: OpenShop) -> None:
    tag = TAG.replace(' data-shop="pk"', "")
    page = open_shop(LINK + tag)
    page.evaluate("sendback('configure', {shop: 'pk2'})")
    page.click("#link")
    page.wait_for_selector("form")


def test_events_tell_the_story_and_nothing_personal(open_shop: OpenShop) -> None:
    page = open_shop()
    listen(page)
    make_return(page)
    page.keyboard.press("Escape")
    events = page.evaluate("events")
    assert [name for name, _ in events] == ["open", "submit", "label-created", "close"]
    assert json.loads(events[2][1]) == {"rma": "R1000-0001-7", "status": "authorized", "delivery": "email"}
    told = " ".join(detail for _, detail in events)
    assert not any(word in told for word in ("Lumi", "00100", "Mannerheimintie", "@"))


def test_a_listener_may_forbid_opening(open_shop: OpenShop) -> None:
    page = open_shop()
    page.evaluate("() => { sendback.on('open', e => e.preventDefault()) }")
    page.click("#link")
    page.wait_for_timeout(200)
    expect(page.locator("dialog")).to_have_count(0)


def test_the_page_may_set_its_own_colours(open_shop: OpenShop) -> None:
    page = open_shop("<style>:root{--sendback-accent:#123456;--sendback-radius:0px}</style>" + LINK + TAG, strict=False)
    page.click("#link")
    page.wait_for_selector("form")
    style = page.locator(BUTTON).evaluate("one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).borderRadius]")
    assert style == ["rgb(18, 52, 86)", "0px"]


def test_hostile_page_styles_stay_outside(open_shop: OpenShop) -> None:
    hostile = "<style>*{color:red!important;display:none}html,body,a{display:block!important}</style>"
    page = open_shop(hostile + LINK + TAG, strict=False)
    page.click("#link")
    expect(page.locator("h2")).to_have_css("font-size", "26px")


def test_a_door_that_fails_leaves_the_hosted_page(open_shop: OpenShop, door: Door) -> None:
    for _ in range(6):
        door.refuse("/config", "busy", 503)
    page = open_shop()
    page.click("#link")
    page.wait_for_selector("text=This did not load.", timeout=9000)
    assert page.locator("dialog a").get_attribute("href") == f"{door.base}/s/nordlys"
    door.refusals.clear()
    page.click("text=Try again")
    page.wait_for_selector("[name=order_number]")


def test_the_element_stands_in_the_page(open_shop: OpenShop) -> None:
    page = open_shop("<sendback-returns></sendback-returns>" + TAG)
    page.wait_for_selector("section form")
    assert page.evaluate("document.activeElement === document.body")
    find_order(page)
    page.wait_for_selector(".line")
    assert page.evaluate("violations") == []


def test_the_element_opens_as_a_dialog_when_it_says_so(open_shop: OpenShop) -> None:
    page = open_shop('<sendback-returns data-display="dialog" open></sendback-returns>' + TAG)
    page.wait_for_selector("dialog form")


def test_settings_given_by_hand_are_used_and_may_change_in_place(open_shop: OpenShop, door: Door) -> None:
    page = open_shop()
    page.evaluate("fetch(document.querySelector('script[src]').src)")
    config = page.evaluate("async base => (await fetch(base + '/api/v1/widget/pk/config?lang=en')).json()", door.base)
    config["texts"]["find_title"] = "Which order?"
    page.evaluate("config => { sendback.open({ config }) }", config)
    page.wait_for_selector("text=Which order?")
    config["texts"]["find_title"] = "Tell us the order"
    page.evaluate("config => { sendback.open({ config }) }", config)
    page.wait_for_selector("text=Tell us the order")


def test_the_builder_is_told_what_works_here(open_shop: OpenShop, door: Door) -> None:
    page = open_shop(LINK + TAG, tail="#sendback-verify=nonce1")
    with page.expect_request("**/verify/nonce1") as asked:
        pass
    report = asked.value.post_data_json
    assert report == {
        "page": f"{door.page_base}/shop",
        "version": page.evaluate("sendback.version"),
        "trigger": True,
        "config": True,
        "violations": [],
    }


def test_an_old_browser_keeps_its_plain_link(open_shop: OpenShop, new_context: object, door: Door) -> None:
    page: Page = new_context().new_page()  # type: ignore[operator]
    page.add_init_script("CSS.supports = () => false")
    page.goto(door.page("old", LINK + TAG))
    page.wait_for_load_state("networkidle")
    page.click("#link")
    page.wait_for_url("**/s/nordlys")
