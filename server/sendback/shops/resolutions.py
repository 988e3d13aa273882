"""What a shopper may ask for instead of the goods, and how the moment is named at which money is due."""

from enum import StrEnum
from typing import Literal


class Resolution(StrEnum):
    """What is to become of a line; the same word in the settings, the database and the API."""

    REFUND = "refund"
    EXCHANGE = "exchange"
    STORE_CREDIT = "store_credit"
    REPAIR = "repair"
    KEEP = "keep"


GIFT_RESOLUTIONS = (Resolution.EXCHANGE, Resolution.STORE_CREDIT)
"""All that whoever was given the goods may ask for: the money is the buyer's."""


def list_resolutions(offered: tuple[Resolution, ...], is_gift: bool) -> tuple[Resolution, ...]:
    """List what may be asked for of what a shop offers; a gift is exchanged or becomes store credit, whatever else is offered."""
    if not is_gift:
        return offered
    return tuple(each for each in offered if each in GIFT_RESOLUTIONS) or GIFT_RESOLUTIONS


RefundMoment = Literal["request", "first_scan", "receipt", "inspection"]
