"""The papers of a return by the names that people at the desk call them."""

from collections.abc import Mapping
from types import MappingProxyType

from sendback.delivery.links import Document

PAPERS: Mapping[Document, str] = MappingProxyType(
    {
        Document.LABEL: "Label",
        Document.SLIP: "Packing slip",
        Document.NOTE: "Delivery note",
        Document.INSTRUCTIONS: "Instructions",
        Document.INVOICE: "Invoice for customs",
        Document.CUSTOMS: "CN22 or CN23",
    }
)
