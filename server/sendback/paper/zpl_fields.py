"""The fields of a ZPL II format: each a place in dots, what is drawn there, and `^FS`."""

import base64
import binascii
import zlib

from sendback.paper.bitmap import Bitmap
from sendback.paper.drawing import Symbol, Symbology, Text
from sendback.paper.helvetica import ENCODING, HELVETICA_BOLD

# Font 0 is a condensed Helvetica Bold: its letters have at most this share of that one's widths.
CONDENSED = 0.86
_ESCAPED = str.maketrans({sign: f"_{ord(sign):02X}" for sign in "^~_"})


def write_line(text: Text, x: int, baseline: int, dpi: int) -> str:
    """Write a line in font 0, stretched to be as wide as ours or a little narrower; black or, on black, white (`^FR`)."""
    height = max(10, round(text.size_pt / 72 * dpi))
    natural = HELVETICA_BOLD.measure(text.line.text.encode(ENCODING)) * CONDENSED
    width = max(10, int(height * text.line.width / natural)) if natural else height
    turned = "^FR" if text.white else ""
    return f"^FT{x},{baseline}{turned}^A0N,{height},{width}{_write_value(text.line.text)}"


def write_block(x: int, y: int, width: int, height: int) -> str:
    """Write a black rectangle, a dot wide and high at least."""
    width, height = max(1, width), max(1, height)
    return f"^FO{x},{y}^GB{width},{height},{min(width, height)}^FS"


def write_bars(symbol: Symbol, corner: tuple[int, int], module: int, height: int) -> str:
    """Write bars: the printer chooses the code sets (mode A), and for an SSCC puts in the FNC1 (mode D)."""
    mode, value = ("D", f"(00){symbol.value}") if symbol.symbology is Symbology.GS1_128 else ("A", symbol.value)
    return f"^FO{corner[0]},{corner[1]}^BY{module},3,{height}^BCN,{height},N,N,N,{mode}{_write_value(value)}"


def write_qr(value: str, x: int, y: int, module: int) -> str:
    """Write a QR symbol, model 2, of level M, its modes chosen by the printer."""
    return f"^FO{x},{y}^BQN,2,{module}{_write_value(f'MA,{value}')}"


def write_bitmap(bitmap: Bitmap, x: int, y: int, *, turned: bool) -> str:
    """Write black dots, deflated; `turned` makes them white where they stand on black."""
    black = bytes(byte ^ 0xFF for byte in bitmap.rows)
    packed = base64.b64encode(zlib.compress(black, 9))
    reverse = "^FR" if turned else ""
    head = f"^FO{x},{y}{reverse}^GFA,{len(black)},{len(black)},{bitmap.stride},"
    return f"{head}:Z64:{packed.decode()}:{binascii.crc_hqx(packed, 0):04X}^FS"


def _write_value(value: str) -> str:
    """Write what a field says, with what would be a command as its code (`^FH`)."""
    return f"^FH^FD{value.translate(_ESCAPED)}^FS"
