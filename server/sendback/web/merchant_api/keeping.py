"""Keeping one more paper of a return."""

from typing import Any, Literal

from flask import Response, jsonify
from pydantic import Field

from sendback.database.model import Tx
from sendback.delivery import library_store
from sendback.delivery.library import Copy, put_copy, write_down
from sendback.delivery.library_store import SavedDocument
from sendback.delivery.links import Document
from sendback.errors import Code
from sendback.paper.model import Form
from sendback.returns.idempotency_store import Answer, answer_once, find_answer
from sendback.returns.parcels import MOST_BOXES
from sendback.shops.frozen import Frozen
from sendback.shops.scopes import Scope
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.documents import DocumentShape, describe_document, open_library, telling
from sendback.web.merchant_api.finding import get_by_rma
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.shapes import Shape

_SCOPE = "documents"


class Wish(Frozen):
    """Which paper is to be kept, and in which form."""

    document: Document = Document.LABEL
    form: Form = Form.PDF
    dpi: Literal[203, 300] = 203
    box: int = Field(default=1, ge=1, le=MOST_BOXES)


class DocumentsKept(Shape):
    """What is kept of it: one entry a page where the form has one page a file."""

    documents: list[DocumentShape]


def save_document(asked: Asked[Wish, None], rma: str) -> tuple[Response, int]:
    """Keep one more paper of a return; kept already, it stays as it is."""
    database, shop, wish = asked.context.database, asked.shop, asked.body
    item = database.read(get_by_rma, shop.shop_id, rma)
    sent = {**wish.model_dump(mode="json"), "rma": item.rma}
    answer = database.read(find_answer, shop.shop_id, _SCOPE, asked.key, sent)
    if answer is None:
        copy = Copy(wish.document, wish.form, wish.dpi, wish.box)
        with telling():  # outside of any transaction: nobody's return waits for a bucket
            put = put_copy(open_library(asked.context), shop, item.return_id, copy, asked.now)
        answer = database.write(
            lambda tx: answer_once(tx, shop.shop_id, _SCOPE, asked.key, sent, asked.now, lambda: _write_down(tx, asked, put))
        )
    return jsonify(answer.body), answer.status


def _write_down(tx: Tx, asked: Asked[Any, Any], put: list[SavedDocument]) -> Answer:
    kept = write_down(tx, put, asked.actor, asked.now)
    found = [library_store.find_document(tx, asked.shop.shop_id, saved.document_id) for saved in kept]
    told = DocumentsKept(documents=[describe_document(asked.context, one) for one in found if one])
    return Answer(201, told.model_dump(mode="json"))


OPERATIONS = (
    Operation(
        "POST", "/returns/{rma}/documents", "save_document", "Keep a paper", save_document, Scope.DOCUMENTS_WRITE, "Documents",
        body=Wish, answers={201: DocumentsKept}, is_creating=True,
        problems=(Code.NOT_FOUND, Code.STATUS_CONFLICT, Code.GLYPH_MISSING, Code.BUSY),
    ),
)  # fmt: skip
