"""The papers of a return by the names that people at the desk call them, and where each lies."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sendback.delivery.links import Document, Links
from sendback.paper.model import Form
from sendback.returns.model import PRINTABLE, Return
from sendback.returns.parcels import Parcel
from sendback.web.boxes import list_label_urls

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


def list_papers(links: Links, item: Return, parcels: Sequence[Parcel]) -> dict[str, tuple[str, dict[Form, str]]]:
    """Name the papers there are, each with its addresses by form; the label's are those that its carrier gave."""
    if item.status not in PRINTABLE:
        return {}
    ids = (item.shop_id, item.return_id)
    urls = {paper: links.document_urls(*ids, paper) for paper in PAPERS} | {Document.LABEL: list_label_urls(links, parcels[0])}
    return {paper.value: (name, urls[paper]) for paper, name in PAPERS.items() if urls[paper]}
