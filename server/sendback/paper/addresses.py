"""From, to, and what the carrier is told: three sections that share a height."""

from dataclasses import dataclass

from sendback.paper.blocks import place_section, rule
from sendback.paper.drawing import Box, Thing
from sendback.paper.model import LabelFacts
from sendback.paper.wrapping import Fitted, Paragraph, fit_paragraphs
from sendback.words.catalogue import Words

# White above and below each section; what height is left over makes it wider, within reason.
PAD, MOST_SPARE = 2.6, 1.8
# Small, but still read at 203 dpi; twelve lines of address each for both parties fit at this size.
FLOOR_PT = 4.2


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large each section is set when there is room enough, in points."""

    sender_pt: float
    receiver_pt: float
    message_pt: float


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading and its text, which may take a share of what height is left, between two sizes in points."""

    heading: str
    paragraphs: tuple[Paragraph, ...]
    share: float
    size_pt: float
    floor_pt: float


def compose_addresses(facts: LabelFacts, box: Box, gutter: float, sizes: Sizes, words: Words, builtin: bool) -> list[Thing]:
    """Set the three sections under hairlines; the returns address is fitted last and gets what the others leave."""
    sections = _list_sections(facts, sizes, words, builtin)
    fitted: dict[str, Fitted] = {}
    left = box.height
    for section in sorted(sections, key=lambda section: section.share):
        room = min(left, section.share * box.height) - 2 * PAD
        bounds = (section.size_pt, section.floor_pt)
        fitted[section.heading] = fit_paragraphs(section.paragraphs, box.width - gutter, room, *bounds, keep_lines=True)
        left -= fitted[section.heading].height + 2 * PAD
    pad = PAD + min(MOST_SPARE, max(0, left) / (2 * max(1, len(sections))))
    things: list[Thing] = []
    y = box.y
    for section in sections:
        height = fitted[section.heading].height
        things.append(rule(box.x, y, box.width))
        things += place_section(section.heading, fitted[section.heading], Box(box.x, y + pad, box.width, height), gutter, builtin)
        y += height + 2 * pad
    return things


def _list_sections(facts: LabelFacts, sizes: Sizes, words: Words, builtin: bool) -> list[_Section]:
    sender = _Section(words("label.from"), _address(facts.consignor_lines, builtin), 0.41, sizes.sender_pt, FLOOR_PT)
    receiver = _Section(words("label.to"), _address(facts.consignee_lines, builtin), 1, sizes.receiver_pt, FLOOR_PT)
    message = (Paragraph(facts.carrier_message, bold=True, builtin=builtin),)
    carrier = _Section(words("label.carrier"), message, 0.18, sizes.message_pt, 5)
    told = {sender: facts.consignor_lines, receiver: facts.consignee_lines, carrier: facts.carrier_message}
    return [section for section, text in told.items() if text]


def _address(lines: tuple[str, ...], builtin: bool) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(line, bold=number == 0, builtin=builtin) for number, line in enumerate(lines))
