"""Who is told, what is on its way to them, and what came of each try."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

TEST = "endpoint.test"
"""The type of what is sent to try an endpoint; nothing happened."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """One public event; `position` counts a shop's, `sequence` its subject's, `body` is sent byte for byte each time."""

    shop_id: str
    position: int
    event_id: str
    type: str
    subject: str
    sequence: int
    at: datetime
    body: str


class EndpointState(StrEnum):
    """Whether an endpoint is told, or what is for it waits."""

    ACTIVE = "active"
    PAUSED = "paused"


class Because(StrEnum):
    """Why an endpoint is paused."""

    NOTHING = ""
    OWNER = "owner"
    FAILURES = "failures"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A receiver; no `types` mean all. `sealed` is its secret, `old_sealed` the one before, which signs too until `old_until`."""

    shop_id: str
    endpoint_id: str
    url: str
    types: tuple[str, ...]
    note: str
    sealed: str
    old_sealed: str | None
    old_until: datetime | None
    state: EndpointState
    because: Because
    failures: int
    rest_until: datetime
    last_success_at: datetime | None
    created_at: datetime

    def hears(self, type_: str) -> bool:
        """Say whether events of a type are for it."""
        return not self.types or type_ in self.types


class DeliveryState(StrEnum):
    """How far an event is on its way to an endpoint: held while the endpoint is paused, failed when nothing more is tried."""

    WAITING = "waiting"
    HELD = "held"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event for one endpoint. `attempts` counts the tries begun since it was last sent off, `tries` all there were."""

    shop_id: str
    delivery_id: str
    endpoint_id: str
    event_id: str
    type: str
    body: str
    state: DeliveryState
    due_at: datetime
    attempts: int
    tries: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Try:
    """One try: what was sent, and the answer's status and beginning, or the reason why none came."""

    number: int
    at: datetime
    headers: Mapping[str, str]
    status: int | None
    reason: str
    answer: str
    took_ms: int

    @property
    def was_heard(self) -> bool:
        """Say whether the receiver took it (Standard Webhooks: any status from 200 to 299)."""
        return self.status is not None and 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Health:
    """How an endpoint does: what waits for it, and what is tried no more."""

    waiting: int
    failed: int
