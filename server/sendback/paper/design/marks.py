"""Symbols, rules, boxes and the logo in their rectangles."""

from sendback.paper.design.facts import FACTS
from sendback.paper.design.filling import Filling
from sendback.paper.design.model import BoxElement, LineElement, SymbolElement
from sendback.paper.design.placing import place_middle, shrink_line
from sendback.paper.drawing import POINTS_PER_MM, Box, Fill, Picture, Symbol, Symbology, Thing
from sendback.paper.gs1 import show_sscc
from sendback.paper.logo import read_logo
from sendback.paper.symbols import place_bars, place_gs1, place_qr
from sendback.paper.wrapping import LEADING, Paragraph

_PLACE = {Symbology.CODE128: place_bars, Symbology.GS1_128: place_gs1, Symbology.QR: place_qr}
TEXT_FLOOR_PT, ABOVE_TEXT = 6.0, 1.0


def read_value(element: SymbolElement, on: Filling) -> str:
    """Return what a symbol carries; the parcel's GS1 number without the brackets that people read."""
    return on.facts.sscc if element.fact == "sscc" else FACTS[element.fact].read(on)


def say_value(element: SymbolElement, on: Filling) -> str:
    """Return what people read below a symbol."""
    if element.fact == "sscc":
        return show_sscc(on.facts.sscc)
    return on.facts.rma_shown if element.fact == "rma" else FACTS[element.fact].read(on)


def find_symbol_box(element: SymbolElement) -> Box:
    """Return the room of the symbol itself, without the text below it."""
    below = element.size_pt / POINTS_PER_MM * LEADING + ABOVE_TEXT if element.shows_text else 0
    return Box(element.x, element.y, element.width, max(1, element.height - below))


def place_symbol(element: SymbolElement, on: Filling) -> list[Thing]:
    """Draw a symbol and what it says; nothing without a value, and only the words of one that the symbology cannot say."""
    value = read_value(element, on)
    if not value:
        return []
    things: list[Thing] = []
    box = find_symbol_box(element)
    try:
        symbol: Symbol | None = _PLACE[element.symbology](value, box)
    except ValueError:
        symbol = None
    if symbol:
        things.append(symbol)
    if element.shows_text:
        below = Box(element.x, box.bottom + ABOVE_TEXT, element.width, element.box.bottom - box.bottom - ABOVE_TEXT)
        said = Paragraph(say_value(element, on), True, builtin=on.builtin)
        line, size = shrink_line(said, element.width, element.size_pt, TEXT_FLOOR_PT)
        things.append(place_middle(line, size, below, 0.5))
    return things


def place_logo(box: Box, png: bytes | None) -> list[Thing]:
    """Put the logo at the start of its box, in the middle of its height."""
    raster = read_logo(png) if png else None
    if png is None or raster is None:
        return []
    scale = min(box.width / raster.width, box.height / raster.height)
    width, height = raster.width * scale, raster.height * scale
    return [Picture(Box(box.x, box.y + (box.height - height) / 2, width, height), png)]


def place_line(element: LineElement) -> list[Thing]:
    """Draw a rule across, or down: then its dashes are black rectangles one below the other."""
    box = element.box
    if box.width >= box.height:
        return [Fill(Box(box.x, box.y, box.width, element.weight), element.dash)]
    if not element.dash:
        return [Fill(Box(box.x, box.y, element.weight, box.height))]
    count = max(1, round(box.height / element.dash / 2))
    step = box.height / count
    return [Fill(Box(box.x, box.y + step * number, element.weight, step / 2)) for number in range(count)]


def place_box(element: BoxElement) -> list[Thing]:
    """Draw an outline, inside its rectangle, or fill it."""
    box, weight = element.box, min(element.weight, element.width / 2, element.height / 2)
    if element.filled:
        return [Fill(box)]
    return [
        Fill(Box(box.x, box.y, box.width, weight)),
        Fill(Box(box.x, box.bottom - weight, box.width, weight)),
        Fill(Box(box.x, box.y + weight, weight, box.height - 2 * weight)),
        Fill(Box(box.right - weight, box.y + weight, weight, box.height - 2 * weight)),
    ]
