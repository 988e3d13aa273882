"""For whoever holds the link: the label and the packing slip as PDF."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, Response

from sendback.delivery.documents import get_document
from sendback.errors import Code, Problem
from sendback.web.context import get_context

door = Blueprint("documents", __name__)

MOST_AT_ONCE = 2
_LONGEST_WAIT_SECONDS = 5
_turns = threading.BoundedSemaphore(MOST_AT_ONCE)


@door.get("/documents/<signed>.pdf")
def show_document(signed: str) -> Response:
    """Draw the paper that a link names; problems not-found, link-expired, glyph-missing, busy."""
    context = get_context()
    link = context.links.read_document(signed)
    with _in_turn():
        ids = (link.shop_id, link.return_id, link.document, link.parcel)
        drawn = get_document(context.database, context.links.base_url, *ids)
    response = Response(drawn.body, mimetype=drawn.mimetype)
    response.headers["Content-Disposition"] = f'inline; filename="{drawn.name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@contextmanager
def _in_turn() -> Iterator[None]:
    """Draw two at a time: more would only make everybody wait on the same processor."""
    if not _turns.acquire(timeout=_LONGEST_WAIT_SECONDS):
        raise Problem(Code.BUSY, "Many labels are being made right now. Try again in a moment.", retry_after_seconds=2)
    try:
        yield
    finally:
        _turns.release()
