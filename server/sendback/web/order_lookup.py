"""Asking the shop for an order that is not known, wherever an order number is opened."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.orders.asking import SECONDS, Told, ask_shop
from sendback.orders.importing import save_batch
from sendback.orders.lookup_store import Lookup, find_lookup, lookup_place, note_answer, note_failure
from sendback.orders.model import Order
from sendback.orders.normalize import norm_order
from sendback.orders.store import find_order
from sendback.settings.reading import get_reach
from sendback.shops.model import Shop
from sendback.web.context import get_context

ACTOR = "lookup"
EVEN_SECONDS = SECONDS + 0.25


def look_up_order(shop: Shop, number: str) -> Order | None:
    """Give a shop's order: as we know it, or as the shop tells it now where it is not known, or known for too long."""
    context, key = get_context(), norm_order(number)
    if not key or len(number) > 64:
        return None
    now = context.clock()
    known, lookup = context.database.read(_find, shop.shop_id, key)
    if lookup is None or now < lookup.open_until or (known and not _is_old(known, lookup, now)):
        return known
    told = ask_for(shop, lookup, number)
    return context.database.write(_keep, shop.shop_id, told, now) if told.order else known


def ask_for(shop: Shop, lookup: Lookup, number: str) -> Told:
    """Ask the shop's hook for an order, and remember for the breaker whether it answered; nothing is stored."""
    context = get_context()
    now, secret = context.clock(), context.vault.open(lookup.secret, lookup_place(shop.shop_id))
    told = ask_shop(lookup.url, secret, number, get_reach(context.settings), now)
    if told.trouble:
        context.database.write(note_failure, shop.shop_id, told.trouble, now)
    else:
        context.database.write(note_answer, shop.shop_id, now)
    return told


@contextmanager
def refusing_evenly() -> Iterator[None]:
    """Let every "not verified" take the same time where the shop may be asked, so that no clock tells which orders there are."""
    ends_at = time.monotonic() + EVEN_SECONDS
    try:
        yield
    except Problem as problem:
        if problem.code is Code.NOT_VERIFIED:
            time.sleep(max(0.0, ends_at - time.monotonic()))
        raise


def _find(tx: Tx, shop_id: str, key: str) -> tuple[Order | None, Lookup | None]:
    return find_order(tx, shop_id, key), find_lookup(tx, shop_id)


def _is_old(known: Order, lookup: Lookup, now: datetime) -> bool:
    return bool(lookup.after_minutes) and known.as_of < now - timedelta(minutes=lookup.after_minutes)


def _keep(tx: Tx, shop_id: str, told: Told, now: datetime) -> Order | None:
    assert told.order is not None
    save_batch(tx, shop_id, [told.order], ACTOR, now)
    return find_order(tx, shop_id, norm_order(told.order.number))
