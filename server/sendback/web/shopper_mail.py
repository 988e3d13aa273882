"""Mail that a shopper asks for: the label once more, or a link to an order that the typed proof did not open."""

from sendback.database.model import Tx
from sendback.delivery.outbox import request_access_mail, request_label_mail
from sendback.errors import Code, Problem
from sendback.orders import access_store
from sendback.orders import store as orders
from sendback.orders.normalize import norm_order
from sendback.returns import store as returns
from sendback.returns.idempotency_store import Answer
from sendback.returns.model import PRINTABLE
from sendback.shops.model import Shop
from sendback.shops.text import mask_email
from sendback.web.context import Context, get_context


def request_access_link(shop: Shop, number: str, language: str) -> None:
    """Mail a one-time link to the address on record, if there is such an order and it had not too many already."""
    context = get_context()
    key = norm_order(number)
    if key:
        context.database.write(_queue_link, context, shop, key, language)


def mail_again(tx: Tx, context: Context, shop: Shop, secret: str) -> Answer:
    """Queue the label's mail once more for the return that a status secret opens."""
    shop_id, return_id = context.links.read_status(secret)
    item = returns.find_return(tx, shop_id, return_id) if shop_id == shop.shop_id else None
    if item is None or item.status not in PRINTABLE or not item.consignor.email:
        raise Problem(Code.NOT_FOUND, "There is no label to mail.")
    request_label_mail(tx, shop_id, return_id, context.clock())
    return Answer(202, {"email": {"masked": mask_email(item.consignor.email), "state": "queued"}})


def _queue_link(tx: Tx, context: Context, shop: Shop, number_key: str, language: str) -> None:
    now = context.clock()
    order = orders.find_order(tx, shop.shop_id, number_key)
    if order is None or not order.buyer.email:
        return
    secret = access_store.make_access_link(tx, shop.shop_id, order.order_id, now)
    if secret is not None:
        request_access_mail(tx, context.vault, shop.shop_id, order.order_id, secret, language, now)
