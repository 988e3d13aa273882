"""Recording what ships: every order gets the label for its box, and its shopper one mail, however often it is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.delivery import batch_store, outbox_store
from sendback.delivery.model import Kind
from sendback.journal.store import record
from sendback.orders.model import Order
from sendback.returns.prepared import PreparedLabel
from sendback.returns.prepared_store import claim_mail
from sendback.returns.preparing import prepare_labels
from sendback.shops.model import ShipMail, Shop


class Enclosed(StrEnum):
    """The paper that travels in the box."""

    LABEL = "label"
    SLIP = "slip"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Shipment:
    """An order that leaves, with its id as stored; `mail` is None where the shop's setting decides."""

    order: Order
    mail: ShipMail | None = None
    enclosed: Enclosed = Enclosed.LABEL


@dataclass(frozen=True, slots=True)
class Recorded:
    """Shipments told of together; `labels` are in their order, and so is what `batch_id` prints."""

    batch_id: str
    labels: tuple[PreparedLabel, ...]
    mailed: int


def record_shipments(tx: Tx, shop: Shop, kid: str, shipments: Sequence[Shipment], actor: str, now: datetime) -> Recorded:
    """Prepare a label for each, mail whoever is to be mailed, and remember what is printed; all or nothing."""
    labels = prepare_labels(tx, shop, [shipment.order for shipment in shipments], kid, actor, now)
    mailed = sum([_mail(tx, shop, shipment, now) for shipment in shipments])
    batch_id = new_id()
    prints = [(s.order.order_id, s.enclosed) for s in shipments if s.enclosed is not Enclosed.NONE]
    batch_store.save_batch(tx, shop.shop_id, batch_id, prints, now)
    record(tx, shop.shop_id, "shipment.recorded", batch_id, {"orders": len(shipments), "mailed": mailed}, actor, now)
    return Recorded(batch_id, tuple(labels), mailed)


def _mail(tx: Tx, shop: Shop, shipment: Shipment, now: datetime) -> bool:
    """Put the one mail into the outbox, in the transaction that claims it; a wish for none is kept too."""
    order, chosen = shipment.order, shipment.mail or _by_setting(shop)
    if chosen is ShipMail.NONE and shipment.mail is None:
        return False
    if chosen is not ShipMail.NONE and not order.buyer.email:
        return False
    if not claim_mail(tx, shop.shop_id, order.order_id, chosen, shipment.mail is not None) or chosen is ShipMail.NONE:
        return False
    outbox_store.add_job(tx, shop.shop_id, Kind.SHIPPED, order.order_id, now, {"mail": chosen.value})
    return True


def _by_setting(shop: Shop) -> ShipMail:
    """Give the shop's choice; without an address to return to there is no label to mail, but still a link."""
    delivery = shop.settings.delivery
    if delivery.mail_on_ship is ShipMail.LABEL and not delivery.has_return_address:
        return ShipMail.LINK
    return delivery.mail_on_ship
