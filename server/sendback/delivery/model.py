"""A job of the outbox: one message that must go out, or one errand that must be run, and how far it got."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a job sends or does; the same word in the database, the events and the catalogue."""

    LABEL = "mail.label"
    RECEIVED = "mail.received"
    DECLINED = "mail.declined"
    CANCELED = "mail.canceled"
    CLOSED = "mail.closed"
    ACCESS = "mail.access"
    POSTAGE = "mail.postage"
    BUY = "carrier.buy"
    VOID = "carrier.void"
    SAVE = "library.save"
    ORDERS = "orders.import"
    SHIPPED = "mail.shipped"
    QUESTION = "mail.question"
    CHANGED = "mail.changed"
    MESSAGE = "mail.message"
    REOPENED = "mail.reopened"
    APPROVAL = "mail.approval"
    WITHDRAWAL = "mail.withdrawal"
    IN_TRANSIT = "mail.in_transit"
    ARRIVED = "mail.arrived"
    SETTLED = "mail.settled"
    REFUNDED = "mail.refunded"
    TEST = "mail.test"
    WEBHOOK_PAUSED = "mail.webhook_paused"
    INVITATION = "mail.invitation"
    RECOVERY = "mail.recovery"
    KEY_IN_BROWSER = "mail.key_in_browser"
    ALERTS = "mail.alerts"
    JOURNAL_HEAD = "mail.journal_head"

    @property
    def is_mail(self) -> bool:
        """Say whether a mail server is needed for it; an errand needs none."""
        return self.value.startswith("mail.")

    @property
    def lane(self) -> str:
        """Name the lane it runs in, with which the names of its events begin."""
        return "mail" if self.is_mail else "errand"

    @property
    def is_to_shopper(self) -> bool:
        """Say whether a shopper reads it; the shop's own people get other mails, which no log names them in."""
        return self in TO_SHOPPERS

    @property
    def is_about_return(self) -> bool:
        """Say whether it belongs to the one conversation that a return is in an inbox."""
        return self.is_to_shopper and self not in (Kind.ACCESS, Kind.SHIPPED, Kind.WITHDRAWAL)


TO_SHOPPERS = (
    Kind.RECEIVED,
    Kind.QUESTION,
    Kind.CHANGED,
    Kind.DECLINED,
    Kind.REOPENED,
    Kind.LABEL,
    Kind.POSTAGE,
    Kind.MESSAGE,
    Kind.CANCELED,
    Kind.IN_TRANSIT,
    Kind.ARRIVED,
    Kind.SETTLED,
    Kind.CLOSED,
    Kind.REFUNDED,
    Kind.ACCESS,
    Kind.SHIPPED,
    Kind.WITHDRAWAL,
)
"""Every mail to shoppers, in the order in which a return comes by them."""


class State(StrEnum):
    """Whether a job still tries; one that was sent is gone from the outbox and told of in the journal."""

    PENDING = "pending"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Job:
    """One message to send or errand to run; `job_id` is a mail's Message-ID, `body` never says to whom it goes.

    `subject` is the return's id, the order's for an access link and for what ships, a receipt's number,
    or a webhook endpoint's id.
    `attempts` counts the tries begun.
    """

    shop_id: str
    job_id: str
    kind: Kind
    subject: str
    body: Mapping[str, Any]
    state: State
    due_at: datetime
    attempts: int
    last_error: str
    created_at: datetime
