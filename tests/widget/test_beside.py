"""Several orders in one box: each proved by itself, all told and sent as one."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.widget.conftest import OpenShop
from tests.widget.door import Door
from tests.widget.walk import BUTTON, find_order, pick_line

pytestmark = pytest.mark.browser


def add_order(page: Page, number: str = "1002") -> None:
    page.click("text=Add another order")
    page.wait_for_selector("[name=order_number]")
    page.fill("[name=order_number]", number)
    page.click(BUTTON)


def show_two(open_shop: OpenShop) -> Page:
    page = open_shop()
    find_order(page)
    pick_line(page, 1)
    add_order(page)
    page.wait_for_selector("h3")
    return page


def test_a_second_order_stands_below_the_first_under_its_number(open_shop: OpenShop) -> None:
    page = show_two(open_shop)
    expect(page.locator("h3")).to_have_text(["Order 1001", "Order 1002"])
    expect(page.locator(".line")).to_have_count(6)
    expect(page.locator("[name='line.l2']")).to_be_checked()
    expect(page.locator("[name='line.1002/l2']")).not_to_be_checked()


def test_both_are_sent_as_one_return(open_shop: OpenShop, door: Door) -> None:
    page = show_two(open_shop)
    pick_line(page, 4, "too_small")
    page.click(BUTTON)
    expect(page.get_by_role("group", name="What happens with it").locator("li")).to_have_count(2)
    page.check("[value=email]")
    page.click(BUTTON)
    page.wait_for_selector(".done")
    sent = sent_return(door)
    assert sent["session"] == "s-1001"
    assert [line["id"] for line in sent["lines"]] == ["l2"]
    [beside] = sent["beside"]
    assert beside["session"] == "s-1002"
    assert [(line["id"], line["reason"]) for line in beside["lines"]] == [("l2", "too_small")]


def test_an_order_that_nothing_goes_back_of_stays_out(open_shop: OpenShop, door: Door) -> None:
    page = show_two(open_shop)
    page.locator("[name='line.l2']").uncheck()
    pick_line(page, 4)
    page.click(BUTTON)
    page.check("[value=email]")
    page.click(BUTTON)
    page.wait_for_selector(".done")
    assert sent_return(door)["session"] == "s-1002"
    assert "beside" not in sent_return(door)


def test_a_fault_beside_stands_at_its_own_line(open_shop: OpenShop, door: Door) -> None:
    page = show_two(open_shop)
    pick_line(page, 4)
    errors = [{"field": "beside.0.lines.l2.reason", "code": "unknown", "detail": "Choose one of the options offered."}]
    door.refuse("/returns/preview", "invalid-fields", 422, "Check.", errors=errors)
    page.click(BUTTON)
    expect(page.locator("[id='fault-reason.1002/l2']")).to_have_text("Choose one of the options offered.")
    assert page.locator("[id='fault-reason.l2']").inner_text() == ""


def test_the_same_order_twice_stays_one(open_shop: OpenShop) -> None:
    page = open_shop()
    find_order(page)
    pick_line(page)
    add_order(page, "1001")
    expect(page.locator("h2")).to_have_text("What goes back?")
    expect(page.locator(".line")).to_have_count(3)
    expect(page.locator("[name='line.l2']")).to_be_checked()


def test_who_changes_their_mind_goes_back_to_the_lines(open_shop: OpenShop) -> None:
    page = open_shop()
    find_order(page)
    pick_line(page)
    page.click("text=Add another order")
    page.click("[aria-label=Back]")
    expect(page.locator("[name='line.l2']")).to_be_checked()
    page.click(BUTTON)
    page.wait_for_selector(".address")


def test_a_wrong_second_proof_says_so_and_keeps_the_first(open_shop: OpenShop) -> None:
    page = open_shop()
    find_order(page)
    page.wait_for_selector(".line")
    add_order(page, "9999")
    page.wait_for_selector("text=We could not find that order.")
    page.click("[aria-label=Back]")
    expect(page.locator(".line")).to_have_count(3)


def test_five_orders_are_enough_for_one_box(open_shop: OpenShop, door: Door) -> None:
    numbers = iter(["1001", "1002", "1003", "1004", "1005"])
    door.change_opened = lambda opened: opened["order"].update(number=next(numbers))
    page = open_shop()
    find_order(page)
    for count in range(2, 6):
        add_order(page, "1002")
        expect(page.locator("h3")).to_have_count(count)
    assert page.locator("text=Add another order").count() == 0


def sent_return(door: Door) -> dict[str, Any]:
    return next(body for _, path, body in door.asked if path.endswith("/returns"))
