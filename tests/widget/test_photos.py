"""Photos of a line: shrunk in the browser, without the place they were taken, on their way at once."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.widget.conftest import OpenShop
from tests.widget.door import Door
from tests.widget.test_choices import sent_to, show_choices
from tests.widget.walk import BUTTON, focused

pytestmark = pytest.mark.browser
PICKER = "[name='photos.l1']"


def make_photo(width: int = 2400, height: int = 1200, name: str = "photo.jpg") -> FilePayload:
    """Make a photo that knows where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    written = io.BytesIO()
    Image.new("RGB", (width, height), "#336699").save(written, "JPEG", exif=exif)
    return {"name": name, "mimeType": "image/jpeg", "buffer": written.getvalue()}


def show_damage(open_shop: OpenShop, door: Door) -> Page:
    page = show_choices(open_shop, door)
    for value in ("damaged", "torn", "unworn"):
        page.check(f"[value={value}]")
    page.fill("[name='note.l1']", "A hole in the sleeve")
    return page


def test_a_photo_is_shrunk_stripped_and_sent_at_once(open_shop: OpenShop, door: Door) -> None:
    page = show_damage(open_shop, door)
    page.set_input_files(PICKER, [make_photo()])
    expect(page.locator(".photo small")).to_have_text("Photo 1")
    [asked] = sent_to(door, "/photos")
    assert (asked["kind"], asked["session"]) == ("image/jpeg", "s-1001")
    assert Image.open(io.BytesIO(door.pictures[0])).size == (1600, 800)
    assert b"SECRETCAMERA" not in door.pictures[0]
    assert page.evaluate("violations") == []
    page.click(BUTTON)
    page.wait_for_selector(".address")
    assert sent_to(door, "/preview")[0]["lines"][0]["photos"] == ["p1"]


def test_three_are_enough(open_shop: OpenShop, door: Door) -> None:
    page = show_damage(open_shop, door)
    page.set_input_files(PICKER, [make_photo(20, 10) for _ in range(4)])
    expect(page.locator(".photo")).to_have_count(3)
    expect(page.locator("[id='fault-photos.l1']")).to_have_text("At most 3 photos.")
    expect(page.locator("label.add")).to_be_hidden()


def test_a_photo_may_be_taken_back(open_shop: OpenShop, door: Door) -> None:
    page = show_damage(open_shop, door)
    page.set_input_files(PICKER, [make_photo(20, 10), make_photo(20, 10)])
    expect(page.locator(".photo")).to_have_count(2)
    page.click("[aria-label='Remove · Photo 1']")
    expect(page.locator(".photo")).to_have_count(1)
    assert focused(page) == "photos.l1"


def test_a_photo_that_did_not_arrive_is_sent_again_by_hand(open_shop: OpenShop, door: Door) -> None:
    page = show_damage(open_shop, door)
    door.refuse("/photos", "photo-refused", 422, "This photo is damaged.")
    page.set_input_files(PICKER, [make_photo(20, 10)])
    expect(page.locator(".photo .fault")).to_have_text("This photo is damaged.")
    door.refuse("/photos", "photo-refused", 422, "This photo is damaged.")
    page.click(BUTTON)
    page.wait_for_selector("text=A photo did not arrive.")
    page.click(".photo >> text=Try again")
    expect(page.locator(".photo small")).to_have_text("Photo 1")
    page.click(BUTTON)
    page.wait_for_selector(".address")


def test_what_is_no_picture_is_said_to_be_none(open_shop: OpenShop, door: Door) -> None:
    page = show_damage(open_shop, door)
    page.set_input_files(PICKER, [{"name": "x.heic", "mimeType": "image/heic", "buffer": b"ftypheic"}])
    expect(page.locator("[id='fault-photos.l1']")).to_have_text("That picture cannot be read. Choose a JPEG or PNG file.")
    assert door.pictures == []


def test_before_the_proof_photos_wait_and_then_go(open_shop: OpenShop, door: Door) -> None:
    from tests.widget.answers import enrich_lines, make_richer
    from tests.widget.test_order import with_token

    door.change_config, door.change_opened = make_richer, enrich_lines
    page = open_shop(with_token("open"))
    page.click("#link")
    page.locator("[type=checkbox]").first.check()
    for value in ("damaged", "torn", "unworn"):
        page.check(f"[value={value}]")
    page.fill("[name='note.l1']", "A hole")
    page.set_input_files(PICKER, [make_photo(20, 10)])
    expect(page.locator(".photo")).to_have_count(1)
    assert door.pictures == []
    page.click(BUTTON)
    page.fill("[name=postcode]", "00100")
    page.click(BUTTON)
    page.wait_for_selector(".address")
    assert sent_to(door, "/preview")[0]["lines"][0]["photos"] == ["p1"]


def test_the_thumbnail_is_drawn_and_named(open_shop: OpenShop, door: Door, tmp_path: Path) -> None:
    page = show_damage(open_shop, door)
    page.set_input_files(PICKER, [make_photo(200, 100)])
    colour = page.locator(".photo canvas").evaluate("one => [...one.getContext('2d').getImageData(5, 5, 1, 1).data]")
    assert abs(colour[2] - 0x99) < 8
    assert page.get_by_role("img", name="Photo 1").count() == 1
