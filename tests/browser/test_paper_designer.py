"""The owner designs a paper by hand, by keyboard and by exact fields, and what is seen is what is printed."""

import io
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from sendback.shops import store
from sendback.shops.design_store import list_designs, save_design
from tests.browser.conftest import Live
from tests.browser.test_builder import DESKTOP, LOOKS, sign_in
from tests.browser.test_pages import check

pytestmark = pytest.mark.browser
NewPage = Callable[..., Page]


@pytest.fixture
def designer(new_page: NewPage, live: Live) -> Page:
    """The designer, open at the shop's label."""
    return open_designer(sign_in(new_page(**DESKTOP), live), live)


def open_designer(page: Page, live: Live, place: str = "label.a4") -> Page:
    page.goto(f"{live.base_url}/builder/paper#{place}")
    expect(page.locator(".sheet > img[src]")).to_be_visible()
    wait_until_checked(page)
    return page


def wait_until_checked(page: Page) -> None:
    """Wait until the server has drawn and judged what is on the screen, however often it is asked."""
    page.wait_for_load_state("networkidle")


def add_text(page: Page, said: str) -> Locator:
    page.get_by_role("button", name="Text", exact=True).last.click()
    page.get_by_label("Says", exact=True).fill(said)
    return page.locator('.thing[aria-pressed="true"]')


def place(page: Page, **millimetres: float) -> None:
    for label, length in millimetres.items():
        page.locator(f"#{label}").fill(str(length))


def saved(live: Live) -> dict[str, Any]:
    def read(tx: Any) -> dict[str, str]:
        shop_id = live.founded.shop.shop_id
        return list_designs(tx, shop_id, store.get_shop(tx, shop_id).settings.designs)

    return {name: json.loads(body) for name, body in live.context.database.read(read).items()}


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#save-status[data-state=saved]")).to_have_text("Saved")


def drag(page: Page, handle: Locator, dx: float, dy: float) -> None:
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx / 2, y + dy / 2)
    page.mouse.move(x + dx, y + dy)
    page.mouse.up()


def length(page: Page, name: str) -> float:
    """Read a field once the page has drawn what was done to it."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return float(page.locator(f"#{name}").input_value())


def print_specimen(page: Page, live: Live) -> str:
    address = page.locator("#specimen").get_attribute("href")
    answer = page.context.request.get(f"{live.base_url}{address}")
    return "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(answer.body())).pages)


def test_from_an_added_text_to_the_printed_page(designer: Page, live: Live) -> None:
    page = designer
    thing = add_text(page, "For ")
    page.get_by_label("Insert", exact=True).first.select_option("order.number")
    expect(page.get_by_label("Says", exact=True)).to_have_value("For {order.number}")
    place(page, x=120, y=268, width=40, height=6)
    drag(page, thing, 60, 0)
    assert length(page, "x") > 130
    moved = length(page, "x")
    thing.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    assert length(page, "x") == pytest.approx(moved - 5.5)
    page.keyboard.press("Control+z")
    assert length(page, "x") == moved
    page.keyboard.press("Control+Shift+z")
    assert length(page, "x") == pytest.approx(moved - 5.5)
    wait_until_checked(page)
    expect(page.locator(".verdict.good")).to_be_visible()
    save(page)
    (element,) = [each for each in saved(live)["label.a4"]["elements"] if each["id"] == "text-1"]
    assert (element["text"], element["x"]) == ("For {order.number}", pytest.approx(moved - 5.5))
    page.get_by_role("button", name="Show the whole design").click()
    assert "For 10042 SPECIMEN" in print_specimen(page, live)
    assert page.evaluate("violations") == []


def test_what_is_seen_is_drawn_by_the_server_and_changes_with_the_design(designer: Page) -> None:
    page = designer
    before = page.locator(".sheet > img").get_attribute("src")
    add_text(page, "Something new")
    wait_until_checked(page)
    expect(page.locator(".sheet > img")).not_to_have_attribute("src", before or "")


def test_a_handle_pulls_one_corner_and_edges_snap_to_their_neighbours(designer: Page) -> None:
    page = designer
    thing = add_text(page, "Snap")
    place(page, x=30.4, y=266, width=40, height=4)
    box = thing.bounding_box()
    assert box
    scale = box["width"] / 40
    corner = page.locator('.grips [data-handle="se"]')
    drag(page, corner, 10.3 * scale, 3.2 * scale)
    assert (length(page, "x"), length(page, "y")) == (30.4, 266)
    assert length(page, "height") == 7
    place(page, x=16, width=40)
    assert length(page, "x") == 16  # drawn: only now does the thing stand where the mouse is to take it
    x, y = middle(thing)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 2.6 * scale, y, steps=4)
    expect(page.locator(".guides .upright").first).to_be_visible()
    page.mouse.up()
    assert length(page, "x") == 14  # where the label's other lines begin
    expect(page.locator(".guides i")).to_have_count(0)


def middle(thing: Locator) -> tuple[float, float]:
    box = thing.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_drag_given_up_with_escape_moves_nothing(designer: Page) -> None:
    page = designer
    thing = add_text(page, "Stay")
    place(page, x=100, y=255)
    page.mouse.move(*middle(thing))
    page.mouse.down()
    page.mouse.move(300, 300, steps=3)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert (length(page, "x"), length(page, "y")) == (100, 255)


def test_everything_by_keyboard_alone(designer: Page) -> None:
    page = designer
    page.locator("#add-box").focus()
    page.keyboard.press("Enter")
    thing = page.locator(".thing:focus")
    expect(thing).to_have_attribute("aria-label", re.compile("^Box. "))
    x, width = length(page, "x"), length(page, "width")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Control+ArrowRight")
    assert (length(page, "x"), length(page, "width")) == (x + 0.5, width + 0.5)
    expect(page.locator("#announcer")).to_contain_text("mm")
    page.keyboard.press("Control+d")
    expect(page.locator("#pick-box-2")).to_be_visible()
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+v")
    expect(page.locator("#pick-box-3")).to_be_visible()
    page.keyboard.press("Delete")
    expect(page.locator("#pick-box-3")).to_have_count(0)
    expect(page.locator(".thing:focus")).to_have_count(1)
    page.keyboard.press("Control+s")
    expect(page.locator("#save-status")).not_to_have_text("Built in")


def test_a_design_that_cannot_be_printed_says_so_and_is_not_saved(designer: Page, live: Live) -> None:
    page = designer
    add_text(page, "Costs {nothing}")
    place(page, x=150, y=268, width=40)
    problem = page.locator(".problems li").first
    expect(problem).to_contain_text("nothing")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#save-status")).to_contain_text("cannot be printed")
    assert saved(live) == {}
    page.locator(".pick").first.click()
    problem.get_by_role("button").click()
    expect(page.get_by_label("Says", exact=True)).to_have_value("Costs {nothing}")
    page.get_by_label("Says", exact=True).fill("Costs nothing")
    expect(page.locator(".verdict.good")).to_be_visible()
    save(page)


def test_two_people_do_not_overwrite_each_other(designer: Page, live: Live) -> None:
    page = designer
    add_text(page, "Mine")
    place(page, x=150, y=268)
    theirs = {"name": "Theirs", "kind": "label", "size": "a4", "elements": []}
    shop_id, now = live.founded.shop.shop_id, datetime.now(UTC)
    live.context.database.write(save_design, shop_id, 1, "label", "a4", json.dumps(theirs), "Aino", now)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#save-status")).to_contain_text("Somebody else saved")
    page.get_by_role("button", name="Keep mine").click()
    expect(page.locator("#save-status")).to_have_text("Saved")
    assert saved(live)["label.a4"]["elements"][-1]["text"] == "Mine"


def test_another_change_of_the_settings_is_no_conflict(designer: Page, live: Live) -> None:
    page = designer
    add_text(page, "Mine")
    place(page, x=150, y=268)
    shop = live.founded.shop
    other = shop.settings.model_copy(update={"countries": ("FI",)})
    live.context.database.write(store.save_settings, shop.shop_id, 1, other, "Aino", datetime.now(UTC))
    save(page)
    settings = live.context.database.read(store.get_shop, shop.shop_id).settings
    assert settings.countries == ("FI",)
    assert list(settings.designs) == ["label.a4"]


def test_without_network_nothing_is_lost(designer: Page, live: Live) -> None:
    page = designer
    add_text(page, "Later")
    place(page, x=150, y=268)
    page.context.set_offline(True)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#save-status")).to_contain_text("Offline")
    page.context.set_offline(False)
    save(page)
    assert saved(live)["label.a4"]["elements"][-1]["text"] == "Later"


def test_who_leaves_with_unsaved_changes_is_asked(designer: Page) -> None:
    page, asked = designer, list[str]()
    add_text(page, "Unsaved")
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate("setTimeout(() => location.assign('/desk'))")
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    expect(page.locator("#save-status")).to_have_text("Not saved yet")


def test_back_to_the_built_in_design_asks_first(designer: Page, live: Live) -> None:
    page = designer
    add_text(page, "Mine")
    place(page, x=150, y=268)
    save(page)
    page.locator(".thing[aria-pressed=true]").focus()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Back to the built-in design").click()
    page.get_by_role("button", name="Leave it").click()
    assert "label.a4" in saved(live)
    page.get_by_role("button", name="Back to the built-in design").click()
    check(page)
    page.get_by_role("button", name="Use the built-in design").click()
    expect(page.locator("#save-status")).to_have_text("Built in")
    assert saved(live) == {}


def test_a_design_is_exported_and_imported_for_another_paper(designer: Page, live: Live, tmp_path: Path) -> None:
    page = designer
    add_text(page, "Carried over")
    place(page, x=10, y=268)
    page.locator(".thing[aria-pressed=true]").focus()
    page.keyboard.press("Escape")
    with page.expect_download() as told:
        page.get_by_role("button", name="Export").click()
    told.value.save_as(tmp_path / "design.json")
    assert told.value.suggested_filename == "label.a4.json"
    page.get_by_label("Paper", exact=True).select_option("letter")
    expect(page).to_have_url(re.compile("#label.letter$"))
    page.set_input_files("#import", tmp_path / "design.json")
    expect(page.get_by_role("button", name="Text: Carried over").first).to_be_visible()
    (tmp_path / "noise.json").write_text("[1, 2")
    page.set_input_files("#import", tmp_path / "noise.json")
    expect(page.locator("#fault-import")).to_contain_text("not a design")
    page.go_back()
    expect(page.get_by_label("Paper", exact=True)).to_have_value("a4")


def test_a_sample_a_language_and_a_direction(designer: Page) -> None:
    page = designer
    add_text(page, "Order")
    place(page, x=150, y=268, width=40)
    left = middle(page.locator(".thing[aria-pressed=true]"))[0]
    page.get_by_label("Language").select_option("ar")
    expect(page.locator(".sheet")).to_have_attribute("dir", "rtl")
    thing = page.locator(".thing[aria-pressed=true]")
    assert middle(thing)[0] < left
    drag(page, thing, 30, 0)
    assert length(page, "x") < 150
    page.get_by_label("Words", exact=True).first.select_option("each")
    page.get_by_label("Says, in العربية").fill("طلب")
    page.get_by_label("Filled with").select_option("long")
    wait_until_checked(page)
    expect(page.locator("#drawing")).to_have_text("")


@pytest.mark.parametrize("options", LOOKS)
@pytest.mark.parametrize("part", ["design", "text", "table", "faulty"])
def test_every_part_for_everybody(live: Live, new_page: NewPage, options: dict[str, object], part: str) -> None:
    page = open_designer(sign_in(new_page(**options), live), live, "packing_slip.a4" if part == "table" else "label.a4")
    if part == "table":
        page.locator(".pick", has_text="Items").first.click()
        expect(page.get_by_label("Column 1", exact=True).first).to_be_visible()
    elif part != "design":
        page.locator("#add-text").click()
        page.locator("#text").fill("{nothing}" if part == "faulty" else "Thank you")
    if part == "faulty":
        expect(page.locator(".verdict.bad")).to_be_visible()
    wait_until_checked(page)
    check(page)


def test_a_finger_first_selects_and_then_moves(live: Live, new_page: NewPage) -> None:
    page = sign_in(new_page(viewport={"width": 390, "height": 844}, has_touch=True), live)
    open_designer(page, live)
    thing = page.locator(".thing").nth(1)
    page.touchscreen.tap(*middle(thing))
    expect(page.locator('.thing[aria-pressed="true"]')).to_have_count(1)
    expect(page.locator("#fields-title")).to_be_visible()


def test_without_script_it_says_so(new_page: NewPage, live: Live) -> None:
    page = sign_in(new_page(**DESKTOP, java_script_enabled=False), live)
    page.goto(f"{live.base_url}/builder/paper")
    expect(page.get_by_role("heading", level=1)).to_have_text("The designer needs JavaScript")
