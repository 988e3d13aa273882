"""What is kept of a shop's returns: find it, fetch it, keep one more."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Response, jsonify, request

from sendback.database.model import Tx
from sendback.delivery import library_store
from sendback.delivery.documents import MIMETYPES
from sendback.delivery.library import Copy, Library, put_copy, read_copy, write_down
from sendback.delivery.library_store import FoundDocument, SavedDocument, Wanted
from sendback.delivery.links import Document
from sendback.delivery.trouble import Trouble
from sendback.errors import Code, FieldError, Problem, refuse_field
from sendback.paper.dots import RESOLUTIONS
from sendback.paper.model import Form
from sendback.returns.idempotency_store import Answer, answer_once, find_answer
from sendback.returns.parcels import MOST_BOXES
from sendback.returns.rma import read_rma, show_rma
from sendback.returns.store import find_return_by_rma
from sendback.shops.model import Shop
from sendback.web.auth import get_api_shop
from sendback.web.context import get_context
from sendback.web.reading import read_json

MOST_AT_ONCE = 100
_SCOPE = "documents"


def find_documents() -> Response:
    """List what is kept, newest first: all that fits `q`, `order`, `rma` and `tracking`, a page at a time."""
    shop, context = get_api_shop(), get_context()
    wanted = Wanted(*(_read_text(name) for name in ("q", "order", "rma", "tracking")))
    most, before = _read_limit(), _read_text("cursor")
    found = context.database.read(library_store.find_documents, shop.shop_id, wanted, most + 1, before)
    page = found[:most]
    more = page[-1].saved.document_id if len(found) > most else None
    return jsonify({"documents": [_tell(one) for one in page], "next_cursor": more})


def fetch_document(document_id: str) -> Response:
    """Answer with a kept document, byte for byte as it is in the store."""
    shop = get_api_shop()
    with _telling():
        saved, body = read_copy(_library(), shop.shop_id, document_id)
    response = Response(body, mimetype=MIMETYPES[saved.form])
    response.headers["Content-Disposition"] = f'attachment; filename="{saved.name.rpartition("/")[2]}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.set_etag(saved.sha256)
    return response


def save_document(rma: str) -> tuple[Response, int]:
    """Keep one more paper of a return: `document`, `form`, `dpi`, `box`; kept already, it stays as it is."""
    shop, context = get_api_shop(), get_context()
    body, key, now = read_json(), request.headers.get("Idempotency-Key", ""), context.clock()
    copy, number = _read_copy(body), read_rma(rma) or ""
    item = context.database.read(find_return_by_rma, shop.shop_id, number)
    if item is None:
        raise Problem(Code.NOT_FOUND, "There is no return with this number.")
    asked = {**body, "rma": number}
    answer = context.database.read(find_answer, shop.shop_id, _SCOPE, key, asked)
    if answer is None:
        with _telling():  # outside of any transaction: nobody's return waits for a bucket
            put = put_copy(_library(), shop, item.return_id, copy, now)
        answer = context.database.write(
            lambda tx: answer_once(tx, shop.shop_id, _SCOPE, key, asked, now, lambda: _write_down(tx, shop, put))
        )
    return jsonify(answer.body), answer.status


def _write_down(tx: Tx, shop: Shop, put: list[SavedDocument]) -> Answer:
    kept = write_down(tx, put, "api", get_context().clock())
    found = [library_store.find_document(tx, shop.shop_id, saved.document_id) for saved in kept]
    return Answer(201, {"documents": [_tell(one) for one in found if one]})


def _library() -> Library:
    context = get_context()
    return Library(context.database, context.store, context.links.base_url)


def _tell(found: FoundDocument) -> dict[str, Any]:
    saved = found.saved
    return {
        "id": saved.document_id,
        "rma": show_rma(found.rma),
        "order_number": found.order_number,
        "status": found.status.value,
        "tracking_number": found.tracking_number or None,
        "box": saved.box,
        "document": saved.kind.value,
        "form": saved.form.value,
        "dpi": saved.dpi,
        "page": saved.page,
        "name": saved.name,
        "bytes": saved.bytes,
        "sha256": saved.sha256,
        "saved_at": saved.saved_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "url": f"{get_context().settings.base_url}/api/v1/documents/{saved.document_id}",
    }


def _read_copy(body: dict[str, Any]) -> Copy:
    known: dict[str, list[Any]] = {
        "document": list(Document),
        "form": list(Form),
        "dpi": list(RESOLUTIONS),
        "box": list(range(1, MOST_BOXES + 1)),
    }
    said = {"document": "label", "form": "pdf", "dpi": RESOLUTIONS[0], "box": 1, **body}
    wrong = [name for name, value in said.items() if isinstance(value, bool) or value not in known.get(name, [])]
    if wrong:
        errors = [FieldError(name, "unknown", f"Choose one of {', '.join(map(str, known.get(name, [])))}.") for name in wrong]
        raise Problem(Code.INVALID_FIELDS, "Say which document, form, dpi and box.", errors=errors)
    return Copy(Document(said["document"]), Form(said["form"]), int(said["dpi"]), int(said["box"]))


def _read_text(name: str) -> str:
    return request.args.get(name, "").replace("\0", "").strip()[: library_store.MOST_SOUGHT_CHARACTERS]


def _read_limit() -> int:
    said = request.args.get("limit", "50")
    if not (said.isascii() and said.isdigit() and len(said) <= len(str(MOST_AT_ONCE)) and 1 <= int(said) <= MOST_AT_ONCE):
        wrong = f"Ask for 1 to {MOST_AT_ONCE} documents."
        raise refuse_field("limit", "range", wrong)
    return int(said)


@contextmanager
def _telling() -> Iterator[None]:
    """Ask the caller to come again when the store is away; nothing was written."""
    try:
        yield
    except Trouble as trouble:
        raise Problem(Code.BUSY, f"{trouble.reason} Nothing was saved; try again.", retry_after_seconds=60) from None
