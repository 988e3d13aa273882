"""What a shopper says of a line, and what it comes to, told before anything is confirmed."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.widget.answers import enrich_lines, make_richer
from tests.widget.conftest import OpenShop
from tests.widget.door import Door
from tests.widget.walk import BUTTON, find_order, focused, pick_line, reach_details

pytestmark = pytest.mark.browser


def show_choices(open_shop: OpenShop, door: Door, **options: Any) -> Page:
    """Show an order with every choice a shop can offer, its first line picked."""
    door.change_config, door.change_opened = make_richer, enrich_lines
    page = open_shop(**options)
    find_order(page)
    page.locator("[type=checkbox]").first.check()
    return page


def sent_to(door: Door, path: str) -> list[dict[str, Any]]:
    return [body for _, asked, body in door.asked if asked.endswith(path)]


def test_a_line_offers_the_reasons_of_its_class_only(open_shop: OpenShop, door: Door) -> None:
    page = show_choices(open_shop, door)
    codes = page.locator("[name='reason.l1']").evaluate_all("all => all.map(one => one.value)")
    assert codes == ["too_large", "damaged", "changed_mind"]


def test_a_reason_and_its_closer_word_are_two_taps(open_shop: OpenShop, door: Door) -> None:
    page = show_choices(open_shop, door)
    assert page.locator("[name='sub_reason.l1']").count() == 0
    page.check("[value=damaged]")
    assert focused(page) == "reason.l1"
    page.check("[value=cracked]")
    page.check("[value=unworn]")
    expect(page.locator(".outcome")).to_have_text("You can keep it.")
    page.check("[value=changed_mind]")
    assert page.locator("[name='sub_reason.l1']").count() == 0
    page.check("[value=damaged]")
    assert page.locator("[name='sub_reason.l1']:checked").count() == 0


def test_the_outcome_of_the_choice_stands_there_at_once(open_shop: OpenShop, door: Door) -> None:
    page = show_choices(open_shop, door)
    outcome = page.locator(".outcome")
    assert outcome.get_attribute("role") == "status"
    page.check("[value=changed_mind]")
    expect(outcome).to_be_hidden()
    page.check("[value=unworn]")
    expect(outcome).to_have_text("Fee: €4.90")
    page.click("[aria-label='One more']")
    expect(outcome).to_have_text("Fee: €4.90 each")
    page.check("[value=store_credit]")
    expect(outcome).to_be_hidden()
    page.check("[value=worn]")
    expect(outcome).to_have_text("Worn goods cannot come back.")
    page.click(BUTTON)
    expect(page.locator(".message")).to_contain_text("Wool sweater, forest green, M: Worn goods cannot come back.")
    assert page.locator(".fault:not(:empty)").count() == 0  # its place says it already
    assert sent_to(door, "/preview") == []


def test_a_line_that_every_choice_refuses_is_shut_with_its_reason(open_shop: OpenShop, door: Door) -> None:
    page = show_choices(open_shop, door)
    expect(page.locator(".shut").first).to_contain_text("Trousers on sale cannot come back.")
    assert page.locator(".shut").count() == 2


def test_every_answer_that_is_missing_is_named(open_shop: OpenShop, door: Door) -> None:
    page = show_choices(open_shop, door)
    page.check("[value=damaged]")
    page.check("[value=exchange]")
    page.click(BUTTON)
    said = page.locator(".message li").all_inner_texts()
    assert [word for word in ("reason", "state", "exchanged", "more about", "photo") if word in " ".join(said)] == [
        "reason", "state", "exchanged", "more about", "photo",
    ]  # fmt: skip
    page.click(".message a >> nth=3")
    assert focused(page) == "note.l1"


def test_an_exchange_names_a_variant_or_something_else(open_shop: OpenShop, door: Door) -> None:
    page = show_choices(open_shop, door)
    for value in ("too_large", "unworn", "exchange", "S"):
        page.check(f"[value={value}]")
    page.click(BUTTON)
    page.wait_for_selector(".address")
    assert sent_to(door, "/preview")[0]["lines"] == [
        {
            "id": "l1",
            "quantity": 1,
            "reason": "too_large",
            "condition": "unworn",
            "resolution": "exchange",
            "exchange": {"sku": "S"},
        }
    ]
    page.click("[aria-label=Back]")
    page.check("[value=other]")
    page.fill("[name='exchange_title.l1']", "The blue one")
    page.click(BUTTON)
    page.wait_for_selector(".address")
    assert sent_to(door, "/preview")[1]["lines"][0]["exchange"] == {"title": "The blue one"}


def test_what_becomes_of_it_is_told_before_confirming(open_shop: OpenShop, door: Door) -> None:
    def charge(preview: dict[str, Any]) -> None:
        preview["lines"][0] |= {"fee_text": "€4.90", "text": "Return until December 12."}
        preview |= {"fee_text": "€4.90", "asks_first": True}

    door.change_preview = charge
    page = open_shop()
    find_order(page)
    pick_line(page, 0)
    pick_line(page, 1)
    page.click(BUTTON)
    summary = page.get_by_role("group", name="What happens with it")
    expect(summary).to_contain_text("Wool sweater")
    expect(summary.locator(".total")).to_contain_text("€4.90")
    expect(summary).to_contain_text("pays your money back itself")
    expect(page.locator(".foot small")).to_have_text("Fee: €4.90")
    expect(page.locator(BUTTON)).to_have_text("Send my request")
    page.click(BUTTON)
    page.wait_for_selector(".done")
    assert len(page.context.pages) == 1


def test_another_country_is_asked_about_anew(open_shop: OpenShop, door: Door) -> None:
    page = open_shop()
    find_order(page)
    pick_line(page)
    page.click(BUTTON)
    door.change_preview = lambda preview: preview.update(notes=["From afar you pay the post."])
    page.select_option("[name='address.country']", "US")
    expect(page.get_by_role("group", name="What happens with it")).to_contain_text("From afar you pay the post.")
    assert sent_to(door, "/preview")[-1]["contact"] == {"address": {"country": "US"}}


def test_faults_of_the_preview_stand_at_their_line(open_shop: OpenShop, door: Door) -> None:
    page = open_shop()
    find_order(page)
    pick_line(page)
    errors = [{"field": "lines.l2.reason", "code": "unknown", "detail": "Choose one of the options offered."}]
    door.refuse("/returns/preview", "invalid-fields", 422, "Check.", errors=errors)
    page.click(BUTTON)
    expect(page.locator("[id='fault-reason.l2']")).to_have_text("Choose one of the options offered.")


def test_what_is_kept_asks_for_no_address_and_ends_without_a_label(open_shop: OpenShop, door: Door) -> None:
    door.change_preview = lambda preview: preview.update(sends=False, notes=["You keep it: 1 × Canvas trousers."])
    door.change_made = lambda made: made.update(kept=True, label=None, packing_slip=None)
    page = open_shop()
    find_order(page)
    pick_line(page)
    page.click(BUTTON)
    expect(page.locator("h2")).to_have_text("Your details")
    assert page.locator(".address, [name=delivery]").count() == 0
    expect(page.locator(BUTTON)).to_have_text("Confirm")
    page.click(BUTTON)
    expect(page.locator("h2")).to_have_text("You can keep it")
    assert page.locator(".done a.button").count() == 0
    assert len(page.context.pages) == 1


def test_a_shop_that_decides_first_says_what_happens_next(open_shop: OpenShop, door: Door) -> None:
    door.requested = True
    page = open_shop()
    find_order(page)
    pick_line(page)
    page.click(BUTTON)
    page.check("[value=email]")
    page.click(BUTTON)
    expect(page.locator(".done li")).to_have_count(3)
    expect(page.locator(".done")).to_contain_text("You get an email with the answer.")


def test_a_gift_offers_no_money_and_no_second_order(open_shop: OpenShop, door: Door) -> None:
    def give(opened: dict[str, Any]) -> None:
        opened |= {"gift": True, "resolutions": ["exchange", "store_credit"], "contact": None, "email_masked": None}

    door.change_config, door.change_opened = make_richer, give
    page = open_shop()
    find_order(page)
    expect(page.locator("form > .soft")).to_have_text("Gift from order 1001")
    page.locator("[type=checkbox]").first.check()
    offered = page.locator("[name='resolution.l1']").evaluate_all("all => all.map(one => one.value)")
    assert offered == ["exchange", "store_credit"]
    assert page.locator("text=Add another order").count() == 0


def test_a_business_may_paste_a_short_order_too(open_shop: OpenShop, door: Door) -> None:
    door.change_opened = lambda opened: opened.update(business=True)
    page = open_shop()
    find_order(page)
    expect(page.locator("text=Paste a list")).to_be_visible()


def test_what_went_meanwhile_is_asked_for_anew(open_shop: OpenShop, door: Door) -> None:
    page = open_shop()
    find_order(page)
    pick_line(page)
    door.refuse("/returns/preview", "quantity-gone", 409, "Some of these are in another return.")
    page.click(BUTTON)
    page.wait_for_selector("text=in another return")
    assert len(sent_to(door, "/orders/open")) == 2


def test_a_long_order_takes_a_pasted_list_and_one_reason(open_shop: OpenShop, door: Door) -> None:
    def lengthen(opened: dict[str, Any]) -> None:
        line = opened["lines"][0]
        opened["lines"] = [line | {"id": f"n{place}", "title": f"Item {place}", "left": 2} for place in range(20)]

    door.change_opened = lengthen
    door.pasted = {
        "lines": [{"id": "n3", "quantity": 2, "reason": "damaged"}, {"id": "n7", "quantity": 9, "reason": ""}],
        "faults": [{"line": 3, "text": "X 1"}],
    }
    page = open_shop()
    find_order(page)
    page.click("text=Paste a list")
    page.fill("#paste", "N3 2\nN7 9\nX 1")
    page.select_option("#paste-reason", "too_small")
    page.click("text=Choose these items")
    expect(page.locator(".message")).to_have_text("Line 3 was not understood: X 1")
    expect(page.locator(".foot small")).to_have_text("4 items")
    assert sent_to(door, "/paste") == [{"session": "s-1001", "text": "N3 2\nN7 9\nX 1", "lang": "en"}]
    page.click(BUTTON)
    page.wait_for_selector(".address")
    lines = sent_to(door, "/preview")[0]["lines"]
    assert [(line["id"], line["quantity"], line["reason"]) for line in lines] == [("n3", 2, "damaged"), ("n7", 2, "too_small")]


def test_a_fee_that_changed_meanwhile_is_shown_before_anything_is_made(open_shop: OpenShop, door: Door) -> None:
    door.change_preview = lambda preview: preview.update(fee_text="€4.90")
    page = open_shop()
    reach_details(page)
    page.check("[value=email]")
    expect(page.locator(".foot small")).to_have_text("Fee: €4.90")
    door.refuse("/returns", "invalid-fields", 422, errors=[{"field": "agreed", "detail": "The terms changed."}])
    door.change_preview = lambda preview: preview.update(fee_text="€9.90")
    page.click(BUTTON)
    expect(page.locator(".message")).to_have_text("The terms changed.")
    expect(page.locator(".foot small")).to_have_text("Fee: €9.90")
    page.click(BUTTON)
    page.wait_for_selector(".done")
    assert [body["agreed"] for body in sent_to(door, "/returns")] == ["€4.90", "€9.90"]
