"""The built-in design of each kind of paper, for the sheets it is made for."""

import functools
from collections.abc import Callable, Mapping
from types import MappingProxyType

from sendback.paper.design.model import Design
from sendback.paper.designs.customs import make_customs
from sendback.paper.designs.instructions import make_instructions
from sendback.paper.designs.invoice import make_invoice
from sendback.paper.designs.label import make_label
from sendback.paper.designs.outbound import make_outbound_slip
from sendback.paper.designs.slip import make_delivery_note, make_packing_slip
from sendback.paper.model import DocumentKind, PaperSize

_ALL = tuple(PaperSize)
_PAGES = (PaperSize.A4, PaperSize.LETTER, PaperSize.A5)
_MAKERS: Mapping[DocumentKind, tuple[Callable[[PaperSize], Design], tuple[PaperSize, ...]]] = MappingProxyType(
    {
        DocumentKind.LABEL: (make_label, _ALL),
        DocumentKind.PACKING_SLIP: (make_packing_slip, _ALL),
        DocumentKind.DELIVERY_NOTE: (make_delivery_note, _ALL),
        DocumentKind.INSTRUCTIONS: (make_instructions, _PAGES),
        DocumentKind.OUTBOUND_SLIP: (make_outbound_slip, _ALL),
        DocumentKind.INVOICE: (make_invoice, (PaperSize.A4, PaperSize.LETTER)),
        DocumentKind.CUSTOMS: (make_customs, _PAGES),
    }
)


def list_sizes(kind: DocumentKind) -> tuple[PaperSize, ...]:
    """List the sheets that a kind of paper is designed for."""
    return _MAKERS[kind][1]


def choose_size(kind: DocumentKind, size: PaperSize) -> PaperSize:
    """Choose the sheet for a kind of paper: the one asked for, or the page that an office printer has beside it."""
    sizes = list_sizes(kind)
    if size in sizes:
        return size
    return PaperSize.LETTER if size in (PaperSize.FOUR_BY_SIX, PaperSize.LETTER) and PaperSize.LETTER in sizes else PaperSize.A4


@functools.cache
def get_design(kind: DocumentKind, size: PaperSize) -> Design:
    """Return the built-in design; for a sheet that a kind is not designed for, that of the page which `choose_size` names."""
    return _MAKERS[kind][0](choose_size(kind, size))
