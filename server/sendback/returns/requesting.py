"""Asking for a return: the policy decides, the ledger takes the units, the journal tells of it. All or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.journal.store import record_all
from sendback.orders import store as orders
from sendback.orders.model import Order
from sendback.returns import parcel_store, store
from sendback.returns.composing import compose_return
from sendback.returns.facts import ReturnFact, as_json, find_facts
from sendback.returns.judging import JudgedLine, gone, judge_request, name_fields
from sendback.returns.model import Return, ReturnRequest, Status
from sendback.returns.parcels import Parcel, plan_parcel
from sendback.returns.photo_attaching import attach_photos
from sendback.returns.prepared_store import use_label
from sendback.returns.refunding import mark_refund_due
from sendback.returns.rma import make_rma
from sendback.returns.telling import tell_requested, tell_used
from sendback.returns.travelling import Way, choose_way
from sendback.shops.model import Shop
from sendback.shops.warehouse_store import list_places


def request_return(tx: Tx, shop: Shop, order: Order, request: ReturnRequest, actor: str, now: datetime) -> Return:
    """Make a return of what is asked, authorized at once where the policy says so, or refuse all of it.

    The orders may have been read before this transaction: their days do not change, and what is left of each line is
    settled here by the ledger alone. Problem not-returnable names each line that may not come back, quantity-gone each
    that has too few units left.
    """
    lines = judge_request(shop, order, request, now.astimezone(shop.settings.zone).date())
    return enter_return(tx, shop, order, request, lines, actor, now)


def enter_return(
    tx: Tx,
    shop: Shop,
    order: Order,
    request: ReturnRequest,
    lines: Sequence[JudgedLine],
    actor: str,
    now: datetime,
    settle: Callable[[Return], Return] | None = None,
) -> Return:
    """Make a return of lines that were judged; `settle` may decide otherwise than the policy does before it is stored."""
    sent = [line for line in lines if not line.is_kept]
    way = choose_way(shop, request, sent, list_places(tx, shop.shop_id)) if sent else None
    _take_units(tx, shop, order, request)
    return_id = new_id()
    prepared = use_label(tx, shop.shop_id, order.order_id, return_id) if sent else None  # the label that came in the box
    rma = prepared or make_rma(store.next_rma_count(tx, shop.shop_id))
    facts = find_facts(tx, shop, (order, *request.beside), request, now)
    item = _wait_for_facts(compose_return(shop, order, request, lines, way, return_id, rma, now), facts)
    item = settle(item) if settle else item
    store.save_return(tx, item)
    parcels = [_add_parcel(tx, item, way, now)] if way else []
    used = [tell_used(item)] if prepared else []
    photos = attach_photos(tx, item, request)
    record_all(tx, shop.shop_id, [*tell_requested(item, parcels), *used, *photos], actor, now)
    if item.is_settled and mark_refund_due(tx, item, "request", actor, now):
        return replace(item, refund_due_at=now)
    return item


def _wait_for_facts(item: Return, facts: Sequence[ReturnFact]) -> Return:
    """Keep the facts with the return; one that is over its limit asks for approval where nothing else does."""
    because = {**item.because, "facts": as_json(facts)} if facts else item.because
    if item.status is not Status.REQUESTED and any(fact.is_over for fact in facts):
        return replace(item, status=Status.REQUESTED, because={**because, "rule": "facts"})
    return replace(item, because=because)


def _take_units(tx: Tx, shop: Shop, order: Order, request: ReturnRequest) -> None:
    """Take the units of every line, in one order of locks for everybody: by order, then by line."""
    fields = zip(request.lines, name_fields(request), strict=True)
    wanted = [(line.order_id or order.order_id, line.line_id, line.quantity, field) for line, field in fields]
    for order_id, line_id, quantity, field in sorted(wanted):
        if not orders.take_units(tx, shop.shop_id, order_id, line_id, quantity):
            raise gone([field], shop.settings.words(request.language))


def _add_parcel(tx: Tx, item: Return, way: Way, now: datetime) -> Parcel:
    parcel = plan_parcel(item.shop_id, item.return_id, item.rma, 1, way.option, now)
    parcel_store.add_parcel(tx, parcel)
    return parcel
