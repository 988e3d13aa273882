"""What an operation takes beside its body: parts of its address, its query, headers."""

import re
from typing import Any

from sendback.delivery.documents import MIMETYPES
from sendback.paper.formats import MANY_PAGES
from sendback.returns.idempotency_store import MOST_KEY_CHARACTERS
from sendback.web.api_document.listing import Listed
from sendback.web.api_document.schemas import Schemas

_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_PATH: dict[str, tuple[str, dict[str, Any]]] = {
    "order_number": ("The order's number, however it is written.", _TEXT),
    "rma": ("The return's RMA number, with or without spaces.", _TEXT),
    "number": ("Which box of the return, from 1.", {"type": "integer", "minimum": 0, "maximum": 99}),
    "batch_id": ("The batch, as pushing shipments named it.", _TEXT),
    "ending": (
        "The form of the file.",
        {"type": "string", "enum": sorted(ending for ending in MIMETYPES if ending in MANY_PAGES)},
    ),
    "document_id": ("The kept document.", _TEXT),
    "pk": ("The shop's publishable key, `sbpk_…`.", _TEXT),
    "secret": ("The last part of `status_url`.", _TEXT),
    "nonce": ("What the builder asked with.", _TEXT),
}
_HEADERS: dict[str, tuple[str, dict[str, Any]]] = {
    "Idempotency-Key": (
        "Random, one for each attempt; the same again gives the same answer.",
        {"type": "string", "minLength": 1, "maxLength": MOST_KEY_CHARACTERS},
    ),
    "If-None-Match": ("An `ETag` that you have: 304 where it still holds.", {"type": "string"}),
    "If-Match": ("An `ETag`: nothing is changed where it no longer holds.", {"type": "string"}),
    "Sendback-Session": ("The session of the order that the photo shows.", {"type": "string"}),
}


def list_parameters(one: Listed, schemas: Schemas) -> list[dict[str, Any]]:
    """List what an operation takes."""
    operation = one.operation
    found = [_describe(name, "path", *_PATH.get(name, ("", _TEXT))) for name in re.findall(r"{(\w+)}", one.path)]
    found += schemas.list_query(operation.query) if operation.query else []
    headers = {
        "Idempotency-Key": operation.is_creating,
        "If-None-Match": operation.has_etag,
        "If-Match": operation.takes_match,
        "Sendback-Session": bool(operation.body_type) and one.is_of_widget,
    }
    needed = ("Idempotency-Key", "Sendback-Session")
    found += [_describe(name, "header", *_HEADERS[name], required=name in needed) for name, taken in headers.items() if taken]
    return found


def _describe(name: str, place: str, about: str, schema: dict[str, Any], required: bool = True) -> dict[str, Any]:
    return {"name": name, "in": place, "required": required, "description": about, "schema": schema}
