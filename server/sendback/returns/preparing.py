"""Preparing the labels that travel in outbound boxes, one for an order."""

from collections.abc import Sequence
from datetime import datetime

from sendback.database.model import Tx
from sendback.journal.model import Happening
from sendback.journal.store import record_all
from sendback.orders.model import Order
from sendback.orders.token.signing import draw_token_id
from sendback.returns import store
from sendback.returns.model import Consignor, Delivery, Return, Status
from sendback.returns.prepared import PreparedLabel
from sendback.returns.prepared_store import add_label, find_label, number_label
from sendback.returns.rma import make_rma
from sendback.shops.model import Shop


def prepare_labels(tx: Tx, shop: Shop, orders: Sequence[Order], kid: str, actor: str, now: datetime) -> list[PreparedLabel]:
    """Give each order its label, in the order asked; one that has a label keeps it. `kid` names the key for its slip."""
    shop_id = shop.shop_id
    fresh = [order_id for order_id in sorted({order.order_id for order in orders}) if _add(tx, shop, order_id, kid, now)]
    numbered = {order_id: make_rma(store.next_rma_count(tx, shop_id)) for order_id in fresh}
    for order_id, rma in numbered.items():
        number_label(tx, shop_id, order_id, rma)
    if numbered:
        told = [Happening("label.prepared", order_id, {"rma": rma}) for order_id, rma in numbered.items()]
        record_all(tx, shop_id, told, actor, now)
    return [label for order in orders if (label := find_label(tx, shop_id, order.order_id))]


def imagine_return(label: PreparedLabel, order: Order, language: str) -> Return:
    """Give the return that a label would become, for drawing it: of this order, with nothing chosen yet; never stored."""
    buyer = order.buyer
    return Return(
        shop_id=label.shop_id,
        return_id=label.order_id,
        rma=label.rma,
        order_id=order.order_id,
        order_number=order.number,
        status=Status.AUTHORIZED,
        consignor=Consignor(buyer.name, buyer.email, buyer.phone, buyer.address),
        own_fields={},
        mismatches=(),
        language=language,
        delivery=Delivery.POPUP,
        settings_version=label.settings_version,
        because={},
        decline_reason="",
        created_at=label.made_at,
        updated_at=label.made_at,
        lines=(),
    )


def _add(tx: Tx, shop: Shop, order_id: str, kid: str, now: datetime) -> bool:
    """Store a label under a number that is none yet: whoever comes second waits here, before anything is counted."""
    label = PreparedLabel(shop.shop_id, order_id, order_id, shop.settings_version, kid, draw_token_id(), now)
    return add_label(tx, label)
