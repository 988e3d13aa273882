"""What is kept of a shop's returns: find it, fetch it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from flask import Response
from pydantic import Field

from sendback.delivery import library_store
from sendback.delivery.documents import MIMETYPES
from sendback.delivery.library import Library, read_copy
from sendback.delivery.library_store import MOST_SOUGHT_CHARACTERS, FoundDocument, Wanted
from sendback.delivery.trouble import Trouble
from sendback.errors import Code, Problem
from sendback.returns.rma import show_rma
from sendback.shops.scopes import Scope
from sendback.web.context import Context
from sendback.web.merchant_api.answers import as_answer
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.paging import PageQuery
from sendback.web.merchant_api.shapes import Moment, Shape
from sendback.web.paging import cut_page

Sought = Annotated[str, Field(max_length=MOST_SOUGHT_CHARACTERS)]


class DocumentQuery(PageQuery):
    """All that is given must hold."""

    q: Sought = Field(default="", description="any part of the order's number, a name, the RMA or tracking number")
    order: Sought = Field(default="", description="an order's number")
    rma: Sought = Field(default="", description="an RMA number")
    tracking: Sought = Field(default="", description="a tracking number")


class DocumentShape(Shape):
    """A kept paper; `sha256` is of its bytes, `url` gives them to whoever holds a key."""

    id: str
    rma: str
    order_number: str
    status: str
    tracking_number: str | None
    box: int
    document: str
    form: str
    dpi: int
    page: int
    name: str
    bytes: int
    sha256: str
    saved_at: Moment
    url: str


class DocumentPage(Shape):
    """A page of what is kept, newest first."""

    data: list[DocumentShape]
    next_cursor: str | None


def find_documents(asked: Asked[None, DocumentQuery]) -> Response:
    """List what is kept, newest first: all that fits, a page at a time."""
    query, shop = asked.query, asked.shop
    wanted = Wanted(*(text.replace("\0", "").strip() for text in (query.q, query.order, query.rma, query.tracking)))
    found = asked.context.database.read(
        library_store.find_documents, shop.shop_id, wanted, query.limit + 1, query.cursor
    )  # fmt: skip
    page, more = cut_page(found, query.limit, lambda one: one.saved.document_id)
    return as_answer(DocumentPage(data=[describe_document(asked.context, one) for one in page], next_cursor=more))


def fetch_document(asked: Asked[None, None], document_id: str) -> Response:
    """Answer with a kept paper, byte for byte as it is in the store."""
    with telling():
        saved, body = read_copy(open_library(asked.context), asked.shop.shop_id, document_id)
    response = Response(body, mimetype=MIMETYPES[saved.form])
    response.headers["Content-Disposition"] = f'attachment; filename="{saved.name.rpartition("/")[2]}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.set_etag(saved.sha256)
    return response


def open_library(context: Context) -> Library:
    """Open what keeps a shop's papers."""
    return Library(context.database, context.store, context.links.base_url)


def describe_document(context: Context, found: FoundDocument) -> DocumentShape:
    """Write what a paper is and what it is of."""
    saved = found.saved
    return DocumentShape(
        id=saved.document_id,
        rma=show_rma(found.rma),
        order_number=found.order_number,
        status=found.status.value,
        tracking_number=found.tracking_number or None,
        box=saved.box,
        document=saved.kind.value,
        form=saved.form.value,
        dpi=saved.dpi,
        page=saved.page,
        name=saved.name,
        bytes=saved.bytes,
        sha256=saved.sha256,
        saved_at=saved.saved_at,
        url=f"{context.settings.base_url}/api/v1/documents/{saved.document_id}",
    )


@contextmanager
def telling() -> Iterator[None]:
    """Ask the caller to come again when the store is away; nothing was written."""
    try:
        yield
    except Trouble as trouble:
        raise Problem(Code.BUSY, f"{trouble.reason} Nothing was saved; try again.", retry_after_seconds=60) from None


OPERATIONS = (
    Operation(
        "GET", "/documents", "find_documents", "List documents", find_documents, Scope.LABELS_READ, "Documents",
        query=DocumentQuery, answers={200: DocumentPage},
    ),
    Operation(
        "GET", "/documents/{document_id}", "fetch_document", "Fetch a document", fetch_document, Scope.LABELS_READ, "Documents",
        answers={200: "application/pdf, image/png, image/bmp, text/plain, image/svg+xml"},
        problems=(Code.NOT_FOUND, Code.BUSY),
    ),
)  # fmt: skip
