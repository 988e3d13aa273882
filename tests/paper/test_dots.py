"""Symbols on the dots of 203 and 300 dpi, whatever the page."""

from itertools import pairwise

import pytest

from sendback.paper.dots import RESOLUTIONS, fit_symbol, fit_to_dots
from sendback.paper.drawing import DOT_MM, Box, Page, Symbol, Symbology
from sendback.paper.label import lay_out_label
from sendback.paper.model import PaperSize
from sendback.paper.raster import rasterize_colour
from sendback.paper.ready import make_ready
from sendback.paper.symbols import BAR_QUIET, QR_QUIET, place_bars, place_qr
from tests.paper.samples import QR, make_arabic, make_facts, make_words

DOT_300 = 25.4 / 300
BARS, SQUARE = place_bars("R100000016", Box(10, 10, 80, 20)), place_qr(QR, Box(20, 50, 24, 24))
SIZES = [(101.6, 152.4), (100, 150), (105, 148), (62, 140), (148, 210), (210, 297), (215.9, 279.4), (99.37, 151.93)]


def list_symbols(page: Page) -> list[Symbol]:
    return [thing for thing in page.things if isinstance(thing, Symbol)]


def is_whole(length: float, dot: float) -> bool:
    return abs(length / dot - round(length / dot)) < 1e-6


def find_ink(symbol: Symbol) -> Box:
    across, down = symbol.modules
    return Box(symbol.x, symbol.y, across * symbol.module, down * symbol.row_height)


@pytest.mark.parametrize("symbol", [BARS, SQUARE], ids=["bars", "qr"])
def test_at_300_dpi_modules_are_whole_dots_with_quiet_around_them(symbol: Symbol) -> None:
    fitted = fit_symbol(symbol, DOT_300)
    assert all(is_whole(length, DOT_300) for length in (fitted.x, fitted.y, fitted.module, fitted.row_height))
    ink, room = find_ink(fitted), symbol.room or symbol.box
    quiet = (QR_QUIET if symbol.symbology is Symbology.QR else BAR_QUIET) * fitted.module
    assert ink.x - quiet >= room.x - DOT_300 / 2 - 1e-6
    assert ink.right + quiet <= room.right + DOT_300 / 2 + 1e-6
    assert fitted.rectangles == symbol.rectangles


@pytest.mark.parametrize("symbol", [BARS, SQUARE], ids=["bars", "qr"])
def test_a_wider_module_would_not_have_fitted(symbol: Symbol) -> None:
    fitted = fit_symbol(symbol, DOT_300)
    quiet = QR_QUIET if symbol.symbology is Symbology.QR else BAR_QUIET
    room = symbol.room or symbol.box
    assert (symbol.modules[0] + 2 * quiet) * (fitted.module + DOT_300) > room.width


def test_what_stands_on_dots_stays_where_it_is() -> None:
    page = Page(101.6, 152.4, (BARS, SQUARE))
    assert fit_to_dots([page], 203) == [page]
    assert list_symbols(fit_to_dots(fit_to_dots([page], 300), 300)[0]) == list_symbols(fit_to_dots([page], 300)[0])


def test_an_sscc_keeps_to_the_standards_least_module_at_both_resolutions() -> None:
    """156 modules and the quiet around them: 4 dots of 203 dpi, 6 of 300 (GS1 General Specifications, table 5: 0.495 mm)."""
    bars = Symbol(Box(0, 0, 88.1, 30), 5, 0, 4 * DOT_MM, ((0, 0, 156, 1),), 30, Symbology.GS1_128, "0", Box(0, 0, 91, 30))
    assert fit_symbol(bars, DOT_300).module == pytest.approx(6 * DOT_300)
    assert fit_symbol(bars, DOT_300).module >= 0.495


def test_pages_of_one_design_still_share_what_lies_below() -> None:
    base = Page(101.6, 152.4, (SQUARE,))
    pages = [Page(101.6, 152.4, (BARS,), base=base), Page(101.6, 152.4, (), base=base), Page(101.6, 152.4, ())]
    first, second, third = fit_to_dots(pages, 300)
    assert first.base is second.base
    assert first.base is not None
    assert is_whole(list_symbols(first.base)[0].module, DOT_300)
    assert third.base is None


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("dpi", RESOLUTIONS)
def test_every_edge_of_a_module_is_an_edge_of_a_pixel(size: tuple[float, float], dpi: int) -> None:
    """An edge that lay within a pixel would be neither black nor white; PDF's numbers are exact to a hundredth of one."""
    bars = place_bars("R100000016", Box(2.3, 3.1, 57.7, 19.6))
    page = Page(*size, (bars, place_qr(QR, Box(6.4, 30.7, 24, 24))))
    drawn = rasterize_colour(page, dpi)
    assert not set(drawn.rows) - {*range(4), *range(252, 256)}
    (fitted, square) = list_symbols(fit_to_dots([page], dpi)[0])
    for symbol, step in ((fitted, symbol_dots(fitted, dpi)), (square, symbol_dots(square, dpi))):
        y = round(symbol.y / 25.4 * dpi) + 1
        row = [level > 127 for level in drawn.rows[y * drawn.stride : (y + 1) * drawn.stride : 3]]
        edges = [at for at in range(1, len(row)) if row[at] != row[at - 1]]
        assert edges
        assert all((late - early) % step == 0 for early, late in pairwise(edges))


def symbol_dots(symbol: Symbol, dpi: int) -> int:
    return round(symbol.module / 25.4 * dpi)


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("facts", [make_facts(), make_arabic()], ids=["ltr", "rtl"])
def test_nothing_comes_into_the_quiet_of_a_symbol_at_300_dpi(size: PaperSize, facts: object) -> None:
    ready = make_ready(facts)  # type: ignore[arg-type]
    page = fit_to_dots([lay_out_label(ready, size, make_words(ready))], 300)[0]
    for symbol in list_symbols(page):
        for thing in page.things:
            if thing is not symbol:
                across = min(symbol.box.right, thing.box.right) - max(symbol.box.x, thing.box.x)
                down = min(symbol.box.bottom, thing.box.bottom) - max(symbol.box.y, thing.box.y)
                assert across <= 0.05 or down <= 0.05, thing


@pytest.mark.parametrize("size", PaperSize)
def test_a_labels_qr_symbol_has_five_dots_a_module_or_more(size: PaperSize) -> None:
    page = lay_out_label(make_ready(make_facts()), size, make_words(make_facts()))
    for dpi in RESOLUTIONS:
        (square,) = (thing for thing in list_symbols(fit_to_dots([page], dpi)[0]) if thing.symbology is Symbology.QR)
        assert symbol_dots(square, dpi) >= 5
