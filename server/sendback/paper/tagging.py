"""The structure of a page for what reads aloud or reflows: parts in the order of reading (ISO 32000-1, 14.7 and 14.8)."""

import functools
from heapq import merge

from sendback.paper.drawing import POINTS_PER_MM, Page, Part, Role, Text, Thing
from sendback.paper.objects import ObjectFile, write_text
from sendback.paper.shaping import BuiltinRun


def add_structure(file: ObjectFile, page: Page, number: int, document: int) -> tuple[int, str]:
    """Add a page's parts; return its own element below the document's, and the parents of its marked content."""
    base = page.base.parts if page.base else ()
    owner = file.reserve(1 + len(base) + len(page.parts))
    first = owner + 1
    parts = [*((part, page.base or page) for part in base), *((part, page) for part in page.parts)]
    for mark, (part, there) in enumerate(parts):
        said = _describe_figure(part, there) if part.role is Role.FIGURE else _spell_out(part, there)
        file.add(first + mark, f"{_begin_element(part.role, owner, number, mark)}{said}>>")
    kids = " ".join([f"{first + at} 0 R" for at in _order(page)])
    file.add(owner, f"<</S/Part/P {document} 0 R/K[{kids}]>>")
    return owner, " ".join([f"{first + mark} 0 R" for mark in range(len(parts))])


def _order(page: Page) -> list[int]:
    """Return the numbers of all parts as they are read: those of the base where they stand between the page's own."""
    if page.base is None:
        return list(range(len(page.parts)))
    count = len(page.base.parts)
    under = [(_find_height(page.base, part), at) for at, part in enumerate(page.base.parts)]
    upon = [(_find_height(page, part), at) for at, part in enumerate(page.parts, count)]
    # Each keeps its own order: only the next of one and the next of the other are compared.
    return [at for _, at in merge(under, upon, key=lambda placed: placed[0])]


def _find_height(page: Page, part: Part) -> float:
    thing = page.things[part.start]
    return thing.baseline if isinstance(thing, Text) else thing.box.y


@functools.lru_cache(maxsize=1024)
def _begin_element(role: Role, owner: int, number: int, mark: int) -> str:
    """Say what an element is, and which marks on which page are its content: the same in every file of one page."""
    return f"<</S/{role}/P {owner} 0 R/Pg {number} 0 R/K {mark}"


def _spell_out(part: Part, page: Page) -> str:
    """Give the text where the marks on the page do not: lines would run together, and from right to left be reversed (14.9.4)."""
    if part.stop - part.start == 1 and _is_in_order(page.things[part.start]):
        return ""
    texts = [thing.line.text for thing in page.things[part.start : part.stop] if isinstance(thing, Text)]
    return f"/ActualText{write_text(' '.join(texts))}"


def _is_in_order(thing: Thing) -> bool:
    return not isinstance(thing, Text) or all(
        isinstance(run, BuiltinRun) or (run.is_plain and not run.is_rtl) for run in thing.line.runs
    )


def _describe_figure(part: Part, page: Page) -> str:
    """Say what a figure shows, and where it stands (14.9.3 and 14.8.5.4.3)."""
    boxes = [thing.box for thing in page.things[part.start : part.stop]]
    left, right = min(box.x for box in boxes), max(box.right for box in boxes)
    top, bottom = min(box.y for box in boxes), max(box.bottom for box in boxes)
    corners = (left, page.height - bottom, right, page.height - top)
    place = " ".join(f"{length * POINTS_PER_MM:.1f}" for length in corners)
    return f"/Alt{write_text(part.alt)}/A<</O/Layout/Placement/Block/BBox[{place}]>>"
