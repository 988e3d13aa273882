"""Code 128 symbols (ISO/IEC 15417), encoded by python-barcode."""

import functools
from itertools import groupby

from barcode.codex import Code128
from barcode.errors import BarcodeError
from barcode.writer import SVGWriter

# It draws nothing; without one, every symbol would make its own.
_WRITER = SVGWriter()


@functools.lru_cache(maxsize=256)
def encode_code128(text: str) -> tuple[tuple[int, int], ...]:
    """Return each bar's first module and width in modules; ValueError for text that the symbology has no way to say."""
    try:
        (modules,) = Code128(text, _WRITER).build()
    except BarcodeError as problem:
        raise ValueError(str(problem)) from problem
    bars, start = [], 0
    for module, group in groupby(modules):
        width = len(list(group))
        if module == "1":
            bars.append((start, width))
        start += width
    return tuple(bars)
