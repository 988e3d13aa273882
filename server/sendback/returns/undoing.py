"""Taking back a decision that was a slip: for a few minutes, and only while nothing has followed that cannot be called back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.journal.model import Event
from sendback.journal.store import list_events, record
from sendback.orders import store as orders
from sendback.returns import store
from sendback.returns.model import BY_RIGHT, Return, Status
from sendback.returns.moving import follow_goods, refuse
from sendback.returns.parcel_store import list_parcels
from sendback.returns.parcels import ParcelState

UNDO_WITHIN = timedelta(minutes=10)
_DECISIONS = {"return.authorized": Status.AUTHORIZED, "return.declined": Status.DECLINED, "return.canceled": Status.CANCELED}
_GIVEN_BACK = (Status.DECLINED, Status.CANCELED)
_CARRIER = "A carrier was asked for the label. Cancel the return instead: that gives the label back."
_MONEY = "Your systems were told that money is due."


@dataclass(frozen=True, slots=True)
class Undo:
    """What taking the last decision back would lead to, and until when; `obstacle` says why it cannot be, if it cannot."""

    back_to: Status
    until: datetime
    obstacle: str
    was_told: bool
    """Whether a mail about the decision went out: then another tells that it was taken back."""


def find_undo(tx: Tx, item: Return, now: datetime) -> Undo | None:
    """Find what can be taken back; None where nobody decided within the last minutes."""
    events = list_events(tx, item.shop_id, item.return_id)
    place, decision = _find_decision(item, events)
    if decision is None or now > decision.at + UNDO_WITHIN:
        return None
    was_told = any(event.type == "mail.sent" for event in events[place:])
    return Undo(_find_before(item, events[:place]), decision.at + UNDO_WITHIN, _find_obstacle(tx, item), was_told)


def undo(tx: Tx, shop_id: str, return_id: str, actor: str, now: datetime) -> Return:
    """Take the last decision back; units that were given back are taken anew.

    Problem status-conflict where it is too late or something has followed, quantity-gone where the units are in another
    return by now.
    """
    item = store.get_return(tx, shop_id, return_id)
    found = find_undo(tx, item, now)
    if found is None or found.obstacle:
        detail = found.obstacle if found else "There is nothing to undo any more."
        raise Problem(Code.STATUS_CONFLICT, detail)
    back = replace(item, status=found.back_to, decline_reason="", updated_at=now)
    if not store.save_status(tx, back, item.status):
        raise refuse(tx, store.get_return(tx, shop_id, return_id))
    if back.status is Status.AUTHORIZED:
        back = follow_goods(tx, back, now)
    if item.status in _GIVEN_BACK:
        _take_again(tx, item)
    body = {"rma": item.rma, "from": item.status.value, "to": back.status.value, "told": found.was_told}
    record(tx, shop_id, "return.reopened", return_id, body, actor, now)
    return back


def _find_decision(item: Return, events: Sequence[Event]) -> tuple[int, Event | None]:
    """Find where somebody brought the return to where it stands; what followed by itself from a request is no decision."""
    for place in range(len(events) - 1, -1, -1):
        event = events[place]
        if event.type == "return.reopened":
            break
        if _DECISIONS.get(event.type) is item.status:
            by_itself = item.status is Status.AUTHORIZED and (not item.was_awaited or item.because.get("rule") == BY_RIGHT)
            return (0, None) if by_itself else (place, event)
    return 0, None


def _find_before(item: Return, events: Sequence[Event]) -> Status:
    """Say where the return stood: only what is canceled may have been on its way."""
    for event in reversed(events) if item.status is Status.CANCELED else ():
        if event.type == "return.authorized" or event.body.get("to") == Status.AUTHORIZED:
            return Status.AUTHORIZED
        if event.type == "return.reopened":
            break
    return Status.REQUESTED


def _find_obstacle(tx: Tx, item: Return) -> str:
    """Say what has followed that nobody can call back."""
    if any(parcel.state is not ParcelState.OWN for parcel in list_parcels(tx, item.shop_id, item.return_id)):
        return _CARRIER if item.status is Status.AUTHORIZED else _took_part(item)
    if item.status is Status.AUTHORIZED and item.refund_due_at:
        return _MONEY
    return ""


def _took_part(item: Return) -> str:
    """Let a decision be undone that no carrier heard of: one that declined never asked for a label."""
    return "" if item.status is Status.DECLINED else "Its carrier’s label was called off. Make a new return instead."


def _take_again(tx: Tx, item: Return) -> None:
    """Take the units once more, in the one order of locks."""
    for line in sorted(item.lines, key=lambda line: (line.order_id, line.line_id)):
        if not orders.take_units(tx, item.shop_id, line.order_id, line.line_id, line.quantity):
            raise Problem(Code.QUANTITY_GONE, "Some of these items are in another return by now.")
