"""What a label and a packing slip say, and the papers they are printed on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class PaperSize(StrEnum):
    """The papers we draw for; the value is what settings and addresses say."""

    FOUR_BY_SIX = "4x6"
    A6 = "a6"
    A4 = "a4"

    @property
    def width_mm(self) -> float:
        """The width of the upright sheet."""
        return _SIZES_MM[self][0]

    @property
    def height_mm(self) -> float:
        """The height of the upright sheet."""
        return _SIZES_MM[self][1]


# ISO 216 for A4 and A6; thermal labels are 4 by 6 inches.
_SIZES_MM = MappingProxyType({PaperSize.FOUR_BY_SIX: (101.6, 152.4), PaperSize.A6: (105.0, 148.0), PaperSize.A4: (210.0, 297.0)})


class Form(StrEnum):
    """The file formats of a document; the value is the ending of its address and its file name."""

    PDF = "pdf"
    PNG = "png"
    BMP = "bmp"
    ZPL = "zpl"
    SVG = "svg"


@dataclass(frozen=True, slots=True)
class ItemFact:
    """One order line in the box."""

    title: str
    sku: str = ""
    quantity: int = 1
    reason: str = ""


@dataclass(frozen=True, slots=True)
class InstructionFacts:
    """What the page below an A4 label can tell beyond the ordinary steps; each may be missing."""

    send_by_on: date | None = None
    carrier: str = ""
    status_url: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class LabelFacts:
    """Everything the paper of one return says; the same facts draw the same bytes. `delivery/facts.py` gathers them.

    `rma` is what the bars carry and `rma_shown` what stands below them. Address lines are ready to print, the name first.
    """

    shop_name: str
    rma: str
    rma_shown: str
    order_number: str
    consignor_lines: tuple[str, ...]
    consignee_lines: tuple[str, ...]
    qr_text: str
    made_on: date
    items: tuple[ItemFact, ...] = ()
    carrier_message: str = ""
    logo_png: bytes | None = None
    language: str = "en"
    direction: str = "ltr"
    instructions: InstructionFacts = InstructionFacts()
