"""Glyphs as outlines, for formats that carry no fonts and lean on nobody's."""

import functools
from dataclasses import replace
from typing import Any

import uharfbuzz

from sendback.paper.drawing import Text
from sendback.paper.faces import Face
from sendback.paper.shaping import Run, set_line


def stand_in(text: Text) -> Text:
    """Set a line that leans on a face of the viewer's in our own, and no wider: outside PDF there is no such viewer."""
    line = text.line
    if all(isinstance(run, Run) for run in line.runs):
        return text
    own = set_line(line.text, bold=line.runs[0].face.name.endswith("Bold"))
    return replace(text, line=own, size_pt=text.size_pt * min(1, line.width / max(1, own.width)))


@functools.lru_cache(maxsize=4096)
def trace_glyph(face: Face, glyph: int) -> str:
    """Return a glyph's outline in the face's design units, y upwards, in the path language of SVG; empty for a space."""
    steps: list[str] = []
    face.font.draw_glyph(glyph, _find_pen(), steps)
    return "".join(steps)


@functools.cache
def _find_pen() -> uharfbuzz.DrawFuncs:
    pen = uharfbuzz.DrawFuncs()
    pen.set_move_to_func(_make_step("M"))
    pen.set_line_to_func(_make_step("L"))
    pen.set_quadratic_to_func(_make_step("Q"))
    pen.set_cubic_to_func(_make_step("C"))
    pen.set_close_path_func(_make_step("Z"))
    return pen


def _make_step(letter: str) -> Any:
    def step(*given: Any) -> None:
        *places, steps = given
        steps.append(letter + " ".join(f"{place:g}" for place in places))

    return step
