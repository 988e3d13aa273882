"""A design made ready to draw: each element read once, and what every paper of a shop has in common already set."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeGuard

from sendback.paper.design.conditions import Test, read_when
from sendback.paper.design.drawers import Drawer, make_drawer, make_table
from sendback.paper.design.facts import FACTS
from sendback.paper.design.filling import Filling
from sendback.paper.design.model import Design, Element, TableElement
from sendback.paper.design.tables import Table
from sendback.paper.drawing import Page, Part, Role, Thing, mirror
from sendback.paper.model import InstructionFacts, LabelFacts
from sendback.paper.wording import make_words_ready
from sendback.words.catalogue import Words, words_for


@dataclass(frozen=True, slots=True)
class Compiled:
    """One kind of page of a design, for one shop and language: what is set already, and what each paper still says itself."""

    design: Design
    words: Words
    base: Page | None
    drawers: tuple[Drawer, ...]
    tables: tuple[tuple[tuple[Test, ...], Table], ...]
    is_mirrored: bool

    def find_table(self, on: Filling) -> Table | None:
        """Find the table that asks for further pages, if there is one on this paper."""
        return next((table for tests, table in self.tables if all(test.passes(on) for test in tests)), None)


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
        receiver_country=facts.receiver_country,
        start_url=facts.start_url,
    )


@functools.lru_cache(maxsize=128)
def compile_design(
    design: Design, shops: LabelFacts, language: str, wording: tuple[tuple[str, str], ...], is_first: bool, builtin: bool
) -> Compiled:
    """Make the first or the later pages of a design ready, for a shop, a language and the shop's own wording."""
    words = make_words_ready(words_for(language, dict(wording)))
    on = Filling(shops, words, page=1 if is_first else 2, builtin=builtin)
    present = [element for element in design.elements if _is_present(element, on)]
    tables = tuple((read_when(item.when), make_table(item, words)) for item in present if is_continuing(item))
    settled: list[Drawer] = []
    drawers: list[Drawer] = []
    for drawer in (make_drawer(element, words) for element in present):
        tests = tuple(test for test in drawer.tests if not _is_settled(test))
        (drawers if tests or not _is_shops(drawer) else settled).append(replace(drawer, tests=tests))
    base = draw_all(settled, on, design)
    mirrored = shops.direction == "rtl"
    shared = (mirror(base) if mirrored else base) if base.things else None
    return Compiled(design, words, shared, tuple(drawers), tables, mirrored)


def draw_all(drawers: Sequence[Drawer], on: Filling, design: Design, base: Page | None = None) -> Page:
    """Draw what is there, each element as one part in the order of reading."""
    things: list[Thing] = []
    parts: list[Part] = []
    for drawer in drawers:
        if not all(test.passes(on) for test in drawer.tests):
            continue
        start = len(things)
        things += drawer.draw(on)
        if drawer.role and len(things) > start:
            parts.append(Part(start, len(things), drawer.role, drawer.say(on) if drawer.role is Role.FIGURE else ""))
    return Page(design.size.width_mm, design.size.height_mm, tuple(things), tuple(parts), base)


def is_continuing(element: Element) -> TypeGuard[TableElement]:
    """Say whether an element asks for further pages."""
    return isinstance(element, TableElement) and element.continues


def _is_settled(test: Test) -> bool:
    """Say whether a test has the same answer on all pages that are made ready together."""
    return test.name == "first_page" or test.is_shops


def _is_shops(drawer: Drawer) -> bool:
    return all(FACTS[name].is_shops for name in drawer.facts)


def _is_present(element: Element, on: Filling) -> bool:
    if element.languages and on.words.language not in element.languages:
        return False
    return all(test.passes(on) for test in read_when(element.when) if _is_settled(test))
