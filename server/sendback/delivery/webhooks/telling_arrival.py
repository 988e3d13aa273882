"""What a public event says of a parcel on its way, of what was found in it, and of what that moved on the shelf."""

from collections.abc import Mapping
from typing import Any

from sendback.database.model import Tx
from sendback.delivery.webhooks.telling import name_return
from sendback.journal.model import Event
from sendback.returns.store import find_return

_DELTA = ("sku", "place", "condition", "quantity", "level", "move_id", "because", "return_id")
_PARCEL = ("parcel", "warehouse", "carrier", "milestone", "units")
_RECEIVED = ("parcel", "warehouse", "receipt_id")
_FOUND = ("inspection_id", "order_id", "line_id", "sku", "quantity")
_INSPECTED = (*_FOUND, "outcome", "grade")
_DISPOSED = (*_FOUND, "disposition", "suggested", "rule", "condition", "place", "recovered_minor", "currency")


def tell_parcel(tx: Tx, event: Event) -> Mapping[str, Any] | None:
    """Tell where a parcel is, and how many units it brings."""
    return _tell(tx, event, _PARCEL)


def tell_received(tx: Tx, event: Event) -> Mapping[str, Any] | None:
    """Tell that a box is here."""
    return _tell(tx, event, _RECEIVED)


def tell_inspected(tx: Tx, event: Event) -> Mapping[str, Any] | None:
    """Tell what was found of some units of a line; `line_id` is empty for what nobody announced."""
    return _tell_item(tx, event, _INSPECTED)


def tell_disposed(tx: Tx, event: Event) -> Mapping[str, Any] | None:
    """Tell what becomes of them."""
    return _tell_item(tx, event, _DISPOSED)


def tell_delta(_tx: Tx, event: Event) -> Mapping[str, Any]:
    """Tell what moved, and what lies there now: all that the ledger's own event says."""
    return {name: event.body.get(name) for name in _DELTA}


def _tell_item(tx: Tx, event: Event, names: tuple[str, ...]) -> Mapping[str, Any] | None:
    """Tell of some units, and by its own number of which order they are: a return may bring things of several."""
    item = find_return(tx, event.shop_id, event.subject)
    if item is None:
        return None
    own = {name: event.body.get(name) for name in names}
    number = next((line.order_number for line in item.lines if line.order_id == own["order_id"]), item.order_number)
    return {**name_return(item), **own, "order_number": number}


def _tell(tx: Tx, event: Event, names: tuple[str, ...]) -> Mapping[str, Any] | None:
    """Tell the named facts of the event beside which return it is; nothing of one that is gone."""
    item = find_return(tx, event.shop_id, event.subject)
    if item is None:
        return None
    return {**name_return(item), **{name: event.body.get(name) for name in names}}
