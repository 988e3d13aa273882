"""Sheets to lay designs out on, and short ways to say what stands where."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sendback.paper.design.model import (
    AddressElement,
    BoxElement,
    Column,
    Design,
    Element,
    ImageElement,
    LineElement,
    SymbolElement,
    TableElement,
    TextElement,
)
from sendback.paper.drawing import DOT_MM, Box, Symbology
from sendback.paper.model import DocumentKind, PaperSize

MARGINS_MM = MappingProxyType(
    {
        PaperSize.FOUR_BY_SIX: 5.0,
        PaperSize.MM100X150: 5.0,
        PaperSize.A6: 5.0,
        PaperSize.A5: 10.0,
        PaperSize.A4: 14.0,
        PaperSize.LETTER: 14.0,
        PaperSize.ROLL62: 4.0,
    }
)
HAIRLINE = DOT_MM


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that fills up: elements are put on it in the order of reading, lengths rounded to hundredths of a millimetre."""

    size: PaperSize
    elements: list[Element] = field(default_factory=list)

    @property
    def inner(self) -> Box:
        """The page within its margins."""
        margin = MARGINS_MM[self.size]
        return Box(margin, margin, self.size.width_mm - 2 * margin, self.size.height_mm - 2 * margin)

    @property
    def scale(self) -> float:
        """How large type may be beside that of a 4 by 6 inch label."""
        return {PaperSize.ROLL62: 0.82, PaperSize.A5: 1.18, PaperSize.A4: 1.15, PaperSize.LETTER: 1.15}.get(self.size, 1.0)

    def text(self, name: str, text: str, box: Box, size_pt: float, **more: Any) -> None:
        """Put words on it."""
        self.elements.append(TextElement(type="text", text=text, size_pt=_round(size_pt), **_place(name, box), **more))

    def address(self, name: str, fact: Any, box: Box, size_pt: float, **more: Any) -> None:
        """Put an address on it."""
        self.elements.append(AddressElement(type="address", fact=fact, size_pt=_round(size_pt), **_place(name, box), **more))

    def symbol(self, name: str, symbology: Symbology, fact: str, box: Box, **more: Any) -> None:
        """Put a symbol on it."""
        self.elements.append(SymbolElement(type="symbol", symbology=symbology, fact=fact, **_place(name, box), **more))

    def logo(self, name: str, box: Box, when: str = "") -> None:
        """Put the shop's logo on it, or its name."""
        with_logo, without = f"{when} has_logo".strip(), f"{when} !has_logo".strip()
        self.elements.append(ImageElement(type="image", fact="shop.logo", when=with_logo, **_place(name, box)))
        more: dict[str, Any] = {"bold": True, "valign": "middle", "when": without, "floor_pt": 7}
        self.text(f"{name}_name", "{shop.name}", box, min(22.0, box.height * 1.55), **more)

    def rule(self, name: str, x: float, y: float, width: float, weight: float = HAIRLINE, **more: Any) -> None:
        """Put a line across on it, hanging from y."""
        box = Box(x, y, width, max(0.5, weight))
        self.elements.append(LineElement(type="line", weight=round(weight, 4), **_place(name, box), **more))

    def outline(self, name: str, box: Box, weight: float = HAIRLINE, **more: Any) -> None:
        """Put a frame on it."""
        self.elements.append(BoxElement(type="box", weight=round(weight, 4), **_place(name, box), **more))

    def table(self, name: str, box: Box, columns: Iterable[Column], size_pt: float, **more: Any) -> None:
        """Put the articles on it."""
        chosen = tuple(columns)
        self.elements.append(TableElement(type="table", columns=chosen, size_pt=_round(size_pt), **_place(name, box), **more))

    def finish(self, name: str, kind: DocumentKind) -> Design:
        """Return the design."""
        return Design(name=name, kind=kind, size=self.size, elements=tuple(self.elements))


def _round(length: float) -> float:
    return round(length, 2)


def _place(name: str, box: Box) -> dict[str, Any]:
    return {"id": name, "x": _round(box.x), "y": _round(box.y), "width": _round(box.width), "height": _round(box.height)}
