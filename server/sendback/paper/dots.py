"""Symbols fitted anew to the dots of another print head: at 300 dpi no useful module is a whole number of 203 dpi's dots."""

from collections.abc import Sequence
from dataclasses import replace

from sendback.paper.drawing import DOT_MM, Box, Page, Symbol, Symbology, snap
from sendback.paper.symbols import BAR_QUIET, QR_QUIET, WIDEST_DOTS

MM_PER_INCH = 25.4
RESOLUTIONS = (203, 300)
"""The dots per inch of the print heads we fit symbols to."""

_CLOSE = 1e-6


def fit_to_dots(pages: Sequence[Page], dpi: int) -> list[Page]:
    """Return the pages with every symbol on whole dots from the upper left corner; what they have in common stays in common."""
    dot = MM_PER_INCH / dpi
    bases: dict[int, Page] = {}
    fitted = []
    for page in pages:
        if page.base is not None and id(page.base) not in bases:
            bases[id(page.base)] = _fit_page(page.base, dot)
        fitted.append(replace(_fit_page(page, dot), base=page.base and bases[id(page.base)]))
    return fitted


def fit_symbol(symbol: Symbol, dot: float) -> Symbol:
    """Give a symbol the widest module of whole dots that fits with its quiet zone; one that stands on dots already stays."""
    if all(_is_whole(length / dot) for length in (symbol.x, symbol.y, symbol.module, symbol.row_height)):
        return symbol
    return _fit_qr(symbol, dot) if symbol.symbology is Symbology.QR else _fit_bars(symbol, dot)


def _fit_page(page: Page, dot: float) -> Page:
    return replace(page, things=tuple(fit_symbol(thing, dot) if isinstance(thing, Symbol) else thing for thing in page.things))


def _fit_qr(symbol: Symbol, dot: float) -> Symbol:
    """Keep the upper left corner of the ink, which others stand beside."""
    side = symbol.modules[0] + 2 * QR_QUIET
    module = _choose_module(min(symbol.box.width, symbol.box.height), side, dot)
    x, y, quiet = snap(symbol.x, dot), snap(symbol.y, dot), QR_QUIET * module
    box = Box(x - quiet, y - quiet, side * module, side * module)
    return replace(symbol, box=box, x=x, y=y, module=module, row_height=module)


def _fit_bars(symbol: Symbol, dot: float) -> Symbol:
    """Keep the middle of the room, and the height."""
    room = symbol.room or symbol.box
    across = symbol.modules[0] + 2 * BAR_QUIET
    module = _choose_module(room.width, across, dot)
    x = snap(room.x + (room.width - across * module) / 2 + BAR_QUIET * module, dot)
    y, height = snap(symbol.y, dot), snap(symbol.row_height, dot)
    box = Box(x - BAR_QUIET * module, y, across * module, height)
    return replace(symbol, box=box, x=x, y=y, module=module, row_height=height)


def _choose_module(room: float, modules: int, dot: float) -> float:
    most = int(WIDEST_DOTS * DOT_MM / dot + _CLOSE)
    return max(1, min(most, int(room / dot / modules + _CLOSE))) * dot


def _is_whole(number: float) -> bool:
    return abs(number - round(number)) < _CLOSE
