"""From a design and the facts to finished pages; what is the same on all paper of a shop is set once."""

import functools
from dataclasses import replace

from sendback.paper.design.compiling import Compiled, compile_design, draw_all, keep_shops, list_conditions
from sendback.paper.design.conditions import holds
from sendback.paper.design.drawers import make_drawer
from sendback.paper.design.filling import Filling
from sendback.paper.design.model import Design, list_texts
from sendback.paper.design.tables import count_rows
from sendback.paper.drawing import Page, mirror
from sendback.paper.faces import can_be_builtin
from sendback.paper.model import LabelFacts
from sendback.paper.wording import is_western
from sendback.words.catalogue import LANGUAGES, Words, words_for

MOST_PAGES = 200


def compose(design: Design, facts: LabelFacts, words: Words) -> list[Page]:
    """Place everything on its pages; `facts` must have been made ready, and the design be without problems.

    What is Western throughout is set in the viewer's own Helvetica.
    """
    builtin = _is_western(design) and is_western(facts, words, _list_shown(design))
    on = Filling(facts, words, stop=len(facts.items), builtin=builtin)
    first = _make_ready(design, on)
    if first.table is None or not first.table.element.continues:
        return [_compose_page(first, on)]
    later = _make_ready(design, replace(on, page=2))
    starts = _find_starts(first, later, on)
    ends = [*starts[1:], _stop_of(later if starts[1:] else first, replace(on, start=starts[-1]))]
    return [
        _compose_page(later if at else first, replace(on, page=at + 1, pages=len(starts), start=start, stop=stop))
        for at, (start, stop) in enumerate(zip(starts, ends, strict=True))
    ]


def _make_ready(design: Design, on: Filling) -> Compiled:
    met = frozenset([name for name in list_conditions(design) if holds(name, on)])
    wording = tuple(sorted(on.words.overrides.items())) if on.words.overrides else ()
    return compile_design(design, keep_shops(on.facts), on.words.language, wording, met, on.builtin)


def _find_starts(first: Compiled, later: Compiled, on: Filling) -> list[int]:
    """Find the article that each page begins with; where later pages have no table, the first one counts what is left."""
    starts, compiled = [0], first
    while len(starts) < MOST_PAGES:
        stop = _stop_of(compiled, replace(on, start=starts[-1]))
        compiled = later
        if stop >= len(on.facts.items) or later.table is None:
            break
        starts.append(stop)
    return starts


def _stop_of(compiled: Compiled, on: Filling) -> int:
    """Find the article behind the last one that a page has room for."""
    return count_rows(compiled.table, replace(on, words=compiled.words)) if compiled.table else len(on.facts.items)


@functools.lru_cache(maxsize=64)
def _is_western(design: Design) -> bool:
    texts = (text for element in design.elements for text in list_texts(element))
    return can_be_builtin(wording for text in texts for wording in ([text] if isinstance(text, str) else text.values()))


@functools.lru_cache(maxsize=64)
def _list_shown(design: Design) -> frozenset[str]:
    """List the facts that a design can show, in any language."""
    drawers = (make_drawer(element, words_for(language)) for element in design.elements for language in LANGUAGES)
    return frozenset(name for drawer in drawers for name in drawer.facts)


def _compose_page(compiled: Compiled, on: Filling) -> Page:
    page = draw_all(compiled.drawers, replace(on, words=compiled.words), compiled.design, compiled.base)
    return mirror(page) if compiled.is_mirrored else page
