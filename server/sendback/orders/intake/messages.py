"""What a shop system sends when an order is made or changes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sendback.database.model import Tx
from sendback.errors import FieldError
from sendback.orders import store
from sendback.orders.importing import save_batch
from sendback.orders.intake.comparing_orders import compare
from sendback.orders.intake.known import shopify, woocommerce
from sendback.orders.intake.stages import Outcome
from sendback.orders.model import Order
from sendback.orders.normalize import norm_order
from sendback.orders.pushing import read_order
from sendback.orders.sources import OrderSource
from sendback.shops.source_store import note_heard

_READINGS = {OrderSource.SHOPIFY: shopify.order_of, OrderSource.WOOCOMMERCE: woocommerce.order_of}
_MOMENTS = {OrderSource.SHOPIFY: "updated_at", OrderSource.WOOCOMMERCE: "date_modified_gmt"}


def read_message(kind: OrderSource, told: Mapping[str, Any], now: datetime) -> Order | list[FieldError]:
    """Read the order that a message tells of, as of the moment that the shop system changed it."""
    judged = read_order(_READINGS[kind](told), now)
    if isinstance(judged, list):
        return judged
    return replace(judged, as_of=min(now, _read_moment(told.get(_MOMENTS[kind])) or now))


def hear(tx: Tx, shop_id: str, kind: OrderSource, order: Order, now: datetime) -> None:
    """Store what a message told, unless it is known or older than what is: sent twice or late, it does no harm."""
    note_heard(tx, shop_id, kind, "", now)
    known = store.find_order(tx, shop_id, norm_order(order.number))
    if compare(known, order) is not Outcome.UNCHANGED:
        save_batch(tx, shop_id, [order], kind.value, now)


def _read_moment(text: object) -> datetime | None:
    """Read a moment; WooCommerce leaves the zone out of those it gives in UTC."""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
