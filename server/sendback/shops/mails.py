"""What a shop decides about its mails to shoppers: which it does not send, and what it promises in them."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from sendback.shops.frozen import Frozen


class OptionalMail(StrEnum):
    """A mail that a shop may go without; the shopper sees all of it on the return's page too."""

    RECEIVED = "received"
    CANCELED = "canceled"
    CLOSED = "closed"
    IN_TRANSIT = "in_transit"
    ARRIVED = "arrived"
    SETTLED = "settled"
    REFUNDED = "refunded"


class MailSetting(Frozen):
    """Which mails are off, and within how many days after a box arrived its return is settled; None names no day."""

    off: tuple[OptionalMail, ...] = Field(default=(OptionalMail.IN_TRANSIT,), max_length=len(OptionalMail))
    settle_days: Annotated[int, Field(ge=1, le=60)] | None = 14
