"""Whether a design prints right, whatever it is filled with: found while designing, not at the printer."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from types import MappingProxyType

from sendback.paper.design.compiling import is_continuing
from sendback.paper.design.conditions import exclude_each_other, read_when
from sendback.paper.design.facts import FACTS
from sendback.paper.design.faults import DesignProblem, Fault
from sendback.paper.design.filling import Filling
from sendback.paper.design.inspecting import inspect_element
from sendback.paper.design.marks import place_box, place_line, place_symbol
from sendback.paper.design.model import (
    AddressElement,
    BoxElement,
    Design,
    Element,
    ImageElement,
    LineElement,
    SymbolElement,
    TableElement,
)
from sendback.paper.design.samples import make_sample_facts
from sendback.paper.drawing import Box, Symbol, Symbology, Thing
from sendback.paper.model import DocumentKind
from sendback.words.catalogue import words_for

# Millimetres that neighbours may share, for what people type is rounded; less than half a dot.
TOUCH = 0.05


def check_design(design: Design, kind: DocumentKind, has_logo: bool = True) -> list[DesignProblem]:
    """List everything that is wrong with a design for a kind of paper; nothing when it can be used."""
    problems = list(_check_whole(design, kind))
    for element in design.elements:
        if not _lies_within(element.box, Box(0, 0, design.size.width_mm, design.size.height_mm)):
            detail = f"It leaves the page of {design.size.width_mm:g} by {design.size.height_mm:g} mm."
            problems.append(DesignProblem(Fault.OUTSIDE_PAGE, element.id, detail))
        problems += inspect_element(element, kind)
        if isinstance(element, ImageElement) and not has_logo and "has_logo" not in element.when.split():
            problems.append(DesignProblem(Fault.NO_LOGO, element.id, "The shop has no logo yet."))
    return [*problems, *_check_overlaps(design, kind)]


def _check_whole(design: Design, kind: DocumentKind) -> Iterator[DesignProblem]:
    if design.kind is not kind:
        yield DesignProblem(Fault.WRONG_KIND, "", f"This is a design for {design.kind.value}, not for {kind.value}.")
    for name, count in Counter(element.id for element in design.elements).items():
        if count > 1:
            yield DesignProblem(Fault.DUPLICATE_ID, name, f"{count} elements have the id {name}.")
    for detail, is_there in NEEDED[kind].items():
        if not any(is_there(element) for element in design.elements):
            yield DesignProblem(Fault.MISSING_PART, "", detail)
    later = [element for element in design.elements if is_continuing(element) and "first_page" not in element.when.split()]
    for element in design.elements:
        if is_continuing(element) and not later:
            yield DesignProblem(Fault.TABLE_ENDS, element.id, "It continues, but no later page has a table.")


def _is_address(fact: str) -> Callable[[Element], bool]:
    return lambda element: isinstance(element, AddressElement) and element.fact == fact


def _is_symbol(fact: str) -> Callable[[Element], bool]:
    return lambda element: isinstance(element, SymbolElement) and element.fact == fact


def _is_table(element: Element) -> bool:
    return isinstance(element, TableElement)


_TABLE = {"It needs a table of the articles.": _is_table}
_BOTH = {
    "It needs the shopper's address (sender).": _is_address("sender"),
    "It needs the shop's returns address (receiver).": _is_address("receiver"),
}
NEEDED: Mapping[DocumentKind, Mapping[str, Callable[[Element], bool]]] = MappingProxyType(
    {
        DocumentKind.LABEL: {
            "A label needs the shop's returns address (receiver).": _is_address("receiver"),
            "A label needs a symbol with the return number (rma).": _is_symbol("rma"),
        },
        DocumentKind.PACKING_SLIP: _TABLE,
        DocumentKind.DELIVERY_NOTE: _TABLE,
        DocumentKind.INSTRUCTIONS: {},
        DocumentKind.OUTBOUND_SLIP: {"An outbound slip needs a symbol with the link (qr).": _is_symbol("qr")},
        DocumentKind.INVOICE: {**_BOTH, **_TABLE},
        DocumentKind.CUSTOMS: {**_BOTH, **_TABLE},
    }
)


def _check_overlaps(design: Design, kind: DocumentKind) -> Iterator[DesignProblem]:
    """Find what lies upon something else; outlines and lines may, and so may what is never on one page with it."""
    solid = [element for element in design.elements if not _is_open(element)]
    page = Box(0, 0, design.size.width_mm, design.size.height_mm)
    boxes = {id(element): _find_room(element, kind) for element in solid}
    for element in solid:
        if isinstance(element, SymbolElement) and _lies_within(element.box, page) and not _lies_within(boxes[id(element)], page):
            yield DesignProblem(Fault.OUTSIDE_PAGE, element.id, "The white that scanners need around it leaves the page.")
    for element in (element for element in solid if isinstance(element, SymbolElement)):
        for rule in (element for element in design.elements if _is_open(element)):
            if any(_share(boxes[id(element)], ink) for ink in _list_ink(rule)) and not _never_meet(element, rule):
                yield DesignProblem(Fault.OVERLAP, element.id, f"{rule.id} runs through it, or the white that it needs.")
    for first, second in combinations(solid, 2):
        if _share(boxes[id(first)], boxes[id(second)]) and not _never_meet(first, second):
            yield DesignProblem(Fault.OVERLAP, second.id, f"It lies upon {first.id}.")


def _is_open(element: Element) -> bool:
    return isinstance(element, LineElement) or (isinstance(element, BoxElement) and not element.filled)


def _list_ink(element: Element) -> list[Box]:
    """List the black rectangles of a line, dashed or not, or an outline, at least as thick as what neighbours may share."""
    things: list[Thing] = []
    if isinstance(element, LineElement):
        things = place_line(element.model_copy(update={"dash": 0}))
    elif isinstance(element, BoxElement):
        things = place_box(element)
    return [_unite(thing.box, Box(thing.box.x, thing.box.y, 2 * TOUCH, 2 * TOUCH)) for thing in things]


def _never_meet(first: Element, second: Element) -> bool:
    if first.languages and second.languages and not set(first.languages) & set(second.languages):
        return True
    return exclude_each_other(read_when(first.when), read_when(second.when))


def _find_room(element: Element, kind: DocumentKind) -> Box:
    """Return what an element takes: a QR symbol has its quiet zone outside its own rectangle."""
    if not isinstance(element, SymbolElement) or element.symbology is not Symbology.QR or element.fact not in FACTS:
        return element.box
    placed = place_symbol(element, Filling(make_sample_facts(kind=kind), words_for("en")))
    symbol = next((thing for thing in placed if isinstance(thing, Symbol)), None)
    return _unite(element.box, symbol.box) if symbol else element.box


def _unite(first: Box, second: Box) -> Box:
    x, y = min(first.x, second.x), min(first.y, second.y)
    return Box(x, y, max(first.right, second.right) - x, max(first.bottom, second.bottom) - y)


def _lies_within(inner: Box, outer: Box) -> bool:
    across = inner.x >= outer.x - TOUCH and inner.right <= outer.right + TOUCH
    return across and inner.y >= outer.y - TOUCH and inner.bottom <= outer.bottom + TOUCH


def _share(first: Box, second: Box) -> bool:
    across = min(first.right, second.right) - max(first.x, second.x)
    down = min(first.bottom, second.bottom) - max(first.y, second.y)
    return across > TOUCH and down > TOUCH
