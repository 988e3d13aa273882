"""Moving a return along its status table: one moves it, whoever comes later is told who did."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.journal.store import list_events
from sendback.orders import store as orders
from sendback.returns import store
from sendback.returns.model import NEXT, Return, Status
from sendback.shops.actors import name_actor

_DECIDED = {f"return.{status.value}": status for status in Status if status not in (Status.REQUESTED, Status.RECEIVED)}
"""A box that arrives decides nothing."""


_ARRIVED = "Its goods arrived: say what was found, or that nothing is due. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Decided:
    """Who brought a return to where it stands: the journal's actor, and the name to show."""

    status: Status
    actor: str
    name: str
    at: datetime


def move(
    tx: Tx, shop_id: str, return_id: str, to: Status, now: datetime, reason: str = "", settings_version: int | None = None
) -> Return:
    """Move a return, or Problem status-conflict that names who moved it before; the row is held from then on."""
    item = store.get_return(tx, shop_id, return_id)
    if to not in NEXT[item.status]:
        raise refuse(tx, item)
    version = item.settings_version if settings_version is None else settings_version
    moved = replace(item, status=to, decline_reason=reason, updated_at=now, settings_version=version)
    if not store.save_status(tx, moved, item.status):
        raise refuse(tx, store.get_return(tx, shop_id, return_id))
    return moved


def follow_goods(tx: Tx, item: Return, now: datetime) -> Return:
    """Move a return that was just let in on to where its goods say it stands, if any of them are here already."""
    to = item.status_of_goods
    return item if to is item.status else move(tx, item.shop_id, item.return_id, to, now)


def hold(tx: Tx, shop_id: str, return_id: str, now: datetime) -> Return:
    """Hold a return until the end of the transaction, wherever it stands."""
    item = store.get_return(tx, shop_id, return_id)
    if not store.touch_return(tx, shop_id, return_id, item.status, now):
        raise refuse(tx, store.get_return(tx, shop_id, return_id))
    return store.get_return(tx, shop_id, return_id)


def hold_waiting(tx: Tx, shop_id: str, return_id: str, now: datetime) -> Return:
    """Hold a return that waits for a decision until the end of the transaction, or Problem status-conflict."""
    if not store.touch_return(tx, shop_id, return_id, Status.REQUESTED, now):
        raise refuse(tx, store.get_return(tx, shop_id, return_id))
    return store.get_return(tx, shop_id, return_id)


def find_decided(tx: Tx, shop_id: str, return_id: str) -> Decided | None:
    """Find who moved a return last, where anybody did."""
    for event in reversed(list_events(tx, shop_id, return_id)):
        if event.type == "return.reopened":
            return None
        if status := _DECIDED.get(event.type):
            return Decided(status, event.actor, name_actor(tx, shop_id, event.actor), event.at)
    return None


def refuse(tx: Tx, item: Return) -> Problem:
    """Say that somebody came first, who it was and what became of the return."""
    if item.received_at and item.status in (Status.RECEIVED, Status.CLOSED):
        return Problem(Code.STATUS_CONFLICT, _ARRIVED)
    decided = find_decided(tx, item.shop_id, item.return_id)
    if decided is None:
        return Problem(Code.STATUS_CONFLICT, f"This return is {item.status.value}. Look at it again.")
    return Problem(Code.STATUS_CONFLICT, f"{say_decided(decided)} Nothing was changed.")


def say_decided(decided: Decided) -> str:
    """Tell in a sentence who decided what: Kaisa approved this return."""
    verb = "approved" if decided.status is Status.AUTHORIZED else decided.status.value
    return f"{decided.name} {verb} this return."


def give_back(tx: Tx, items: Iterable[Return]) -> None:
    """Give the units of returns back to their orders, in one order of locks for everybody."""
    taken = [(line.order_id, line.line_id, line.quantity, item.shop_id) for item in items for line in item.lines]
    for order_id, line_id, quantity, shop_id in sorted(taken):
        orders.give_back_units(tx, shop_id, order_id, line_id, quantity)
