"""What the lower half of an A4 page tells the shopper, step by step."""

from collections.abc import Iterator

from sendback.paper.bidi import isolate
from sendback.paper.blocks import CAPITAL, HAIRLINE, place, place_middle, shrink_line
from sendback.paper.drawing import POINTS_PER_MM, Box, Fill, Text, Thing
from sendback.paper.model import LabelFacts
from sendback.paper.shaping import EM, set_line
from sendback.paper.wrapping import Paragraph, fit_paragraphs
from sendback.words.catalogue import Words

TITLE_PT, STEP_PT, STEP_FLOOR_PT, NOTE_PT = 17.0, 11.5, 7.0, 9.0
NUMBER_COLUMN, STEP_GAP, COLUMN = 12.0, 4.0, 150.0


def compose_instructions(facts: LabelFacts, box: Box, words: Words, builtin: bool) -> list[Thing]:
    """Draw the fold line along the top of the box and the numbered steps below it."""
    fold, size = shrink_line(words("label.fold"), box.width / 2, 7.5, 6, builtin=builtin)
    width = fold.width / EM * size / POINTS_PER_MM
    gap = Box(box.x + (box.width - width) / 2, box.y - 2, width, 4)
    across = box.width + 2 * box.x
    things: list[Thing] = [
        Fill(Box(0, box.y - HAIRLINE / 2, gap.x - 3, HAIRLINE), dash=1.4),
        Fill(Box(gap.right + 3, box.y - HAIRLINE / 2, across - gap.right - 3, HAIRLINE), dash=1.4),
        place_middle(fold, size, gap),
    ]
    title, title_size = shrink_line(words("label.steps"), box.width, TITLE_PT, 9, bold=True, builtin=builtin)
    things.append(Text(title, title_size, box.x, box.y + 19))
    return things + _compose_steps(facts, Box(box.x, box.y + 26, box.width, box.height - 26), words, builtin)


def _compose_steps(facts: LabelFacts, box: Box, words: Words, builtin: bool) -> list[Thing]:
    things: list[Thing] = []
    y, rtl = box.y, facts.direction == "rtl"
    for number, (step, detail) in enumerate(_list_steps(facts, words), start=1):
        below = [Paragraph(detail, bold=True, scale=0.92, builtin=builtin)] if detail else []
        parts = [Paragraph(step, rtl=rtl, builtin=builtin), *below]
        fitted = fit_paragraphs(parts, COLUMN, min(20, box.bottom - y), STEP_PT, STEP_FLOOR_PT)
        figure = set_line(str(number), bold=True, builtin=builtin)
        lift = CAPITAL / EM * STEP_PT / POINTS_PER_MM / 2
        disc = Box(box.x, y + fitted.lines[0].baseline - lift - 3.2, 6.4, 6.4)
        things += [Fill(disc), place_middle(figure, 11, disc, 0.5, white=True)]
        things += place(fitted, box.x + NUMBER_COLUMN, y)
        y += fitted.height + STEP_GAP
    said = Paragraph(words("label.print"), rtl=rtl, builtin=builtin)
    note = fit_paragraphs([said], COLUMN, max(0, box.bottom - y), NOTE_PT, 6)
    return things + place(note, box.x + NUMBER_COLUMN, y + 2)


def _list_steps(facts: LabelFacts, words: Words) -> Iterator[tuple[str, str]]:
    """Say each step, and what stands below it in bold."""
    known = facts.instructions
    yield words("label.step.pack"), ""
    yield words("label.step.attach"), ""
    hand_in = words("label.step.hand_in_to", carrier=isolate(known.carrier)) if known.carrier else words("label.step.hand_in")
    yield hand_in, words("label.step.send_by", day=words.day(known.send_by_on)) if known.send_by_on else ""
    if known.status_url:
        yield words("label.step.follow"), known.status_url
    if known.contact:
        yield words("label.step.ask"), known.contact
