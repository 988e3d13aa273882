"""What can be wrong with one element by itself, found by drawing it with sample facts in every language."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from sendback.paper.design.conditions import read_when
from sendback.paper.design.drawers import make_drawer, make_table
from sendback.paper.design.facts import FACTS, FactKind
from sendback.paper.design.faults import DesignProblem, Fault
from sendback.paper.design.filling import Filling
from sendback.paper.design.marks import find_symbol_box, read_value
from sendback.paper.design.model import Element, Literals, SymbolElement, TableElement, TextElement, list_texts
from sendback.paper.design.placing import HEADING_MM
from sendback.paper.design.samples import make_sample_facts
from sendback.paper.design.tables import PAD
from sendback.paper.design.templates import read_template
from sendback.paper.drawing import DOT_MM, POINTS_PER_MM, Symbol, Symbology, Text
from sendback.paper.gs1 import LEAST_HEIGHT_MM
from sendback.paper.missing import find_undrawable
from sendback.paper.model import DocumentKind
from sendback.paper.wrapping import ELLIPSIS, LEADING
from sendback.words.catalogue import LANGUAGES, words_for

# Whole dots at 203 dpi: 0.375 mm is the narrowest bar that cheap scanners read, GS1 begins at 0.495 mm for parcels, and QR
# modules of 0.63 mm survive a smudge.
LEAST_DOTS = {Symbology.CODE128: 3, Symbology.GS1_128: 4, Symbology.QR: 5}
LEAST_BAR_MM = {Symbology.CODE128: 5.0, Symbology.GS1_128: LEAST_HEIGHT_MM}

Report = Callable[[Fault, str], DesignProblem]


def inspect_element(element: Element, kind: DocumentKind) -> list[DesignProblem]:
    """Find the faults of an element; what is bound to things that do not exist is not drawn."""
    report: Report = partial(_report, element)
    bound = [*_check_names(element, report), *_check_texts(element, report)]
    return bound or [*_check_size(element, report), *_check_drawn(element, kind, report)]


def _report(element: Element, fault: Fault, detail: str) -> DesignProblem:
    return DesignProblem(fault, element.id, detail)


def _check_names(element: Element, report: Report) -> Iterator[DesignProblem]:
    for test in read_when(element.when):
        if not test.is_known:
            yield report(Fault.UNKNOWN_CONDITION, f"There is no condition and no fact named {test.name}.")
    for tag in element.languages:
        if tag not in LANGUAGES:
            yield report(Fault.UNKNOWN_LANGUAGE, f"{tag} is not one of {', '.join(LANGUAGES)}.")
    if isinstance(element, SymbolElement) and not _is_of_paper(element.fact):
        yield report(Fault.UNKNOWN_FACT, f"There is no fact named {element.fact} that a symbol could carry.")
    if isinstance(element, SymbolElement) and (element.symbology is Symbology.GS1_128) is not (element.fact == "sscc"):
        yield report(Fault.SYMBOL_UNSUITED, "GS1-128 carries the fact sscc, and sscc is carried by GS1-128 only.")
    if isinstance(element, TableElement):
        if not element.columns:
            yield report(Fault.NO_COLUMNS, "A table needs columns.")
        for name in (name for column in element.columns for name in (column.fact, column.below) if name):
            if name not in FACTS or FACTS[name].kind is not FactKind.ITEM:
                yield report(Fault.UNKNOWN_FACT, f"There is no fact named {name} of an article.")


def _is_of_paper(name: str) -> bool:
    return name in FACTS and FACTS[name].kind is not FactKind.ITEM


def _check_texts(element: Element, report: Report) -> Iterator[DesignProblem]:
    for text in list_texts(element):
        for tag in () if isinstance(text, str) else text:
            if tag not in LANGUAGES:
                yield report(Fault.UNKNOWN_LANGUAGE, f"{tag} is not one of {', '.join(LANGUAGES)}.")
        yield from _check_wordings(text, report)


def _check_wordings(text: Literals, report: Report) -> Iterator[DesignProblem]:
    for literal in [text] if isinstance(text, str) else text.values():
        try:
            template = read_template(literal, words_for("en"))
        except KeyError as missing:
            name = str(missing.args[0])
            if "@" in literal and name not in literal.replace("@" + name, ""):
                yield report(Fault.UNKNOWN_TEXT, f"The catalogue has no sentence named {name}.")
            else:
                yield report(Fault.UNKNOWN_FACT, f"There is no fact named {name}.")
            continue
        for name in template.facts:
            if not _is_of_paper(name):
                yield report(Fault.UNKNOWN_FACT, f"{name} is of an article: only the columns of a table can show it.")
        if missing_signs := find_undrawable("".join(template.pieces[::2])):
            yield report(Fault.MISSING_GLYPH, f"These characters cannot be printed: {' '.join(missing_signs)}")


def _check_size(element: Element, report: Report) -> Iterator[DesignProblem]:
    if isinstance(element, TableElement):
        table = make_table(element, words_for("en"))
        needed = table.head_mm + table.foot_mm + element.size_pt / POINTS_PER_MM * LEADING + 2 * PAD
        if element.height < needed:
            yield report(Fault.TEXT_TOO_SMALL, f"Heads and one row need {needed:.1f} mm of height.")
        if sum(column.width for column in element.columns) > element.width + 0.05:
            yield report(Fault.COLUMNS_TOO_WIDE, "The columns are wider than their table.")
    elif isinstance(element, TextElement):
        needed = min(element.size_pt, element.floor_pt) / POINTS_PER_MM * LEADING + (HEADING_MM if element.heading else 0)
        if element.height < needed - 0.05:
            yield report(Fault.TEXT_TOO_SMALL, f"One line at {element.floor_pt:g} pt needs {needed:.1f} mm of height.")


def _check_drawn(element: Element, kind: DocumentKind, report: Report) -> list[DesignProblem]:
    """Draw an element in each of its languages, and report the first fault."""
    for language in element.languages or LANGUAGES:
        facts, words = make_sample_facts(language, kind=kind), words_for(language)
        on = Filling(facts, words, stop=len(facts.items))
        drawn = make_drawer(element, words).draw(on)
        if isinstance(element, SymbolElement):
            return list(_check_symbol(element, [thing for thing in drawn if isinstance(thing, Symbol)], on, report))
        cut = next((thing.line.text for thing in drawn if isinstance(thing, Text) and thing.line.text.endswith(ELLIPSIS)), "")
        if cut:
            return [report(Fault.TEXT_TOO_SMALL, f"Not all of it fits, even at its smallest ({language}): {cut}")]
    return []


def _check_symbol(element: SymbolElement, drawn: Sequence[Symbol], on: Filling, report: Report) -> Iterator[DesignProblem]:
    if not drawn:
        yield report(Fault.SYMBOL_UNSUITED, f"{element.symbology.value} cannot say {element.fact}.")
        return
    least, box = LEAST_DOTS[element.symbology], find_symbol_box(element)
    symbol = drawn[0]
    dots = round(symbol.module / DOT_MM)
    length = len(read_value(element, on))
    fits = symbol.box.width <= box.width + 0.05 if element.symbology is not Symbology.QR else True
    if dots < least or not fits:
        width = box.width * least / max(1, dots)
        detail = f"{length} characters need modules of {least * DOT_MM:.3f} mm at least: make it some {width:.0f} mm wide."
        yield report(Fault.SYMBOL_TOO_SMALL, detail)
    elif box.height < LEAST_BAR_MM.get(element.symbology, 0):
        yield report(Fault.SYMBOL_TOO_SMALL, f"The bars must be {LEAST_BAR_MM[element.symbology]:g} mm high at least.")
