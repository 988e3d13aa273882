"""What a label and a packing slip say, and the papers they are printed on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class PaperSize(StrEnum):
    """The papers we draw for; the value is what settings and addresses say."""

    FOUR_BY_SIX = "4x6"
    MM100X150 = "100x150"
    A6 = "a6"
    A5 = "a5"
    A4 = "a4"
    LETTER = "letter"
    ROLL62 = "roll62"

    @property
    def width_mm(self) -> float:
        """The width of the upright sheet."""
        return _SIZES_MM[self][0]

    @property
    def height_mm(self) -> float:
        """The height of the upright sheet."""
        return _SIZES_MM[self][1]


# ISO 216 for the A sizes, ANSI/ASME Y14.1 for Letter; thermal labels are 4 by 6 inches or nearly that in millimetres, and
# the 62 mm roll is cut after 140 mm.
_SIZES_MM = MappingProxyType(
    {
        PaperSize.FOUR_BY_SIX: (101.6, 152.4),
        PaperSize.MM100X150: (100.0, 150.0),
        PaperSize.A6: (105.0, 148.0),
        PaperSize.A5: (148.0, 210.0),
        PaperSize.A4: (210.0, 297.0),
        PaperSize.LETTER: (215.9, 279.4),
        PaperSize.ROLL62: (62.0, 140.0),
    }
)


class DocumentKind(StrEnum):
    """What a paper is for; the value is what designs and settings say."""

    LABEL = "label"
    PACKING_SLIP = "packing_slip"
    DELIVERY_NOTE = "delivery_note"
    INSTRUCTIONS = "instructions"
    OUTBOUND_SLIP = "outbound_slip"
    INVOICE = "invoice"
    CUSTOMS = "customs"


class Form(StrEnum):
    """The file formats of a document; the value is the ending of its address and its file name."""

    PDF = "pdf"
    PNG = "png"
    BMP = "bmp"
    ZPL = "zpl"
    SVG = "svg"


@dataclass(frozen=True, slots=True)
class ItemFact:
    """One order line in the box; price and weight are of one unit, and None or empty where nobody said."""

    title: str
    sku: str = ""
    quantity: int = 1
    reason: str = ""
    price_minor: int | None = None
    weight_g: int | None = None
    hs_code: str = ""
    origin: str = ""

    @property
    def value_minor(self) -> int | None:
        """The price of all units of it, or None."""
        return None if self.price_minor is None else self.price_minor * self.quantity

    @property
    def net_weight_g(self) -> int | None:
        """The weight of all units of it, or None."""
        return None if self.weight_g is None else self.weight_g * self.quantity


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

    `rma` is what the bars carry and `rma_shown` what stands below them. Address lines are ready to print; the name among them is
    told once more, because some countries put it last. Countries are ISO 3166-1 codes. `start_url` is the short address where a
    return of a new order is begun.
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
    sender_name: str = ""
    sender_country: str = ""
    receiver_name: str = ""
    receiver_country: str = ""
    currency: str = ""
    tracking_number: str = ""
    sscc: str = ""
    prepaid: bool = False
    start_url: str = ""

    @property
    def is_cross_border(self) -> bool:
        """Say whether the parcel is known to leave its country."""
        return bool(self.sender_country and self.receiver_country and self.sender_country != self.receiver_country)

    @property
    def value_minor(self) -> int | None:
        """What everything is worth; None while one price is unknown, or nothing is in the parcel."""
        return _add_up([item.value_minor for item in self.items])

    @property
    def net_weight_g(self) -> int | None:
        """What everything weighs; None while one weight is unknown, or nothing is in the parcel."""
        return _add_up([item.net_weight_g for item in self.items])


def _add_up(parts: Sequence[int | None]) -> int | None:
    known = [part for part in parts if part is not None]
    return sum(known) if known and len(known) == len(parts) else None
