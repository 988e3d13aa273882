"""A page as WeasyPrint draws it: absolutely placed HTML with system fonts, symbols as inline SVG."""

import html

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from label_peers.svg import write_svg
from sendback.paper.drawing import Fill, Page, Symbol, Text
from sendback.paper.shaping import BuiltinRun, Run

_CONFIGURATION = FontConfiguration()
_FAMILIES = "Noto Sans, Noto Sans Arabic, Noto Sans Thai, Noto Sans Devanagari, Noto Sans Hebrew, Droid Sans Fallback"


def draw(page: Page) -> bytes:
    """Draw a laid-out page from HTML with system fonts, symbols as inline SVG."""
    parts = []
    for thing in [*(page.base.things if page.base else ()), *page.things]:
        if isinstance(thing, Text):
            weight = "bold" if any(_is_bold(run) for run in thing.line.runs) else "normal"
            colour = "white" if thing.white else "black"
            style = f"left:{thing.x}mm;top:{thing.box.y}mm;font:{weight} {thing.size_pt}pt {_FAMILIES};color:{colour}"
            parts.append(f'<p style="{style}">{html.escape(thing.line.text)}</p>')
        elif isinstance(thing, Fill):
            box = thing.box
            parts.append(f'<i style="left:{box.x}mm;top:{box.y}mm;width:{box.width}mm;height:{box.height}mm"></i>')
        elif isinstance(thing, Symbol):
            parts.append(_place(thing))
    style = f"@page{{size:{page.width}mm {page.height}mm;margin:0}}p,i,svg{{position:absolute;margin:0;white-space:pre}}"
    text = f"<!doctype html><style>{style}body{{margin:0}}i{{background:black}}</style>{''.join(parts)}"
    drawn = HTML(string=text).write_pdf(font_config=_CONFIGURATION)
    assert drawn is not None
    return bytes(drawn)


def _is_bold(run: Run | BuiltinRun) -> bool:
    return "Bold" in run.face.name or (isinstance(run, Run) and run.is_heavy)


def _place(symbol: Symbol) -> str:
    return f'<div style="left:{symbol.x}mm;top:{symbol.y}mm">{write_svg(symbol)}</div>'
