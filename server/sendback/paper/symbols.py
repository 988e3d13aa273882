"""Symbols on the dot grid: modules of whole dots, the widest that fit, with all the quiet that scanners ask for."""

from sendback.paper.code128 import encode_code128
from sendback.paper.drawing import DOT_MM, Box, Modules, Symbol, Symbology, snap
from sendback.paper.gs1 import encode_sscc
from sendback.paper.qr import encode_qr

BAR_QUIET, QR_QUIET = 10, 4
# Wider modules help no scanner (GS1 General Specifications, table 5, ends at 0.94 mm), and their quiet zone grows too.
WIDEST_DOTS = 7


def place_bars(text: str, box: Box) -> Symbol:
    """Centre a Code 128 symbol in a box: 10 modules of quiet zone on each side (ISO/IEC 15417, 4.4)."""
    return _centre_bars(encode_code128(text), box, Symbology.CODE128, text)


def place_gs1(sscc: str, box: Box) -> Symbol:
    """Centre a GS1-128 symbol of an SSCC in a box: quiet zones as Code 128 (GS1 General Specifications, 5.4.4)."""
    return _centre_bars(encode_sscc(sscc), box, Symbology.GS1_128, sscc)


def _centre_bars(bars: tuple[tuple[int, int], ...], box: Box, symbology: Symbology, text: str) -> Symbol:
    last, last_width = bars[-1]
    modules = last + last_width + 2 * BAR_QUIET
    module = max(1, min(WIDEST_DOTS, int(box.width / DOT_MM / modules))) * DOT_MM
    x, y = snap(box.x + (box.width - modules * module) / 2 + BAR_QUIET * module), snap(box.y)
    whole = Box(x - BAR_QUIET * module, y, modules * module, snap(box.height))
    return Symbol(whole, x, y, module, _find_bars(bars), whole.height, symbology, text, box)


def place_qr(text: str, box: Box) -> Symbol:
    """Put a QR symbol's ink into the upper left of a box, at most as wide and high as the box.

    Its 4 modules of quiet zone (ISO/IEC 18004, 6.3.8) lie around it, outside the box: give it a corner with white beside it.
    """
    rows = encode_qr(text)
    side = min(box.width, box.height)
    module = max(1, min(WIDEST_DOTS, int(side / DOT_MM / len(rows)))) * DOT_MM
    x, y = snap(box.x), snap(box.y)
    quiet, whole = QR_QUIET * module, (len(rows) + 2 * QR_QUIET) * module
    return Symbol(Box(x - quiet, y - quiet, whole, whole), x, y, module, Modules(rows), module, Symbology.QR, text)


def _find_bars(bars: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int, int, int], ...]:
    return tuple((start, 0, width, 1) for start, width in bars)
