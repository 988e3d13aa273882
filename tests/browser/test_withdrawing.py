"""Withdrawing in a real browser: with script and without, on a phone, from right to left; no accessibility fault at any step."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from sendback.database.model import Tx
from sendback.shops.people.letting_in import make_sign_in_link
from sendback.shops.sign_in import Role
from sendback.withdrawals.model import Statement, Withdrawal
from sendback.withdrawals.receiving import receive
from tests.browser.conftest import Live
from tests.browser.test_pages import LOOKS, NewPage, check
from tests.factories import push_order
from tests.people import make_member

pytestmark = pytest.mark.browser
TYPED = {"name": "Aino Järvenpää", "order_number": "SB-1001", "email": "aino@example.fi"}


@pytest.mark.parametrize(("options", "language"), [*LOOKS, pytest.param({"java_script_enabled": False}, "sv", id="no-script")])
def test_every_step_of_a_withdrawal(live: Live, new_page: NewPage, options: dict[str, object], language: str) -> None:
    page = new_page(**options)
    has_script = options.get("java_script_enabled", True)
    look = check if has_script else (lambda _: None)
    page.goto(f"{live.base_url}/s/nordlys/withdraw?lang={language}")
    look(page)
    page.keyboard.press("Tab")
    page.locator("main form button").click()
    look(page)  # with faults
    for name, text in TYPED.items():
        page.fill(f"[name={name}]", text)
    page.keyboard.press("Enter")
    page.wait_for_selector(".statement")
    look(page)
    page.locator("#confirm button").first.click()
    page.wait_for_url("**/withdraw/receipt/**")
    look(page)
    page.locator("a[href*='/w/nordlys/']").click()
    page.wait_for_url("**/w/nordlys/**")
    look(page)
    page.fill("[name=receipt]", "something else")
    page.locator("main form button").click()
    page.wait_for_selector(".note.bad")
    look(page)


def test_many_from_one_place_are_worked_for_by_the_browser(live: Live, new_page: NewPage) -> None:
    page = new_page()
    for place in range(11):
        page.goto(f"{live.base_url}/s/nordlys/withdraw?lang=en")
        for name, text in {**TYPED, "order_number": str(place)}.items():
            page.fill(f"[name={name}]", text)
        page.locator("main form button").click()
        page.locator("#confirm button").first.click()
        page.wait_for_load_state()
    expect(page.locator("#effort")).to_have_text("Ready. You can confirm now.", timeout=60_000)
    check(page)
    page.locator("#confirm button").first.click()
    page.wait_for_url("**/withdraw/receipt/**")


@pytest.mark.parametrize("options", [LOOKS[0].values[0], LOOKS[1].values[0]], ids=["phone", "dark"])
def test_the_desk_of_withdrawals(live: Live, new_page: NewPage, options: dict[str, object]) -> None:
    context, shop, now = live.context, live.founded.shop, datetime.now(UTC)

    def fill(tx: Tx) -> tuple[str, list[Withdrawal]]:
        push_order(tx, shop.shop_id, number="SB-1001", delivered_on=now.date())
        stated = [
            Statement("Aino", number, email, "", "en") for number, email in (("SB-1001", "aino@example.fi"), ("?", "e@x.example"))
        ]
        items = [receive(tx, context.vault, shop, live.base_url, statement, now) for statement in stated]
        return make_sign_in_link(tx, shop.shop_id, make_member(tx, shop.shop_id, Role.OWNER, now), "tests", now), items

    link, items = context.database.write(fill)
    page = new_page(**options)
    page.goto(f"{live.base_url}/sign-in/{link}")
    page.locator("main button").click()
    page.wait_for_url("**/desk**")
    for view in (
        "",
        "?view=due",
        "?view=done",
        "/settings",
        "/wording?language=ar",
        *(f"/{item.withdrawal_id}" for item in items),
    ):
        page.goto(f"{live.base_url}/desk/withdrawals{view}")
        check(page)
    page.fill("[name=number]", "SB-1001")
    page.get_by_role("button", name="Tie to this order").click()
    check(page)
    page.get_by_role("button", name="Make the return").click()
    expect(page.get_by_role("link", name=re.compile("R1000"))).to_be_visible()
    check(page)
