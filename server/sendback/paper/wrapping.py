"""Lines that fit: wrapped between words or Han characters, shrunk to a floor, cut with an ellipsis last."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from .drawing import POINTS_PER_MM
from .shaping import EM, Line, set_line

ELLIPSIS = "…"
LEADING = 1.24
SHRINK = 0.94
# Longer than any word of any language here; what is longer is broken wherever the line ends.
LONGEST_WORD = 40
_HAN = r"[\p{Han}\p{Hiragana}\p{Katakana}\u3000-\u303F\uFF00-\uFF60]"
_NEVER_FIRST = r"[、。，．：；？！）」』】〉》号楼室ー々]"
# Where a line may end: after spaces, after a hyphen or slash between letters, around Han and kana (kinsoku aside).
_PIECE = regex.compile(rf"{_HAN}{_NEVER_FIRST}*\s*|(?:(?!{_HAN})[^\s])+\s*|\s+")
_CLUSTER = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text to be fitted; `scale` relative to the size of its block, `rtl` its base direction or None for its own."""

    text: str
    bold: bool = False
    scale: float = 1.0
    rtl: bool | None = None
    space_before: float = 0


@dataclass(frozen=True, slots=True)
class FittedLine:
    """A line at its size, with its baseline in millimetres below the top of its block."""

    line: Line
    size_pt: float
    baseline: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines that fit their block, and the height in millimetres that they took."""

    lines: tuple[FittedLine, ...]
    height: float


def fit_paragraphs(
    paragraphs: Sequence[Paragraph], width: float, height: float, size_pt: float, floor_pt: float
) -> Fitted:
    """Fit paragraphs into a block of millimetres: as large as fits, never below the floor, cut where nothing else helps."""
    size = size_pt
    while True:
        last_chance = size <= floor_pt
        wrapped = [wrap_text(part, width * POINTS_PER_MM / (size * part.scale) * EM, last_chance) for part in paragraphs]
        fitted = _stack(paragraphs, wrapped, size)
        if fitted.height <= height and all(wrapped):
            return fitted
        if last_chance:
            return _cut_block(fitted, paragraphs, width, height)
        size = max(floor_pt, size * SHRINK)


@functools.lru_cache(maxsize=512)
def wrap_text(paragraph: Paragraph, width: float, anywhere: bool) -> tuple[Line, ...]:
    """Wrap a paragraph to a width in thousandths of an em; nothing when a word is too long and may not be broken."""
    whole = set_line(paragraph.text, paragraph.bold, paragraph.rtl)
    if whole.width <= width:
        return (whole,)
    texts = _break_lines(_split_pieces(paragraph, width, anywhere), width, paragraph)
    if anywhere:
        return tuple(cut_text(text, width, paragraph.bold, paragraph.rtl) for text in texts)
    lines = tuple(set_line(text, paragraph.bold, paragraph.rtl) for text in texts)
    return lines if all(line.width <= width for line in lines) else ()


def cut_text(text: str, width: float, bold: bool = False, rtl: bool | None = None) -> Line:
    """Set one line no wider than this many thousandths of an em, cut with an ellipsis if need be."""
    line = set_line(text, bold, rtl)
    if line.width <= width:
        return line
    clusters = _CLUSTER.findall(text)
    low, high = 0, len(clusters)
    while low < high:
        middle = (low + high + 1) // 2
        cut = set_line("".join(clusters[:middle]).rstrip() + ELLIPSIS, bold, rtl)
        low, high = (middle, high) if cut.width <= width else (low, middle - 1)
    return set_line("".join(clusters[:low]).rstrip() + ELLIPSIS, bold, rtl)


def _split_pieces(paragraph: Paragraph, width: float, anywhere: bool) -> list[str]:
    pieces: list[str] = []
    for piece in _PIECE.findall(paragraph.text):
        breakable = anywhere or len(piece) > LONGEST_WORD
        too_wide = breakable and _measure(piece.rstrip(), paragraph) > width
        pieces += _CLUSTER.findall(piece) if too_wide else [piece]
    return pieces


def _break_lines(pieces: list[str], width: float, paragraph: Paragraph) -> list[str]:
    """Fill line after line by the pieces' own widths, which differ from the set line's by kerning at most."""
    lines, current, used = [], "", 0
    for piece in pieces:
        if current and used + _measure(piece.rstrip(), paragraph) > width:
            lines.append(current)
            current, used = "", 0
        current += piece
        used += _measure(piece, paragraph)
    return [text for line in [*lines, current] if (text := line.strip())]


def _measure(text: str, paragraph: Paragraph) -> int:
    return set_line(text, paragraph.bold, paragraph.rtl).width


def _stack(paragraphs: Sequence[Paragraph], wrapped: Sequence[Sequence[Line]], size: float) -> Fitted:
    fitted: list[FittedLine] = []
    y = 0.0
    for part, lines in zip(paragraphs, wrapped, strict=True):
        em = size * part.scale / POINTS_PER_MM
        y += part.space_before if fitted else 0
        for line in lines:
            height = max(LEADING, (line.rise + line.drop) / EM) * em
            fitted.append(FittedLine(line, size * part.scale, y + (height - (line.rise + line.drop) / EM * em) / 2
                                     + line.rise / EM * em))
            y += height
    return Fitted(tuple(fitted), y)


def _cut_block(fitted: Fitted, paragraphs: Sequence[Paragraph], width: float, height: float) -> Fitted:
    """Keep the lines that fit, the last of them ending in an ellipsis."""
    kept = [part for part in fitted.lines if part.baseline + part.line.drop / EM * part.size_pt / POINTS_PER_MM <= height]
    if not kept:
        return Fitted((), 0)
    last = kept[-1]
    bold = any(part.bold and last.line.text in part.text for part in paragraphs)
    shorter = cut_text(last.line.text + " " + ELLIPSIS, width * POINTS_PER_MM / last.size_pt * EM, bold)
    return Fitted((*kept[:-1], FittedLine(shorter, last.size_pt, last.baseline)), height)
