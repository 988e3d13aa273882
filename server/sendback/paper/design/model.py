"""A design: what stands where on one kind of paper, in millimetres from the top left corner, as people and JSON write it."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from sendback.paper.drawing import Box, Symbology
from sendback.paper.model import DocumentKind, PaperSize

MOST_ELEMENTS, LONGEST_TEXT, LEAST_MM, MOST_MM = 200, 500, 0.1, 500
# Smaller print is not read at 203 dpi.
LEAST_PT, MOST_PT = 3.5, 96

Id = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]
FactName = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z0-9_.]+$")]
Millimetres = Annotated[float, Field(ge=0, le=MOST_MM, allow_inf_nan=False)]
# Nothing finer than a dot of a label printer can be printed; what is much finer would be drawn for ever.
Length = Annotated[float, Field(ge=LEAST_MM, le=MOST_MM, allow_inf_nan=False)]
Weight = Annotated[float, Field(ge=LEAST_MM / 2, le=5, allow_inf_nan=False)]
Dash = Literal[0] | Annotated[float, Field(ge=LEAST_MM, le=20, allow_inf_nan=False)]
Points = Annotated[float, Field(ge=LEAST_PT, le=MOST_PT, allow_inf_nan=False)]
Written = Annotated[str, Field(max_length=LONGEST_TEXT)]
Tag = Annotated[str, Field(min_length=2, max_length=16, pattern=r"^[A-Za-z0-9-]+$")]
Literals = Written | Annotated[dict[Tag, Written], Field(min_length=1, max_length=20)]
Side = Literal["start", "center", "end"]


class _Strict(BaseModel):
    """Refuse unknown names and numbers in quotes: a misspelt field must not pass for an absent one."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Placed(_Strict):
    """What every element has: a name, a rectangle, and when it is there.

    `when` names conditions or facts, all of which must hold; `!name` is the opposite, and a fact holds when it is not empty.
    """

    id: Id
    x: Millimetres
    y: Millimetres
    width: Length
    height: Length
    when: Annotated[str, Field(max_length=120)] = ""
    languages: Annotated[tuple[Tag, ...], Field(max_length=20)] = ()

    @property
    def box(self) -> Box:
        """The rectangle."""
        return Box(self.x, self.y, self.width, self.height)


class TextElement(_Placed):
    """Words: as they stand, with `{facts}`, by language, or from the catalogue as `@label.tag`."""

    type: Literal["text"]
    text: Literals
    size_pt: Points = 9
    floor_pt: Points = 5
    bold: bool = False
    align: Side = "start"
    valign: Literal["top", "middle", "bottom"] = "top"
    inverse: bool = False
    heading: Literals = ""
    is_title: bool = False


class AddressElement(_Placed):
    """An address, its first line bold, under its heading or beside it in a gutter of this many millimetres."""

    type: Literal["address"]
    fact: Literal["sender", "receiver"]
    size_pt: Points = 9
    floor_pt: Points = 5
    heading: Literals = ""
    gutter: Millimetres = 0


class SymbolElement(_Placed):
    """A code for scanners: bars are centred with their quiet zone inside, a QR symbol fills its box and has it outside."""

    type: Literal["symbol"]
    symbology: Symbology
    fact: FactName
    shows_text: bool = False
    size_pt: Points = 11


class ImageElement(_Placed):
    """The shop's logo, as large as fits, at the start of its rectangle."""

    type: Literal["image"]
    fact: Literal["shop.logo"]


class LineElement(_Placed):
    """A rule along the longer side of its rectangle; `dash` breaks it into dashes of that many millimetres."""

    type: Literal["line"]
    weight: Weight = 0.125
    dash: Dash = 0


class BoxElement(_Placed):
    """An outline, or a black rectangle."""

    type: Literal["box"]
    weight: Weight = 0.25
    filled: bool = False


class Column(_Strict):
    """One column: its fact, another one printed small below it, its head, and what stands under the last row."""

    fact: FactName
    width: Length
    heading: Literals = ""
    below: FactName | Literal[""] = ""
    align: Side = "start"
    bold: bool = False
    foot: Literals = ""


class TableElement(_Placed):
    """The articles, row by row; `continues` asks for further pages, else the last row counts what is left out."""

    type: Literal["table"]
    rows: Literal["items"] = "items"
    columns: Annotated[tuple[Column, ...], Field(max_length=12)]
    size_pt: Points = 9
    floor_pt: Points = 5
    ruled: bool = True
    continues: bool = False


Element = Annotated[
    TextElement | AddressElement | SymbolElement | ImageElement | LineElement | BoxElement | TableElement,
    Field(discriminator="type"),
]


class Design(_Strict):
    """Everything on one paper, in the order of reading."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    kind: DocumentKind
    size: PaperSize
    elements: Annotated[tuple[Element, ...], Field(max_length=MOST_ELEMENTS)]

    def __hash__(self) -> int:
        """Answer at once, for a design is looked up for every page: equal ones agree in these three."""
        return hash((self.kind, self.size, len(self.elements)))


def list_texts(element: Element) -> list[Literals]:
    """List the words that an element itself brings."""
    match element:
        case TextElement():
            return [element.text, element.heading]
        case AddressElement():
            return [element.heading]
        case TableElement():
            return [text for column in element.columns for text in (column.heading, column.foot)]
        case _:
            return []
