"""How far a return is, in the five words that a shopper is told."""

from collections.abc import Sequence
from enum import StrEnum

from sendback.returns.model import Return, Status
from sendback.returns.parcels import Parcel


class Stage(StrEnum):
    """One of five: asked for, ready to be sent, on its way, arrived, settled."""

    REQUESTED = "requested"
    READY = "ready"
    MOVING = "moving"
    ARRIVED = "arrived"
    SETTLED = "settled"


def find_stage(item: Return, parcels: Sequence[Parcel]) -> Stage | None:
    """Find how far a return is; None for one that was declined or canceled, which goes nowhere.

    >>> [stage.value for stage in Stage]
    ['requested', 'ready', 'moving', 'arrived', 'settled']
    """
    if item.status is Status.AUTHORIZED:
        return Stage.MOVING if any(parcel.seen_at for parcel in parcels) else Stage.READY
    return _OF_STATUS.get(item.status)


_OF_STATUS = {Status.REQUESTED: Stage.REQUESTED, Status.RECEIVED: Stage.ARRIVED, Status.CLOSED: Stage.SETTLED}
