"""The right of withdrawal: an entry that is always there, one statement, one button, and the receipt."""

import pytest
from playwright.sync_api import Page, expect

from tests.widget.conftest import OpenShop
from tests.widget.door import LINK, TAG, Door
from tests.widget.test_choices import sent_to
from tests.widget.walk import BUTTON, find_order, focused

pytestmark = pytest.mark.browser
ENTRY = "text=Withdraw from contract here"
OWN = (
    '<a id="own" href="{base}/s/nordlys/withdraw" data-sendback-withdraw data-order-number="1001">Withdraw from contract here</a>'
)


def state_it(page: Page) -> None:
    page.fill("[name=name]", "Lumi Järvenpää")
    page.fill("[name=order_number]", "1001")
    page.fill("[name=email]", "lumi@post.example")
    page.click(BUTTON)
    page.wait_for_selector("blockquote")


def test_from_the_first_step_to_the_receipt(open_shop: OpenShop, door: Door) -> None:
    page = open_shop()
    page.evaluate("() => { window.told = []; sendback.on('withdrawal-received', e => told.push(JSON.stringify(e.detail))) }")
    page.click("#link")
    page.click(f"sendback-returns >> {ENTRY}")
    expect(page.locator("h2")).to_have_text("Withdraw from contract here")
    assert focused(page) == "title"
    assert page.locator(".input").count() == 4
    state_it(page)
    expect(page.locator("blockquote")).to_contain_text("I withdraw from my contract with the number 1001.")
    page.click("text=Confirm withdrawal")
    expect(page.locator("h2")).to_have_text("Your withdrawal was received")
    expect(page.locator(".done")).to_contain_text("on November 27, 2026 at 16:03:09")
    expect(page.locator(".done")).to_contain_text("It is no decision about it.")
    expect(page.locator("blockquote")).to_contain_text("Name: Lumi Järvenpää")
    expect(page.locator("a.button")).to_have_attribute("href", f"{door.base}/documents/receipt.pdf")
    expect(page.locator("text=Check this receipt")).to_have_attribute("href", f"{door.base}/s/nordlys/check/w1")
    assert page.evaluate("told") == ["{}"]
    assert page.evaluate("violations") == []
    [sent] = sent_to(door, "/withdrawals")
    assert sent == {
        "name": "Lumi Järvenpää",
        "order_number": "1001",
        "email": "lumi@post.example",
        "items": "",
        "lang": "en",
    }
    assert [path for path in door.paths() if "orders" in path] == []


def test_a_link_of_its_own_starts_there(open_shop: OpenShop) -> None:
    page = open_shop(OWN + TAG)
    page.click("#own")
    expect(page.locator("[name=order_number]")).to_have_value("1001")
    expect(page.locator("h2")).to_have_text("Withdraw from contract here")
    assert page.locator("[aria-label=Back]").count() == 0


def test_script_may_start_there_too(open_shop: OpenShop) -> None:
    page = open_shop(TAG)
    page.evaluate("() => { sendback.open({ view: 'withdraw' }) }")
    expect(page.locator("h2")).to_have_text("Withdraw from contract here")


def test_the_entry_stays_where_an_order_is_open_already(open_shop: OpenShop) -> None:
    page = open_shop(LINK.replace("data-sendback", 'data-sendback data-token="known"') + TAG)
    page.click("#link")
    page.wait_for_selector(".line")
    page.click(f"sendback-returns >> {ENTRY}")
    expect(page.locator("[name=order_number]")).to_have_value("1001")
    expect(page.locator("[name=name]")).to_have_value("Lumi Järvenpää")
    page.click("[aria-label=Back]")
    page.wait_for_selector(".line")


def test_back_leads_to_the_return_and_its_way(open_shop: OpenShop) -> None:
    page = open_shop()
    page.click("#link")
    page.click(f"sendback-returns >> {ENTRY}")
    page.click("[aria-label=Back]")
    find_order(page)
    page.wait_for_selector(".line")


def test_what_was_stated_may_be_changed(open_shop: OpenShop) -> None:
    page = open_shop(OWN + TAG)
    page.click("#own")
    state_it(page)
    page.click("text=Change something")
    expect(page.locator("[name=email]")).to_have_value("lumi@post.example")


def test_only_three_answers_are_needed(open_shop: OpenShop) -> None:
    page = open_shop(OWN.replace(' data-order-number="1001"', "") + TAG)
    page.click("#own")
    page.click(BUTTON)
    expect(page.locator(".message li")).to_have_count(3)


@pytest.mark.parametrize("path", ["/withdrawals/statement", "/withdrawals"])
def test_any_failure_of_ours_leaves_the_hosted_page(open_shop: OpenShop, door: Door, path: str) -> None:
    page = open_shop(OWN + TAG)
    page.click("#own")
    for _ in range(3):
        door.refuse(path, "internal", 503)
    if path == "/withdrawals":
        state_it(page)
        page.click(BUTTON)
    else:
        page.fill("[name=name]", "Lumi")
        page.fill("[name=email]", "lumi@post.example")
        page.click(BUTTON)
    link = page.locator(".message a")
    expect(link).to_have_attribute("href", f"{door.base}/s/nordlys/withdraw", timeout=9000)


def test_a_busy_network_does_a_little_work_and_is_never_refused(open_shop: OpenShop, door: Door) -> None:
    page = open_shop(OWN + TAG)
    page.click("#own")
    state_it(page)
    door.refuse("/withdrawals", "work-needed", 429, "Wait half a minute.")
    page.click("text=Confirm withdrawal")
    page.wait_for_selector(".done")
    first, second = [(key, body) for key, path, body in door.asked if path.endswith("/withdrawals")]
    assert first[0] == second[0]
    assert second[1]["work"]["challenge"] == "1.abc"
    assert second[1]["work"]["nonce"]


def test_a_shop_without_it_has_no_entry(open_shop: OpenShop, door: Door) -> None:
    door.change_config = lambda config: config["withdrawal"].update(enabled=False)
    page = open_shop()
    page.click("#link")
    page.wait_for_selector("form")
    assert page.locator(f"sendback-returns >> {ENTRY}").count() == 0
