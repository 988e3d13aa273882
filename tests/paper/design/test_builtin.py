"""The built-in designs: without a fault, for every sheet, in every language and script, with too much and with nothing."""

import io
from dataclasses import replace

import pypdf
import pytest
import zxingcpp

from sendback.paper.design.builtin import choose_size, get_design, list_sizes
from sendback.paper.design.checking import check_design
from sendback.paper.design.reading import read_design, write_design
from sendback.paper.design.samples import make_sample_facts
from sendback.paper.documents import draw, lay_out
from sendback.paper.drawing import DOT_MM, Page, Part, Role, Symbol, Text
from sendback.paper.missing import find_missing_glyphs
from sendback.paper.model import DocumentKind, LabelFacts, PaperSize
from sendback.paper.ready import make_ready
from sendback.words.catalogue import LANGUAGES, words_for
from tests.paper.samples import list_things, make_facts, print_page, read_text, scan
from tests.paper.test_layout import check

EVERY = [(kind, size) for kind in DocumentKind for size in list_sizes(kind)]
NAMES = [f"{kind.value}-{size.value}" for kind, size in EVERY]
SCRIPTS = ("zh", "ja", "ko", "ar", "he", "th", "hi", "el", "ru")


def lay_out_sample(kind: DocumentKind, size: PaperSize, facts: LabelFacts) -> list[Page]:
    return lay_out(kind, make_ready(facts), size, words_for(facts.language))


@pytest.mark.parametrize(("kind", "size"), EVERY, ids=NAMES)
def test_no_built_in_design_has_a_fault(kind: DocumentKind, size: PaperSize) -> None:
    assert check_design(get_design(kind, size), kind) == []


@pytest.mark.parametrize(("kind", "size"), EVERY, ids=NAMES)
def test_a_design_survives_json(kind: DocumentKind, size: PaperSize) -> None:
    design = get_design(kind, size)
    assert read_design(write_design(design)) == design


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "size"), EVERY, ids=NAMES)
def test_nothing_overlaps_or_leaves_the_page(kind: DocumentKind, size: PaperSize, language: str) -> None:
    for long in (False, True):
        for page in lay_out_sample(kind, size, make_sample_facts(language, long, kind)):
            check(page)


@pytest.mark.parametrize(("kind", "size"), EVERY, ids=NAMES)
def test_what_nobody_knows_stays_blank(kind: DocumentKind, size: PaperSize) -> None:
    nothing = make_facts(
        shop_name="", order_number="", consignor_lines=(), consignee_lines=(), items=(), carrier_message="", qr_text=""
    )
    for page in lay_out_sample(kind, size, nothing):
        check(page)
        assert "None" not in " ".join(thing.line.text for thing in list_things(page) if isinstance(thing, Text))


@pytest.mark.parametrize("language", SCRIPTS)
@pytest.mark.parametrize("kind", DocumentKind)
def test_every_script_prints_whole(kind: DocumentKind, language: str) -> None:
    facts = make_sample_facts(language, kind=kind)
    size = list_sizes(kind)[0]
    assert find_missing_glyphs(facts) == ()
    said = [thing.line for page in lay_out_sample(kind, size, facts) for thing in list_things(page) if isinstance(thing, Text)]
    assert not [line.text for line in said if line.missing or "…" in line.text]
    if kind not in (DocumentKind.INSTRUCTIONS, DocumentKind.OUTBOUND_SLIP):
        assert facts.consignor_lines[0] in read_text(draw(kind, facts, size, words_for(language)))


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("size", list_sizes(DocumentKind.OUTBOUND_SLIP))
def test_the_token_of_an_outbound_slip_is_read(size: PaperSize, dpi: int) -> None:
    facts = make_sample_facts(kind=DocumentKind.OUTBOUND_SLIP)
    pdf = draw(DocumentKind.OUTBOUND_SLIP, facts, size, words_for("en"))
    assert scan(print_page(pdf, dpi)) == {"QRCode": facts.qr_text}


@pytest.mark.parametrize("size", [size for size in PaperSize if size is not PaperSize.ROLL62])
def test_a_parcel_with_an_sscc_shows_it_lowest(size: PaperSize) -> None:
    facts = make_sample_facts()
    (page,) = lay_out_sample(DocumentKind.LABEL, size, facts)
    check(page)
    symbols = {thing.symbology.value: thing for thing in list_things(page) if isinstance(thing, Symbol)}
    sscc = symbols["gs1-128"]
    assert sscc.value == facts.sscc
    assert 0.495 <= sscc.module <= 0.94
    assert sscc.module / DOT_MM == pytest.approx(round(sscc.module / DOT_MM))
    assert sscc.box.height >= 31.75
    assert sscc.box.bottom > symbols["code128"].box.bottom
    pdf = draw(DocumentKind.LABEL, facts, size, words_for("en"))
    found = {symbol.text for symbol in zxingcpp.read_barcodes(print_page(pdf, 203).convert("L"))}
    assert found == {f"(00){facts.sscc}", facts.rma, facts.qr_text}
    assert f"(00) {facts.sscc}" in read_text(pdf)


def list_roles(page: Page) -> list[Part]:
    return [*(page.base.parts if page.base else ()), *page.parts]


@pytest.mark.parametrize(("kind", "size"), EVERY, ids=NAMES)
def test_every_paper_has_one_title_and_alternatives_for_its_figures(kind: DocumentKind, size: PaperSize) -> None:
    (page, *_) = lay_out_sample(kind, size, make_sample_facts("fi", kind=kind))
    assert [part.role for part in list_roles(page)].count(Role.HEADING) == 1
    assert all(part.alt for part in list_roles(page) if part.role is Role.FIGURE)
    things = list_things(page)
    covered = sum(part.stop - part.start for part in list_roles(page))
    assert covered >= sum(isinstance(thing, Text | Symbol) for thing in things)


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_file_is_named_in_its_language(kind: DocumentKind) -> None:
    facts = make_sample_facts("de", kind=kind)
    reader = pypdf.PdfReader(io.BytesIO(draw(kind, facts, list_sizes(kind)[0], words_for("de"))))
    assert reader.metadata is not None
    assert facts.rma_shown in str(reader.metadata.title) or facts.order_number in str(reader.metadata.title)


def test_what_is_the_same_on_all_paper_of_a_shop_is_one_object() -> None:
    first, second = (
        lay_out_sample(DocumentKind.LABEL, PaperSize.A6, make_facts(consignor_lines=(name,)))[0] for name in ("Aino", "Liisa")
    )
    assert first.base is second.base
    assert first.base is not None
    other = lay_out_sample(DocumentKind.LABEL, PaperSize.A6, make_facts(shop_name="Another"))[0]
    assert other.base is not first.base


def test_a_sheet_that_a_kind_is_not_made_for_gives_way_to_a_page() -> None:
    assert choose_size(DocumentKind.INVOICE, PaperSize.A6) is PaperSize.A4
    assert choose_size(DocumentKind.INVOICE, PaperSize.FOUR_BY_SIX) is PaperSize.LETTER
    assert get_design(DocumentKind.INVOICE, PaperSize.ROLL62).size is PaperSize.A4


def test_an_invoice_says_what_is_known_and_only_that() -> None:
    facts = make_sample_facts()
    text = " ".join(read_text(draw(DocumentKind.INVOICE, facts, PaperSize.A4, words_for("en"))).split())
    for said in (
        "Commercial invoice",
        "Norway",
        "Returned goods",
        "6205.90",
        "0.320 kg",
        "€49.90",
        "€29.00",
        "€78.90",
        "0.500 kg",
        "EUR",
    ):
        assert said in text
    unknown = make_facts()
    blank = " ".join(read_text(draw(DocumentKind.INVOICE, unknown, PaperSize.A4, words_for("en"))).split())
    assert "HS code" in blank
    assert "€" not in blank
    assert "kg" not in blank


def test_a_currency_without_a_western_sign_is_drawn_from_our_own_faces() -> None:
    facts = make_sample_facts()
    text = read_text(draw(DocumentKind.INVOICE, make_facts(items=facts.items, currency="INR"), PaperSize.A4, words_for("en")))
    assert "₹49.90" in text


@pytest.mark.parametrize(("value", "grams", "currency", "form"), [
    (299_00, 900, "EUR", "CN 22"), (301_00, 900, "EUR", "CN 23"), (100_00, 2001, "EUR", "CN 23"), (100_00, 900, "JPY", "CN 23"),
    (None, 900, "EUR", "CN 23"), (100_00, None, "EUR", "CN 23"),
])  # fmt: skip
def test_the_small_customs_form_is_for_small_parcels(value: int | None, grams: int | None, currency: str, form: str) -> None:
    item = make_facts().items[0]
    facts = make_facts(items=(replace(item, price_minor=value, weight_g=grams),), currency=currency)
    text = read_text(draw(DocumentKind.CUSTOMS, facts, PaperSize.A5, words_for("en")))
    assert form in text
    assert ("Importer's reference" in text) is (form == "CN 23")
