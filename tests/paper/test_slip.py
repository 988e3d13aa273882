"""The packing slip: every item, on as many pages as it takes."""

import io

import pypdf
import pytest

from sendback.paper.model import ItemFact, PaperSize
from sendback.words.catalogue import words_for
from tests.paper.samples import draw_packing_slip, make_arabic, make_facts, read_text

WORDS = words_for("en")
ITEMS = tuple(ItemFact(f"Linen shirt number {number}", f"SKU-{number:03}", 1 + number % 3, "Too small") for number in range(60))


def count_pages(pdf: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(pdf), strict=True).pages)


def test_an_ordinary_slip_is_one_page_with_everything() -> None:
    pdf = draw_packing_slip(make_facts(), PaperSize.FOUR_BY_SIX, WORDS)
    text = " ".join(read_text(pdf).split())
    assert count_pages(pdf) == 1
    for said in (
        "Packing slip", "SB-2026/0042", "R1000-0001-6", "November 24, 2026", "Liisa Järvenpää", "Qty", "Item", "Reason",
        "Linen shirt, white / M", "SKU-12", "Too small", "Changed my mind", "3 items in the parcel", "Page 1 of 1",
        "Please put this slip in the parcel.",
    ):  # fmt: skip
        assert said in text


def test_the_sender_is_named_although_the_address_begins_with_a_postcode() -> None:
    facts = make_facts(consignor_lines=("〒150-0041", "東京都", "渋谷区神南一丁目", "渡邉 健太郎"), sender_name="渡邉 健太郎")
    text = read_text(draw_packing_slip(facts, PaperSize.A6, WORDS))
    assert "渡邉 健太郎" in text
    assert "150-0041" not in text


@pytest.mark.parametrize("size", PaperSize)
def test_many_items_run_over_pages_and_none_is_lost(size: PaperSize) -> None:
    pdf = draw_packing_slip(make_facts(items=ITEMS), size, WORDS)
    text, pages = " ".join(read_text(pdf).split()), count_pages(pdf)
    assert pages > 1
    places = [text.index(item.sku) for item in ITEMS]
    assert places == sorted(places)
    assert all(item.title in text for item in ITEMS)
    assert [f"Page {page} of {pages}" in text for page in range(1, pages + 1)] == [True] * pages
    assert text.count("120 items in the parcel") == 1
    assert text.count("Qty") == pages


def test_the_same_slip_prints_the_same_bytes() -> None:
    first, second = (draw_packing_slip(make_facts(items=ITEMS), PaperSize.A4, WORDS) for _ in range(2))
    assert first == second


def test_a_slip_without_items_is_still_a_slip() -> None:
    assert "0 items in the parcel" in read_text(draw_packing_slip(make_facts(items=()), PaperSize.A6, WORDS))


def test_an_arabic_slip_counts_in_arabic() -> None:
    text = read_text(draw_packing_slip(make_arabic(), PaperSize.A4, words_for("ar")))
    assert "منتج واحد في الطرد" in text
    assert "قميص كتان أبيض" in text
