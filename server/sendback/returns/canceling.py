"""The shopper calls a return off, while nothing is on its way."""

from collections.abc import Sequence
from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.returns.deciding import cancel
from sendback.returns.model import BY_RIGHT, Return, Status
from sendback.returns.moving import hold
from sendback.returns.parcel_store import list_parcels
from sendback.returns.parcels import Parcel


def is_cancelable(item: Return, parcels: Sequence[Parcel]) -> bool:
    """Say whether its shopper may call it off: not what a statement of withdrawal asks for, nor what a carrier has."""
    waits = item.status in (Status.REQUESTED, Status.AUTHORIZED)
    return waits and item.because.get("rule") != BY_RIGHT and not any(parcel.seen_at for parcel in parcels)


def refuse_late(item: Return, parcels: Sequence[Parcel]) -> None:
    """Refuse where it cannot be called off by its shopper any more, with Problem status-conflict."""
    if not is_cancelable(item, parcels):
        raise Problem(Code.STATUS_CONFLICT, "This return can no longer be canceled here. Write to the shop.")


def cancel_by_shopper(tx: Tx, shop_id: str, return_id: str, actor: str, now: datetime) -> Return:
    """Cancel a return on its shopper's word; Problem status-conflict where it is too late for that."""
    refuse_late(hold(tx, shop_id, return_id, now), list_parcels(tx, shop_id, return_id))
    return cancel(tx, shop_id, return_id, actor, now)
