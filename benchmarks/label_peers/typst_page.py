"""A page as typst draws it: its markup with every line placed, symbols as SVG, our faces, one compiler for all."""

import json
import tempfile
from pathlib import Path

import typst

from label_peers.svg import write_svg
from sendback.paper.drawing import Fill, Page, Symbol, Text
from sendback.paper.faces import BOLD, SANS, SCRIPTS, open_face
from sendback.paper.shaping import BuiltinRun

_FAMILIES = (
    "Noto Sans", "Noto Sans Arabic", "Noto Sans Thai", "Noto Sans Devanagari", "Noto Sans Hebrew", "Droid Sans Fallback"
)  # fmt: skip
_FONTS = tempfile.TemporaryDirectory()
for _name in (SANS, BOLD, *SCRIPTS):
    Path(_FONTS.name, f"{_name}.ttf").write_bytes(open_face(_name).source.blob.data)
_COMPILER = typst.Compiler(font_paths=[_FONTS.name], ignore_system_fonts=True)


def draw(page: Page) -> bytes:
    """Draw a laid-out page."""
    families = ", ".join(f'"{name}"' for name in _FAMILIES)
    parts = [
        f"#set page(width: {page.width}mm, height: {page.height}mm, margin: 0mm)",
        f'#set text(font: ({families}), top-edge: "baseline", bottom-edge: "baseline")',
    ]
    for thing in [*(page.base.things if page.base else ()), *page.things]:
        if isinstance(thing, Text):
            parts.append(_place(thing.x, thing.baseline, _write_text(thing)))
        elif isinstance(thing, Fill):
            box = thing.box
            parts.append(_place(box.x, box.y, f"rect(width: {box.width}mm, height: {box.height}mm, fill: black)"))
        elif isinstance(thing, Symbol):
            picture = f'image(bytes({json.dumps(write_svg(thing))}), format: "svg")'
            parts.append(_place(thing.x, thing.y, picture))
    drawn = _COMPILER.compile(input="\n".join(parts).encode(), format="pdf")
    assert isinstance(drawn, bytes)
    return drawn


def _place(x: float, y: float, what: str) -> str:
    return f"#place(dx: {x:.3f}mm, dy: {y:.3f}mm, {what})"


def _write_text(text: Text) -> str:
    bold = any("Bold" in run.face.name or (not isinstance(run, BuiltinRun) and run.is_heavy) for run in text.line.runs)
    look = f'size: {text.size_pt:.3f}pt, weight: "{"bold" if bold else "regular"}", fill: {"white" if text.white else "black"}'
    return f"text({look}, {json.dumps(text.line.text, ensure_ascii=False)})"
