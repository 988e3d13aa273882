"""The shapes of endpoints and deliveries."""

from collections.abc import Sequence

from pydantic import AwareDatetime, Field

from sendback.delivery.webhooks.endpoints import Wish
from sendback.delivery.webhooks.model import Because, Delivery, DeliveryState, Endpoint, EndpointState, Try
from sendback.shops.frozen import Frozen
from sendback.web.merchant_api.shapes import Moment, Shape


class EndpointWish(Frozen):
    """Where to call, of which events, and a name for people; no `types` mean all, also those of later versions."""

    url: str = Field(max_length=2000)
    types: tuple[str, ...] = Field(default=(), max_length=100)
    note: str = Field(default="", max_length=200)

    def as_wish(self) -> Wish:
        """Hand it on as the verbs take it."""
        return Wish(self.url, self.types, self.note)


class Since(Frozen):
    """From when on."""

    since: AwareDatetime


class EndpointShape(Shape):
    """An endpoint; `because` says why it is paused: `owner`, `failures` or `gone`. `failures` counts those in a row."""

    id: str
    url: str
    types: list[str]
    note: str
    state: EndpointState
    because: Because
    failures: int
    last_success_at: Moment | None
    old_secret_until: Moment | None
    created_at: Moment


class EndpointWithSecret(EndpointShape):
    """An endpoint with its secret, which the API shows this once."""

    secret: str


class EndpointList(Shape):
    """All endpoints of the shop."""

    data: list[EndpointShape]


class TryShape(Shape):
    """One try: the headers that were sent, and the answer's status and beginning, or the reason why none came."""

    number: int
    at: Moment
    headers: dict[str, str]
    status: int | None
    reason: str
    answer: str
    took_ms: int


class DeliveryShape(Shape):
    """One event for one endpoint; `due_at` is when it is tried next while it is `waiting`."""

    id: str
    endpoint_id: str
    event_id: str
    type: str
    state: DeliveryState
    tries: int
    due_at: Moment
    created_at: Moment


class DeliveryDetail(DeliveryShape):
    """A delivery with what is sent, letter by letter, and its tries, newest first."""

    body: str
    log: list[TryShape]


class DeliveryPage(Shape):
    """Deliveries, newest first."""

    data: list[DeliveryShape]
    next_cursor: str | None


class Count(Shape):
    """How many."""

    count: int


def describe_endpoint(endpoint: Endpoint) -> EndpointShape:
    """Write an endpoint, without its secret."""
    return EndpointShape(
        id=endpoint.endpoint_id,
        url=endpoint.url,
        types=list(endpoint.types),
        note=endpoint.note,
        state=endpoint.state,
        because=endpoint.because,
        failures=endpoint.failures,
        last_success_at=endpoint.last_success_at,
        old_secret_until=endpoint.old_until,
        created_at=endpoint.created_at,
    )


def describe_delivery(delivery: Delivery) -> DeliveryShape:
    """Write a delivery as lists have it."""
    return DeliveryShape(
        id=delivery.delivery_id,
        endpoint_id=delivery.endpoint_id,
        event_id=delivery.event_id,
        type=delivery.type,
        state=delivery.state,
        tries=delivery.tries,
        due_at=delivery.due_at,
        created_at=delivery.created_at,
    )


def describe_log(delivery: Delivery, tries: Sequence[Try]) -> DeliveryDetail:
    """Write a delivery with all that was tried."""
    log = [
        TryShape(
            number=made.number, at=made.at, headers=dict(made.headers), status=made.status, reason=made.reason,
            answer=made.answer, took_ms=made.took_ms,
        )
        for made in tries
    ]  # fmt: skip
    return DeliveryDetail(**describe_delivery(delivery).model_dump(), body=delivery.body, log=log)
