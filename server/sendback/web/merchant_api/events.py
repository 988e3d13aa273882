"""What happened, for those who ask rather than be called."""

import json
from typing import Any

from flask import Response
from pydantic import Field

from sendback.delivery.webhooks.announcement_store import list_announcements
from sendback.delivery.webhooks.public_types import PUBLIC_TYPES
from sendback.errors import Code, refuse_field
from sendback.shops.scopes import Scope
from sendback.web.merchant_api.answers import as_answer
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.paging import PageQuery
from sendback.web.merchant_api.shapes import Moment, Shape

_MOST_DIGITS = 15


class EventQuery(PageQuery):
    """From where on, and of which type."""

    type: str = Field(default="", max_length=64, description="events of this type only, such as `return.authorized`")


class EventShape(Shape):
    """One event, as webhooks bring it; `sequence` counts the events of one return, `data` is as docs/webhooks.md lists it."""

    id: str
    type: str
    version: int
    timestamp: Moment
    shop: str
    sequence: int
    data: dict[str, Any]


class EventPage(Shape):
    """Events, oldest first. Keep `next_cursor`, also where nothing more is there yet, and ask with it again."""

    data: list[EventShape]
    next_cursor: str
    has_more: bool


def list_events(asked: Asked[None, EventQuery]) -> Response:
    """List what happened, oldest first, from a cursor on; without one, from the very beginning."""
    query, after = asked.query, _read_cursor(asked.query.cursor)
    if query.type and query.type not in PUBLIC_TYPES:
        raise refuse_field("type", "unknown", f"The types are {', '.join(PUBLIC_TYPES)}.")
    found = asked.context.database.read(list_announcements, asked.shop.shop_id, after, query.limit + 1, query.type)
    page = found[: query.limit]
    told = [EventShape.model_validate(json.loads(each.body)) for each in page]
    cursor = str(page[-1].position if page else after)
    return as_answer(EventPage(data=told, next_cursor=cursor, has_more=len(found) > query.limit))


def _read_cursor(text: str) -> int:
    if text and not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
        raise refuse_field("cursor", "format", "Give the next_cursor of the answer before.")
    return int(text or 0)


OPERATIONS = (
    Operation(
        "GET", "/events", "list_events", "List events", list_events, Scope.RETURNS_READ, "Events",
        query=EventQuery, answers={200: EventPage}, problems=(Code.INVALID_FIELDS,),
    ),
)  # fmt: skip
