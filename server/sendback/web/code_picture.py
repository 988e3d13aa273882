"""A QR symbol as a picture for a page, drawn here so that no page needs a script or a style for it."""

import re

from sendback.paper.qr import encode_qr

QUIET = 4
"""Modules of white around the symbol (ISO/IEC 18004, 6.3.8)."""

_DARK = re.compile("1+")


def draw_code(text: str) -> str:
    """Draw a symbol as SVG, black on white whatever the page's colours are."""
    rows = encode_qr(text)
    side = len(rows) + 2 * QUIET
    bars = [(span.start() + QUIET, y, len(span[0])) for y, row in enumerate(rows, QUIET) for span in _DARK.finditer(row)]
    path = "".join(f"M{x} {y}h{width}v1h-{width}z" for x, y, width in bars)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
    )
