"""A design made ready to draw: each element read once, and what every paper of a shop has in common already set."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeGuard

from sendback.paper.design.conditions import read_when
from sendback.paper.design.drawers import Drawer, make_drawer, make_table
from sendback.paper.design.facts import FACTS
from sendback.paper.design.filling import Filling
from sendback.paper.design.model import Design, Element, TableElement
from sendback.paper.design.tables import Table
from sendback.paper.drawing import Page, Part, Role, Thing, mirror
from sendback.paper.model import InstructionFacts, LabelFacts
from sendback.paper.wording import make_words_ready
from sendback.words.catalogue import Words, words_for

LAST_PAGE = "last_page"


@dataclass(frozen=True, slots=True)
class Compiled:
    """One kind of page of a design, for one shop and language: what is set already, and what each paper still says itself."""

    design: Design
    words: Words
    base: Page | None
    drawers: tuple[Drawer, ...]
    table: Table | None
    is_mirrored: bool


def keep_shops(facts: LabelFacts) -> LabelFacts:
    """Keep what is the same on all paper of a shop: by this, what was set once is found again."""
    return LabelFacts(
        shop_name=facts.shop_name,
        rma="",
        rma_shown="",
        order_number="",
        consignor_lines=(),
        consignee_lines=facts.consignee_lines,
        qr_text="",
        made_on=date.min,
        carrier_message=facts.carrier_message,
        logo_png=facts.logo_png,
        language=facts.language,
        direction=facts.direction,
        instructions=InstructionFacts(contact=facts.instructions.contact),
        receiver_name=facts.receiver_name,
        receiver_country=facts.receiver_country,
        start_url=facts.start_url,
    )


@functools.lru_cache(maxsize=64)
def list_conditions(design: Design) -> tuple[str, ...]:
    """List the conditions that a design asks, but for the one whose answer is known last."""
    names = dict.fromkeys(test.name for element in design.elements for test in read_when(element.when))
    return tuple(name for name in names if name != LAST_PAGE)


@functools.lru_cache(maxsize=256)
def compile_design(
    design: Design, shops: LabelFacts, language: str, wording: tuple[tuple[str, str], ...], met: frozenset[str], builtin: bool
) -> Compiled:
    """Make pages of a design ready for a shop, its wording in a language, and the conditions that are met."""
    words = make_words_ready(words_for(language, dict(wording)))
    present = [element for element in design.elements if _is_present(element, words, met)]
    table = next((make_table(element, words) for element in present if is_continuing(element)), None)
    settled: list[Drawer] = []
    drawers: list[Drawer] = []
    for drawer in (make_drawer(element, words) for element in present):
        is_settled = drawer.on_last is None and all(FACTS[name].is_shops for name in drawer.facts)
        (settled if is_settled else drawers).append(drawer)
    base = draw_all(settled, Filling(shops, words, builtin=builtin), design)
    mirrored = shops.direction == "rtl"
    shared = (mirror(base) if mirrored else base) if base.things else None
    return Compiled(design, words, shared, tuple(drawers), table, mirrored)


def draw_all(drawers: Sequence[Drawer], on: Filling, design: Design, base: Page | None = None) -> Page:
    """Draw each element as one part, in the order of reading."""
    things: list[Thing] = []
    parts: list[Part] = []
    for drawer in drawers:
        if drawer.on_last is not None and drawer.on_last is not (on.page == on.pages):
            continue
        start = len(things)
        things += drawer.draw(on)
        if drawer.role and len(things) > start:
            parts.append(Part(start, len(things), drawer.role, drawer.say(on) if drawer.role is Role.FIGURE else ""))
    return Page(design.size.width_mm, design.size.height_mm, tuple(things), tuple(parts), base)


def is_continuing(element: Element) -> TypeGuard[TableElement]:
    """Say whether an element asks for further pages."""
    return isinstance(element, TableElement) and element.continues


def _is_present(element: Element, words: Words, met: frozenset[str]) -> bool:
    if element.languages and words.language not in element.languages:
        return False
    return all((test.name in met) is test.wanted for test in read_when(element.when) if test.name != LAST_PAGE)
