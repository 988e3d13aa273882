"""What each element does on a page: bound to its words, and drawn from the facts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sendback.paper.design.conditions import read_when
from sendback.paper.design.facts import FACTS
from sendback.paper.design.filling import Filling
from sendback.paper.design.marks import place_box, place_line, place_logo, place_symbol, say_value
from sendback.paper.design.model import (
    AddressElement,
    BoxElement,
    Element,
    ImageElement,
    LineElement,
    SymbolElement,
    TableElement,
    TextElement,
)
from sendback.paper.design.placing import find_heading_mm, place_beside, place_heading, place_paragraphs
from sendback.paper.design.tables import Table, place_table, share_out
from sendback.paper.design.templates import NOTHING, Template, fill_template, find_base, read_template
from sendback.paper.drawing import Box, Fill, Role, Symbology, Thing
from sendback.paper.wrapping import Paragraph
from sendback.words.catalogue import Words

# White at both ends of words on black.
INVERSE_SIDE = 1.2


def _alt(_: Filling) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Drawer:
    """One element: how it is drawn, what it is to a screen reader, which facts it shows, and what a figure shows.

    `on_last` is True for what is on the last page only, False for what is on all others.
    """

    draw: Callable[[Filling], Sequence[Thing]]
    role: Role | None = None
    facts: tuple[str, ...] = ()
    say: Callable[[Filling], str] = _alt
    on_last: bool | None = None


def make_drawer(element: Element, words: Words) -> Drawer:
    """Bind an element to its words; KeyError for a fact or sentence that does not exist."""
    on_last = next((test.wanted for test in read_when(element.when) if test.name == "last_page"), None)
    return replace(_make_drawer(element, words), on_last=on_last)


def _make_drawer(element: Element, words: Words) -> Drawer:
    match element:
        case TextElement():
            return _make_text(element, words)
        case AddressElement():
            heading = read_template(element.heading, words)
            return Drawer(partial(_place_address, element, heading), Role.PARAGRAPH, (element.fact, *heading.facts))
        case SymbolElement():
            return Drawer(partial(place_symbol, element), Role.FIGURE, (element.fact,), partial(_say_symbol, element))
        case TableElement():
            table = make_table(element, words)
            shown = (name for column in element.columns for name in (column.fact, column.below) if name)
            feet = (name for foot in table.feet for name in foot.facts)
            return Drawer(partial(_place_rows, table), Role.PARAGRAPH, ("items", *shown, *feet))
        case ImageElement():
            return Drawer(partial(_place_image, element), Role.FIGURE, (element.fact,), lambda on: on.facts.shop_name)
        case LineElement():
            things = place_line(element)
        case BoxElement():
            things = place_box(element)
    return Drawer(lambda _on: things)


def make_table(element: TableElement, words: Words) -> Table:
    """Read a table's heads and feet; where all are empty there is no such row."""
    heads = tuple(read_template(column.heading, words) for column in element.columns)
    feet = tuple(read_template(column.foot, words) for column in element.columns)
    return Table(element, () if set(heads) <= {NOTHING} else heads, () if set(feet) <= {NOTHING} else feet)


def _make_text(element: TextElement, words: Words) -> Drawer:
    template, heading = read_template(element.text, words), read_template(element.heading, words)
    role = Role.HEADING if element.is_title else Role.PARAGRAPH
    return Drawer(partial(_place_text, element, template, heading), role, (*template.facts, *heading.facts))


def _place_text(element: TextElement, template: Template, heading: Template, on: Filling) -> list[Thing]:
    box = element.box
    things: list[Thing] = []
    if element.inverse:
        things.append(Fill(box))
        box = Box(box.x + INVERSE_SIDE, box.y, max(0.5, box.width - 2 * INVERSE_SIDE), box.height)
    if heading != NOTHING and (head := fill_template(heading, on)):
        things.append(place_heading(head, box, element.align, on.builtin, element.inverse))
        box = _drop_heading(box)
    lines = [line for line in fill_template(template, on).split("\n") if line]
    said = [Paragraph(line, element.bold, 1, find_base(line, on.words), on.builtin) for line in lines]
    if not said:
        return things if heading != NOTHING else []
    bounds = element.size_pt, min(element.size_pt, element.floor_pt)
    # A sentence reads well on two lines; a number or a name is better a little smaller on one.
    keep_lines = not template.has_words
    return [*things, *place_paragraphs(said, box, bounds, element.align, element.valign, element.inverse, keep_lines)]


def _drop_heading(box: Box) -> Box:
    height = find_heading_mm(box)
    return Box(box.x, box.y + height, box.width, box.height - height)


def _place_address(element: AddressElement, heading: Template, on: Filling) -> list[Thing]:
    lines = [line for line in FACTS[element.fact].read(on).split("\n") if line]
    if not lines:
        return []
    box, head = element.box, fill_template(heading, on)
    things: list[Thing] = []
    if head and not element.gutter:
        things.append(place_heading(head, box, builtin=on.builtin))
        box = _drop_heading(box)
    beside = Box(box.x + element.gutter, box.y, max(1, box.width - element.gutter), box.height)
    name = on.facts.sender_name if element.fact == "sender" else on.facts.receiver_name
    bold = lines.index(name) if name in lines else 0
    said = [Paragraph(line, number == bold, builtin=on.builtin) for number, line in enumerate(lines)]
    set_lines = place_paragraphs(said, beside, (element.size_pt, min(element.size_pt, element.floor_pt)))
    if head and element.gutter:
        things.append(place_beside(head, Box(box.x, box.y, element.gutter - 1.5, box.height), set_lines[0].baseline, on.builtin))
    return [*things, *set_lines]


def _place_rows(table: Table, on: Filling) -> list[Thing]:
    return place_table(table, on if table.element.continues else share_out(table, on))


def _place_image(element: ImageElement, on: Filling) -> list[Thing]:
    return place_logo(element.box, on.facts.logo_png)


def _say_symbol(element: SymbolElement, on: Filling) -> str:
    key = "label.alt.qr" if element.symbology is Symbology.QR else "label.alt.bars"
    return on.words(key, value=say_value(element, on))
