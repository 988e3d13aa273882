"""Lines of text as glyphs: script by script, in visual order, with kerning, joining and marks."""

import functools
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import regex
import uharfbuzz

from sendback.paper.bidi import ISOLATES, find_levels, order_visually
from sendback.paper.faces import BOLD, EXTRA, HAN, HANGUL, SANS, Face, split_by_face
from sendback.paper.forms import Forms, find_forms
from sendback.paper.helvetica import ENCODING, HELVETICA, HELVETICA_BOLD, BuiltinFace

EM = 1000
# Faces of alphabets that need no shaping beyond kerning, pair by pair, as long as no mark, joiner or tone is among the letters;
# Han and Hangul stand side by side.
KERNED = (SANS, BOLD)
SIMPLE = (*KERNED, HAN, HANGUL)
MOST_KNOWN = 20_000
_JOINING = regex.compile(r"[\p{M}\p{Cf}\u02E5-\u02E9\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF\u0E33\u0EB3]")
# Noto's Latin, Greek and Cyrillic stay within these, and Han; but for capitals under two accents, and a few more.
RISE, DROP = 980, 250
_TALL = regex.compile(
    r"[\u0125\u013A\u016E\u01D5-\u01E0\u01E9\u021F\u022A-\u0230\u02F3\u047C\u0489\u1E00-\u1EFF\u210A\u3031\u3032]"
)


class Sort(NamedTuple):
    """A piece of type: a glyph, the text it stands for (empty when its cluster is told already), the width the font gives it."""

    glyph: int
    text: str
    width: int


class Glyph(NamedTuple):
    """A sort where the line has it; lengths in thousandths of an em."""

    sort: Sort
    advance: int
    x_offset: int
    y_offset: int


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one face; plain ones follow one another with no more than kerning, heavy ones want a
    stroke, as bold for faces that have none."""

    face: Face
    glyphs: tuple[Glyph, ...]
    text: str
    is_plain: bool
    is_rtl: bool
    is_heavy: bool


@dataclass(frozen=True, slots=True)
class BuiltinRun:
    """Text in a face that the viewer brings, encoded for it: no glyphs, no kerning, left to right."""

    face: BuiltinFace
    text: str
    encoded: bytes


@dataclass(frozen=True, slots=True)
class Line:
    """A set line from left to right; width, rise above and drop below the baseline in thousandths of an em."""

    text: str
    runs: tuple[Run | BuiltinRun, ...]
    width: int
    rise: int
    drop: int
    missing: str


@functools.lru_cache(maxsize=1024)
def set_line(text: str, bold: bool = False, rtl: bool | None = None, builtin: bool = False, forms: Forms | None = None) -> Line:
    """Set one cleaned line, which may hold isolates of ours; `rtl` None takes the direction of its first strong letter.

    `forms` None takes the forms of Han characters that the line asks for by itself. `builtin` is for documents whose every text
    `can_be_builtin`; from right to left there is none.
    """
    if builtin and not rtl:
        return _set_builtin(text if text.isascii() else ISOLATES.sub("", text), HELVETICA_BOLD if bold else HELVETICA)
    levels = find_levels(text, rtl)
    if ISOLATES.search(text):
        levels = [level for char, level in zip(text, levels, strict=True) if not ISOLATES.match(char)]
        text = ISOLATES.sub("", text)
    forms = forms or find_forms(text)
    faces, missing = split_by_face(text, bold, forms)
    starts = [at for at in range(len(text)) if at == 0 or (faces[at], levels[at]) != (faces[at - 1], levels[at - 1])]
    ends = [*starts[1:], len(text)]
    order = order_visually([levels[start] for start in starts])
    runs = tuple(_shape(text[starts[at] : ends[at]], faces[starts[at]], levels[starts[at]] % 2 == 1, bold, forms) for at in order)
    width = sum([glyph.advance for run in runs for glyph in run.glyphs])
    rise, drop = _measure_height(runs)
    return Line(text, runs, width, rise, drop, missing)


def _set_builtin(text: str, face: BuiltinFace) -> Line:
    encoded = text.encode(ENCODING)
    return Line(text, (BuiltinRun(face, text, encoded),), face.measure(encoded), RISE, DROP, "")


def _shape(text: str, face: Face, rtl: bool, bold: bool, forms: Forms) -> Run:
    if face.name in SIMPLE and not rtl and not _JOINING.search(text):
        return Run(face, _set_simply(text, face), text, True, False, bold and face.name != BOLD)
    return _shape_fully(text, face, rtl, bold, forms)


# The glyphs of a face by their letter and the next, which may draw it nearer.
_KNOWN: dict[str, dict[str, Glyph]] = {name: {} for name in SIMPLE}


def _set_simply(text: str, face: Face) -> tuple[Glyph, ...]:
    """Set letters as they were shaped in front of the same letters before; a line with new neighbours is shaped once."""
    known, length = _KNOWN[face.name], 2 if face.name in KERNED else 1
    places = [text[at : at + length] for at in range(len(text))]
    try:
        return tuple([known[place] for place in places])
    except KeyError:
        shaped = _shape_fully(text, face, False, False).glyphs
    if len(known) > MOST_KNOWN:
        known.clear()
    known.update(zip(places, shaped, strict=True))
    return shaped


def _shape_fully(text: str, face: Face, rtl: bool, bold: bool, forms: Forms = Forms.SIMPLIFIED) -> Run:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    # Left alone, HarfBuzz takes the language of the server's locale, and letters would change with it.
    buffer.language = forms.value if face.name == EXTRA else "und"
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    uharfbuzz.shape(face.font, buffer, {})
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    texts = _share_text([info.cluster for info in infos], text, rtl)
    glyphs = tuple(
        _find_glyph(face, info.codepoint, stands_for, position.x_advance, position.x_offset, position.y_offset)
        for info, position, stands_for in zip(infos, positions, texts, strict=True)
    )
    plain = len(glyphs) == len(text) and not any(glyph.x_offset or glyph.y_offset for glyph in glyphs)
    return Run(face, glyphs, text, plain, rtl, bold and face.name != BOLD)


@functools.lru_cache(maxsize=8192)
def _find_glyph(face: Face, index: int, text: str, *lengths: int) -> Glyph:
    """Return a glyph with its advance and offsets in design units turned into thousandths of an em."""
    scale = EM / face.units
    sort = Sort(index, text, round(face.font.get_glyph_h_advance(index) * scale))
    advance, x_offset, y_offset = (round(length * scale) for length in lengths)
    return Glyph(sort, advance, x_offset, y_offset)


def _share_text(clusters: list[int], text: str, rtl: bool) -> list[str]:
    """Share each cluster's characters out among its glyphs, so that what readers copy is all there and in order."""
    if not rtl and clusters == list(range(len(text))):
        return list(text)
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    shared: list[str] = []
    for start, group in groupby(clusters):
        count, part = len(list(group)), text[start : ends[start]]
        pieces = [*part[: count - 1], part[count - 1 :]]
        pieces += [""] * (count - len(pieces))
        shared += reversed(pieces) if rtl else pieces
    return shared


def _measure_height(runs: tuple[Run, ...]) -> tuple[int, int]:
    rise, drop = RISE, DROP
    for run in runs:
        if run.is_plain and run.face.name in (*SIMPLE, EXTRA) and not _TALL.search(run.text):
            continue
        for glyph in run.glyphs:
            top, bottom = _find_extents(run.face, glyph.sort.glyph)
            rise, drop = max(rise, top + glyph.y_offset), max(drop, bottom - glyph.y_offset)
    return rise, drop


@functools.lru_cache(maxsize=8192)
def _find_extents(face: Face, index: int) -> tuple[int, int]:
    """Return how far a glyph's ink reaches above and below the baseline."""
    extents, scale = face.font.get_glyph_extents(index), EM / face.units
    if extents is None:
        return 0, 0
    return round(extents.y_bearing * scale), round(-(extents.y_bearing + extents.height) * scale)
