"""The owner builds a tag in three steps, pastes it on a blank page, and it works there."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask, Response
from playwright.sync_api import FrameLocator, Page, expect
from werkzeug.serving import make_server

from sendback.shops import store
from sendback.shops.model import ShopSettings
from sendback.shops.sign_in import Role
from tests.browser.conftest import Live
from tests.browser.test_pages import check
from tests.factories import make_settings
from tests.people import open_session

pytestmark = pytest.mark.browser
NewPage = Callable[..., Page]
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
LOOKS = [
    pytest.param(DESKTOP, id="desktop"),
    pytest.param({**DESKTOP, "color_scheme": "dark"}, id="dark"),
    pytest.param({"viewport": {"width": 360, "height": 760}}, id="phone"),
    pytest.param({"viewport": {"width": 320, "height": 256}}, id="zoom-400"),
    pytest.param({**DESKTOP, "forced_colors": "active"}, id="forced-colours"),
]


@dataclass
class BlankShop:
    """A shop's page with nothing on it but what is pasted."""

    url: str
    pasted: str = ""


@pytest.fixture
def blank_shop() -> Iterator[BlankShop]:
    app = Flask("tests.blank_shop")
    server = make_server("127.0.0.1", 0, app, threaded=True)
    shop = BlankShop(f"http://localhost:{server.port}")

    @app.get("/")
    def show() -> Response:
        return Response(f"<!doctype html><title>Shop</title>{shop.pasted}", mimetype="text/html")

    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield shop
    server.shutdown()
    server.server_close()


def sign_in(page: Page, live: Live) -> Page:
    shop_id, now = live.founded.shop.shop_id, datetime.now(UTC)
    session = open_session(live.context.database, shop_id, Role.OWNER, now)
    page.context.add_cookies([{"name": "sendback_session", "value": session, "url": live.base_url}])
    return page


@pytest.fixture
def builder(new_page: NewPage, live: Live) -> Page:
    """The builder's page, open at its first step."""
    page = sign_in(new_page(**DESKTOP), live)
    return open_builder(page, live)


def open_builder(page: Page, live: Live, place: str = "") -> Page:
    page.goto(f"{live.base_url}/builder{place}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def preview(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def wait_until_saved(page: Page) -> None:
    expect(page.locator("#save-status[data-state=saved]")).to_be_visible()


def saved(live: Live) -> ShopSettings:
    return live.context.database.read(store.get_shop, live.founded.shop.shop_id).settings


def test_from_the_first_screen_to_an_open_form_on_a_blank_page(builder: Page, live: Live, blank_shop: BlankShop) -> None:
    page = builder
    page.get_by_role("button", name="Minimal").click()
    page.get_by_role("button", name="+ Own question").click()
    page.get_by_label("Label", exact=True).fill("Box size")
    page.get_by_role("link", name="Next: Look").click()
    page.locator("[id='look.accent']").fill("#0b3d91")
    page.get_by_role("link", name="Next: Delivery & snippet").click()
    page.get_by_label("Your shop's address").fill(f"{blank_shop.url}/some/page")
    page.locator("#origin-add-now").click()
    wait_until_saved(page)
    blank_shop.pasted = page.get_by_role("region", name="Snippet").inner_text()

    shop = page.context.new_page()
    shop.goto(blank_shop.url)
    shop.wait_for_function("window.sendback && window.sendback.version")
    with shop.expect_response(re.compile("/config")) as told:
        shop.get_by_role("link", name="Return an item").click()
    expect(shop.get_by_role("dialog")).to_be_visible()
    expect(shop.get_by_label("Order number")).to_be_visible()
    config = told.value.json()
    assert [field["id"] for field in config["fields"]] == ["order_number", "email", "own_1"]
    assert config["fields"][2]["label"] == "Box size"
    assert config["look"]["accent"] == "#0b3d91"

    page.get_by_label("A page with the tag").fill(blank_shop.url)
    page.get_by_role("button", name="Verify").click()
    expect(page.locator(".finding.good")).to_have_count(7)
    expect(page.locator(".finding.bad")).to_have_count(0)


def test_the_tag_speaks_for_itself_when_the_owner_opens_its_page(builder: Page, live: Live, blank_shop: BlankShop) -> None:
    page = builder
    page.get_by_role("link", name="Delivery & snippet", exact=False).first.click()
    blank_shop.pasted = page.get_by_role("region", name="Snippet").inner_text()
    page.get_by_label("A page with the tag").fill(blank_shop.url)
    page.get_by_role("button", name="Verify").click()
    page.get_by_role("button", name="Add it now").click()
    wait_until_saved(page)
    assert blank_shop.url in saved(live).origins
    page.get_by_role("button", name="Verify").click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open the page").click()
    expect(page.locator("#verify-live .finding.good")).to_have_count(3)
    opened.value.close()


@pytest.mark.parametrize("tab", ["Tag Manager", "React"])
def test_every_kind_of_snippet_can_be_chosen_and_pinned(builder: Page, tab: str) -> None:
    page = builder
    page.goto(page.url.split("#")[0] + "#step=delivery")
    page.get_by_role("tab", name=tab).click()
    page.get_by_role("radio", name=re.compile("^Pinned")).check()
    snippet = page.get_by_role("region", name="Snippet")
    expect(snippet).to_contain_text("sha384-")
    expect(page.locator("#snippet-mail")).to_have_attribute("href", re.compile("^mailto:.*sha384"))


def test_a_pinned_tag_passes_the_browsers_own_check(builder: Page, blank_shop: BlankShop, live: Live) -> None:
    page = builder
    page.goto(page.url.split("#")[0] + "#step=delivery")
    page.get_by_role("radio", name=re.compile("^Pinned")).check()
    blank_shop.pasted = page.get_by_role("region", name="Snippet").inner_text()
    page.goto(blank_shop.url)
    page.wait_for_function("window.sendback && window.sendback.version")
    page.goto(f"{live.base_url}/builder#step=delivery")
    page.get_by_role("tab", name="Tag Manager").click()
    blank_shop.pasted = page.get_by_role("region", name="Snippet").inner_text()
    page.goto(blank_shop.url)
    page.wait_for_function("window.sendback && window.sendback.version")


def test_copying_says_so(builder: Page) -> None:
    page = builder
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(page.url.split("#")[0] + "#step=delivery")
    page.locator("#snippet-copy").click()
    expect(page.locator("#announcer")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_role("region", name="Snippet").inner_text()


def test_every_step_is_an_address_and_back_works(builder: Page, live: Live) -> None:
    page = builder
    page.locator("#open-email").click()
    expect(page).to_have_url(re.compile("#step=fields&field=email$"))
    page.get_by_role("link", name="Look", exact=False).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look")
    page.go_back()
    expect(page.get_by_label("Label", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Label", exact=True)).to_have_count(0)
    open_builder(page, live, "#step=delivery")
    expect(page.get_by_role("heading", level=1)).to_have_text("Delivery & snippet")


def test_fields_move_by_keyboard_alone_and_the_focus_stays_with_them(builder: Page, live: Live) -> None:
    page = builder
    page.locator("#open-postcode").focus()
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#open-postcode")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Label", exact=True)).to_be_visible()
    wait_until_saved(page)
    assert [field.id for field in saved(live).fields][:3] == ["order_number", "postcode", "email"]


def test_a_reason_is_reworded_moved_and_another_taken_out(builder: Page, live: Live) -> None:
    page = builder
    page.get_by_label("Reason 1", exact=True).fill("Runs small")
    page.get_by_role("button", name="Remove Too large").click()
    page.get_by_role("button", name="Move Not as described up").click()
    page.get_by_role("button", name="+ Reason").click()
    page.keyboard.type("Gift, not wanted")
    wait_until_saved(page)
    assert [reason.label["en"] for reason in saved(live).reasons][:2] == ["Not as described", "Runs small"]
    assert saved(live).reasons[-1].label == {"en": "Gift, not wanted"}
    assert [reason.code for reason in saved(live).reasons][:2] == ["not_as_described", "too_small"]


def test_whoever_types_keeps_the_focus_while_the_preview_follows(builder: Page) -> None:
    page = builder
    expect(preview(page).get_by_role("dialog")).to_be_visible()
    page.locator("#open-order_number").click()
    page.get_by_label("Label", exact=True).press_sequentially("Order number, see your receipt", delay=40)
    expect(page.get_by_label("Label", exact=True)).to_have_value("Order number, see your receipt")
    expect(preview(page).get_by_label("Order number, see your receipt")).to_be_visible()
    expect(page.get_by_label("Label", exact=True)).to_be_focused()


def test_colours_that_cannot_be_read_are_told_kept_unsaved_and_mended(builder: Page, live: Live) -> None:
    page = open_builder(builder, live, "#step=look")
    page.locator("[id='look.accent']").fill("#ffe14d")
    expect(page.locator(".verdict.bad")).to_contain_text("1.3:1")
    expect(page.locator("#save-status")).to_contain_text("Not saved yet.")
    assert saved(live).look.accent == "#1f5e4b"
    page.get_by_role("button", name=re.compile("^Use #")).click()
    wait_until_saved(page)
    assert saved(live).look.accent == "#ffe14d"


MOMENTS = {"errors": "Please check", "items": "What goes back?", "details": "Your details", "done": "Your return is ready"}


@pytest.mark.parametrize(("stage", "seen"), MOMENTS.items())
def test_the_preview_shows_every_moment(builder: Page, stage: str, seen: str) -> None:
    builder.get_by_label("Moment").select_option(stage)
    expect(preview(builder).get_by_text(seen).first).to_be_visible()
    assert builder.evaluate("violations") == []
    assert len(builder.context.pages) == 1


def test_the_preview_answers_whatever_the_shop_asks_of_a_line(new_page: NewPage, live: Live) -> None:
    shop = live.founded.shop
    damaged = {
        "code": "damaged",
        "label": {"en": "Damaged"},
        "subs": [{"code": "torn", "label": {"en": "Torn"}}],
        "note": "required",
    }
    asked = {
        "reasons": [damaged],
        "conditions": [{"code": "new", "label": {"en": "Like new"}}],
        "resolutions": ["exchange", "refund"],
    }
    settings = make_settings(origins=[live.shop_url], countries=["FI", "DE"], **asked)
    live.context.database.write(store.save_settings, shop.shop_id, shop.settings_version, settings, "tests", datetime.now(UTC))
    builder = open_builder(sign_in(new_page(**DESKTOP), live), live)
    builder.get_by_label("Moment").select_option("done")
    expect(preview(builder).get_by_text("Your return is ready").first).to_be_visible()
    assert builder.evaluate("violations") == []


def test_the_preview_speaks_the_language_and_direction_one_asks_for(builder: Page) -> None:
    dialog = preview(builder).get_by_role("dialog")
    builder.get_by_label("Language").select_option("ar")
    expect(dialog).to_have_attribute("dir", "rtl")
    builder.get_by_label("Direction").select_option("ltr")
    expect(dialog).to_have_attribute("dir", "ltr")
    builder.get_by_label("Scheme").select_option("dark")
    expect(dialog).to_have_css("color-scheme", "dark")
    builder.get_by_role("button", name="Desktop").click()
    assert builder.evaluate("document.querySelector('iframe').clientWidth") == 1280


def test_two_people_do_not_overwrite_each_other(builder: Page, live: Live) -> None:
    other = open_builder(builder.context.new_page(), live)
    builder.get_by_label("Open for").fill("14")
    wait_until_saved(builder)
    other.get_by_label("Open for").fill("60")
    expect(other.locator("#save-status")).to_contain_text("Somebody else saved")
    assert saved(live).policy.window_days == 14
    other.get_by_role("button", name="Keep mine").click()
    wait_until_saved(other)
    assert saved(live).policy.window_days == 60
    builder.get_by_label("Open for").fill("90")
    builder.get_by_role("button", name="Show theirs").click()
    expect(builder.get_by_label("Open for")).to_have_value("60")


def test_nothing_is_lost_without_network(builder: Page, live: Live) -> None:
    page = builder
    expect(preview(page).get_by_role("dialog")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_label("Open for").fill("45")
    expect(page.locator("#save-status")).to_contain_text("Offline")
    page.context.set_offline(False)
    wait_until_saved(page)
    assert saved(live).policy.window_days == 45


def test_what_a_crash_left_unsaved_is_there_again(builder: Page, live: Live) -> None:
    page = builder
    page.route("**/builder/settings", lambda route: route.abort())
    page.get_by_label("Open for").fill("21")
    expect(page.locator("#save-status")).to_contain_text("Offline")
    page.close(run_before_unload=False)
    again = open_builder(builder.context.new_page(), live)
    expect(again.get_by_label("Open for")).to_have_value("21")
    wait_until_saved(again)
    assert saved(live).policy.window_days == 21


def test_a_logo_is_chosen_and_shown(builder: Page, live: Live, tmp_path: Any) -> None:
    from PIL import Image

    page = open_builder(builder, live, "#step=look")
    Image.new("RGB", (80, 40), "#1f5e4b").save(tmp_path / "logo.png")
    page.set_input_files("#logo", tmp_path / "logo.png")
    expect(page.get_by_alt_text("Your logo")).to_be_visible()
    wait_until_saved(page)
    assert saved(live).look.logo
    (tmp_path / "logo.svg").write_text("<svg/>")
    page.set_input_files("#logo", tmp_path / "logo.svg")
    expect(page.locator("#fault-logo")).to_contain_text("PNG, JPEG or WebP")


@pytest.mark.parametrize("options", LOOKS)
@pytest.mark.parametrize("step", ["fields", "look", "delivery"])
def test_every_step_for_everybody(live: Live, new_page: NewPage, options: dict[str, object], step: str) -> None:
    page = open_builder(sign_in(new_page(**options), live), live, f"#step={step}")
    if step == "fields":
        page.locator("#add-select").click()
    elif step == "look":
        page.locator("[id='look.accent']").fill("#ffe14d")
        expect(page.locator("#texts-list input").first).to_be_visible()
    else:
        page.locator("summary").click()
    expect(preview(page).get_by_role("dialog")).to_be_visible()
    check(page)


def test_without_script_the_tag_is_there_to_copy(new_page: NewPage, live: Live, blank_shop: BlankShop) -> None:
    page = sign_in(new_page(**DESKTOP, java_script_enabled=False), live)
    page.goto(f"{live.base_url}/builder")
    expect(page.get_by_role("heading", level=1)).to_have_text("The builder needs JavaScript")
    shown = page.locator("pre").inner_text()
    assert json.dumps(live.founded.publishable_key) in shown
