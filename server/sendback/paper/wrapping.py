"""Lines that fit: wrapped between words, phrases or Han characters, shrunk to a floor, cut with an ellipsis last."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from sendback.paper.bidi import find_direction
from sendback.paper.drawing import POINTS_PER_MM
from sendback.paper.forms import Forms, find_forms, has_kana
from sendback.paper.shaping import EM, Line, set_line

# A line that was measured to fit exactly must not be cut.
ROUNDING = 1e-6
ELLIPSIS = "…"
LEADING = 1.24
SHRINK, WHOLE_LINES_FROM = 0.94, 0.8
# Longer than any word of any language here; what is longer is broken wherever the line ends.
LONGEST_WORD = 40
_HAN = r"[\p{Han}\p{Hiragana}\p{Katakana}\u3000-\u303F\uFF00-\uFF60]"
# Kinsoku (JIS X 4051): closing marks, small kana, and the units of an address never begin a line, opening marks never end one.
_NEVER_FIRST = r"[、。，．・：；？！）］｝〕」』】〉》”’…号楼室ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ]"
_NEVER_LAST = r"[（［｛〔「『【〈《“‘]"
# Where a line may end: after spaces, and around Han and kana.
_PIECE = regex.compile(rf"{_NEVER_LAST}*(?:{_HAN}|(?:(?!{_HAN})[^\s])+){_NEVER_FIRST}*\s*|\s+|.")
# A letter with its marks; in Thai and Lao also with the vowels that stand beside it and sound with it.
_CLUSTER = regex.compile(r"[\u0E40-\u0E44\u0EC0-\u0EC4]?\X[\u0E2F\u0E30\u0E32\u0E33\u0E45\u0E46\u0EAF\u0EB0\u0EB2\u0EB3\u0EC6]*")
_THAI = regex.compile(r"\p{Thai}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text to be fitted; `scale` relative to the size of its block, `rtl` its base direction or None for its own.

    `builtin` sets it in the viewer's Helvetica: for documents whose every text allows it. `forms` None takes the forms of
    Han characters that its block asks for.
    """

    text: str
    bold: bool = False
    scale: float = 1.0
    rtl: bool | None = None
    builtin: bool = False
    forms: Forms | None = None

    @property
    def line(self) -> Line:
        """The whole paragraph on one line."""
        return set_line(self.text, self.bold, self.rtl, self.builtin, self.forms)


@dataclass(frozen=True, slots=True)
class FittedLine:
    """A line at its size, with its baseline in millimetres below the top of its block, and where it comes from."""

    line: Line
    size_pt: float
    baseline: float
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines that fit their block, the height in millimetres that they took, and the size that let them."""

    lines: tuple[FittedLine, ...]
    height: float
    size_pt: float


def fit_paragraphs(
    paragraphs: Sequence[Paragraph],
    width: float,
    height: float,
    size_pt: float,
    floor_pt: float,
    keep_lines: bool = False,
) -> Fitted:
    """Fit paragraphs into a block of millimetres: as large as fits, never below the floor, cut where nothing else helps.

    `keep_lines` is for addresses, which lose their shape when a line breaks: a little less size is better then.
    """
    paragraphs = share_forms(paragraphs)
    size = size_pt
    best: Fitted | None = None
    while size > floor_pt and (best is None or size >= best.size_pt * WHOLE_LINES_FROM):
        fitted = _try_size(paragraphs, width, height, size)
        if fitted and (not keep_lines or len(fitted.lines) == len(paragraphs)):
            return fitted
        best = best or fitted
        size *= SHRINK
    if best:
        return best
    wrapped = [wrap_text(part, _to_ems(width, floor_pt * part.scale), True) for part in paragraphs]
    fitted = _stack(paragraphs, wrapped, floor_pt)
    return fitted if fitted.height <= height else _cut_block(fitted, width, height)


def share_forms(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Give all lines of a block the same forms: a name tells less of its country than the address below it."""
    text = "\n".join([part.text for part in paragraphs])
    if text.isascii() or paragraphs[0].builtin:
        return paragraphs
    forms = find_forms(text)
    return [part if part.forms else replace(part, forms=forms) for part in paragraphs]


def _try_size(paragraphs: Sequence[Paragraph], width: float, height: float, size_pt: float) -> Fitted | None:
    whole = [part.line for part in paragraphs]
    ems = [_to_ems(width, size_pt * part.scale) for part in paragraphs]
    lines = [max(1.0, line.width / room) * part.scale for line, part, room in zip(whole, paragraphs, ems, strict=True)]
    if sum(lines) * LEADING * size_pt / POINTS_PER_MM > height:
        return None  # not even without a word to break
    wrapped: list[Sequence[Line]]
    if all(line.width <= room for line, room in zip(whole, ems, strict=True)):
        wrapped = [(line,) for line in whole]
    else:
        wrapped = [wrap_text(part, room, False) for part, room in zip(paragraphs, ems, strict=True)]
    fitted = _stack(paragraphs, wrapped, size_pt)
    return fitted if fitted.height <= height and all(wrapped) else None


def _to_ems(width: float, size_pt: float) -> float:
    return width * POINTS_PER_MM / size_pt * EM


@functools.lru_cache(maxsize=512)
def wrap_text(paragraph: Paragraph, width: float, anywhere: bool) -> tuple[Line, ...]:
    """Wrap a paragraph to a width in thousandths of an em; nothing when a word is too long and may not be broken."""
    if paragraph.line.width <= width:
        return (paragraph.line,)
    if paragraph.rtl is None:
        paragraph = replace(paragraph, rtl=find_direction(paragraph.text))
    texts = _break_lines(_split_pieces(paragraph, width, anywhere), width, paragraph)
    if anywhere:
        return tuple(cut_paragraph(replace(paragraph, text=text), width) for text in texts)
    lines = tuple(replace(paragraph, text=text).line for text in texts)
    return lines if all(line.width <= width for line in lines) else ()


def cut_paragraph(paragraph: Paragraph, width: float) -> Line:
    """Set one line no wider than this many thousandths of an em, cut with an ellipsis if need be."""
    line = paragraph.line
    if line.width <= width + ROUNDING:
        return line
    clusters = _CLUSTER.findall(paragraph.text)
    low, high = 0, len(clusters)
    while low < high:
        middle = (low + high + 1) // 2
        cut = replace(paragraph, text="".join(clusters[:middle]).rstrip() + ELLIPSIS).line
        low, high = (middle, high) if cut.width <= width else (low, middle - 1)
    return replace(paragraph, text="".join(clusters[:low]).rstrip() + ELLIPSIS).line


def _list_words(paragraph: Paragraph, width: float) -> list[str]:
    """Cut a text where a reader expects a line to end; only Thai and Japanese ask a model where that is."""
    text = paragraph.text
    pieces: list[str] = _PIECE.findall(text)
    if _THAI.search(text):
        from sendback.paper.thai import split_thai

        return [word for piece in pieces for word in split_thai(piece)]
    if has_kana(text):
        from sendback.paper.japanese import join_phrases

        phrases = [("".join(phrase), phrase) for phrase in join_phrases(tuple(pieces))]
        return [
            piece for whole, phrase in phrases for piece in ([whole] if _measure(whole.rstrip(), paragraph) <= width else phrase)
        ]
    return pieces


def _split_pieces(paragraph: Paragraph, width: float, anywhere: bool) -> list[str]:
    pieces: list[str] = []
    for piece in _list_words(paragraph, width):
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
    return set_line(text, paragraph.bold, paragraph.rtl, paragraph.builtin, paragraph.forms).width


def _stack(paragraphs: Sequence[Paragraph], wrapped: Sequence[Sequence[Line]], size_pt: float) -> Fitted:
    fitted: list[FittedLine] = []
    y = 0.0
    for part, lines in zip(paragraphs, wrapped, strict=True):
        em = size_pt * part.scale / POINTS_PER_MM
        for line in lines:
            ink = (line.rise + line.drop) / EM * em
            height = max(LEADING * em, ink)
            fitted.append(FittedLine(line, size_pt * part.scale, y + (height - ink) / 2 + line.rise / EM * em, part))
            y += height
    return Fitted(tuple(fitted), y, size_pt)


def _cut_block(fitted: Fitted, width: float, height: float) -> Fitted:
    """Keep the lines that fit, the last of them ending in an ellipsis."""
    kept = [part for part in fitted.lines if part.baseline + part.line.drop / EM * part.size_pt / POINTS_PER_MM <= height]
    if not kept:
        return Fitted((), 0, fitted.size_pt)
    last = kept[-1]
    said = replace(last.paragraph, text=f"{last.line.text} {ELLIPSIS}")
    shorter = cut_paragraph(said, _to_ems(width, last.size_pt))
    return Fitted((*kept[:-1], replace(last, line=shorter)), height, fitted.size_pt)
