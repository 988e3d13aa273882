"""What follows by itself: a box that nobody knew finds its return, a return that was let in stands where its goods say."""

from collections.abc import Sequence
from datetime import datetime

from sendback.database.model import Tx
from sendback.delivery.parts import WorkerParts
from sendback.journal.model import Event
from sendback.orders.normalize import norm_order
from sendback.receiving.codes import spell_code
from sendback.receiving.expected import list_codes
from sendback.receiving.model import By
from sendback.receiving.mystery import WORKER, join_by_code
from sendback.receiving.receipt_store import list_unknown
from sendback.receiving.settling import settle_again
from sendback.returns.model import Status
from sendback.returns.order_store import list_returns_of_order
from sendback.returns.parcel_store import list_parcels
from sendback.returns.store import find_return
from sendback.shops.store import get_shop

_CODES_COME = frozenset(
    {"return.requested", "return.authorized", "label.created", "label.bought", "label.used", "code.created", "parcel.added"}
)
"""After which events there may be a code that was not known before."""
_LET_IN = frozenset({"return.authorized", "return.reopened"})


def join_on_events(parts: WorkerParts, events: Sequence[Event], now: datetime) -> None:
    """Join boxes that nobody knew to the returns whose codes became known."""
    returns = {event.subject: event.shop_id for event in events if event.type in _CODES_COME}
    for return_id, shop_id in returns.items():
        if parts.database.read(list_unknown, shop_id, 1):
            parts.database.write(_join, shop_id, return_id, now)


def settle_on_events(parts: WorkerParts, events: Sequence[Event], now: datetime) -> None:
    """Say what is due of a return whose goods came before somebody let it in."""
    for event in events:
        if event.type in _LET_IN:
            parts.database.write(_settle, event.shop_id, event.subject, now)


def _join(tx: Tx, shop_id: str, return_id: str, now: datetime) -> None:
    item = find_return(tx, shop_id, return_id)
    if item is None:
        return
    boxes = [(each.number, each.tracking_number, each.reference) for each in list_parcels(tx, shop_id, return_id)]
    codes = set(list_codes(item.rma, item.order_numbers, boxes))
    for order_id, number in {(line.order_id, line.order_number) for line in item.lines}:
        others = list_returns_of_order(tx, shop_id, order_id, 20)
        if sum(each.status not in (Status.DECLINED, Status.CANCELED) for each in others) > 1:  # the number means neither
            codes -= {spell_code(number), norm_order(number)}
    join_by_code(tx, get_shop(tx, shop_id), return_id, codes, By(WORKER, now), now)


def _settle(tx: Tx, shop_id: str, return_id: str, now: datetime) -> None:
    item = find_return(tx, shop_id, return_id)
    if item is not None and item.received_at is not None:
        settle_again(tx, shop_id, return_id, WORKER, now)
