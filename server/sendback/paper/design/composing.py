"""From a design and the facts to finished pages; what is the same on all paper of a shop is set once."""

import functools
from dataclasses import replace

from sendback.paper.design.compiling import Compiled, compile_design, draw_all, keep_shops
from sendback.paper.design.filling import Filling
from sendback.paper.design.model import Design, list_texts
from sendback.paper.design.tables import count_rows
from sendback.paper.drawing import Page, mirror
from sendback.paper.faces import can_be_builtin
from sendback.paper.model import LabelFacts
from sendback.paper.wording import is_western
from sendback.words.catalogue import Words

MOST_PAGES = 200


def compose(design: Design, facts: LabelFacts, words: Words) -> list[Page]:
    """Place everything on its pages; `facts` must have been made ready, and the design be without problems.

    What is Western throughout is set in the viewer's own Helvetica.
    """
    builtin = _is_western(design) and is_western(facts, words)
    shops, wording = keep_shops(facts), tuple(sorted(words.overrides.items())) if words.overrides else ()
    first = compile_design(design, shops, words.language, wording, True, builtin)
    on = Filling(facts, first.words, stop=len(facts.items), builtin=builtin)
    if not first.tables:
        return [_compose_page(first, on)]
    later = compile_design(design, shops, words.language, wording, False, builtin)
    starts = _find_starts(first, later, on)
    stops = [*starts[1:], min(len(facts.items), _stop_of(later if starts[1:] else first, replace(on, start=starts[-1])))]
    return [
        _compose_page(later if at else first, replace(on, page=at + 1, pages=len(starts), start=start, stop=stop))
        for at, (start, stop) in enumerate(zip(starts, stops, strict=True))
    ]


def _find_starts(first: Compiled, later: Compiled, on: Filling) -> list[int]:
    """Find the article that each page begins with; where later pages have no table, the first one counts what is left."""
    starts, compiled = [0], first
    while len(starts) < MOST_PAGES:
        stop = _stop_of(compiled, replace(on, start=starts[-1], page=len(starts)))
        compiled = later
        if stop >= len(on.facts.items) or later.find_table(replace(on, page=2)) is None:
            break
        starts.append(stop)
    return starts


@functools.lru_cache(maxsize=64)
def _is_western(design: Design) -> bool:
    texts = (text for element in design.elements for text in list_texts(element))
    return can_be_builtin(wording for text in texts for wording in ([text] if isinstance(text, str) else text.values()))


def _stop_of(compiled: Compiled, on: Filling) -> int:
    """Find the article behind the last one that a page has room for."""
    table = compiled.find_table(on)
    return count_rows(table, on) if table else len(on.facts.items)


def _compose_page(compiled: Compiled, on: Filling) -> Page:
    page = draw_all(compiled.drawers, on, compiled.design, compiled.base)
    return mirror(page) if compiled.is_mirrored else page
