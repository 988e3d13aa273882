"""What the shop's systems tell of boxes on their way."""

from flask import Response

from sendback.delivery.tracking.model import Source
from sendback.delivery.tracking.naming_store import Unnamed
from sendback.delivery.tracking.pushing import hear_many
from sendback.delivery.tracking.sources.plain import SentEvents
from sendback.errors import Code
from sendback.shops.scopes import Scope
from sendback.web.merchant_api.answers import as_answer
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.shapes import Fault, Shape

_SAID = {
    Unnamed.UNKNOWN: "No box of this shop is called so.",
    Unnamed.SEVERAL: "Several boxes have this number. Name the return and the box.",
}


class TrackingHeard(Shape):
    """What came of it: events that were new, events that were known, and those that name no box, by their place."""

    heard: int
    known: int
    errors: list[Fault]


def push_tracking(asked: Asked[SentEvents, None]) -> Response:
    """Tell what is known of boxes: up to 500 events at once, the same ones as often as you like.

    What names no box is listed by its place, and the rest is taken in. A box that was delivered never moves again.
    """
    words = [event.as_word for event in asked.body.events]
    pushed = asked.context.database.write(hear_many, asked.shop, words, Source(asked.actor), asked.now)
    errors = [Fault(field=f"events.{place}", code=why.value, detail=_SAID[why]) for place, why in pushed.unnamed]
    return as_answer(TrackingHeard(heard=pushed.kept, known=pushed.known, errors=errors))


OPERATIONS = (
    Operation(
        "POST", "/tracking", "push_tracking", "Tell of parcels", push_tracking, Scope.RETURNS_WRITE, "Parcels",
        body=SentEvents, answers={200: TrackingHeard}, problems=(Code.INVALID_FIELDS,), most_bytes=512 * 1024,
        example={"events": [{"tracking_number": "CA473124829ZZ", "milestone": "delivered", "at": "2026-11-27T09:30:00Z"}]},
    ),
)  # fmt: skip
