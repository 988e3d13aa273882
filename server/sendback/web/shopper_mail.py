"""Mail that a shopper asks for: the label once more, or a link to an order that the typed proof did not open."""

from datetime import datetime

from flask import request

from sendback.database.model import Tx
from sendback.delivery.outbox import request_access_mail, request_label_mail
from sendback.errors import Code, Problem
from sendback.orders import access_store, guess_store
from sendback.orders import store as orders
from sendback.orders.guessing import Guessed, Subject, find_wait, make_subject, name_caller
from sendback.orders.normalize import norm_order
from sendback.returns import store as returns
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.returns.model import PRINTABLE
from sendback.shops.model import Shop
from sendback.shops.text import mask_email
from sendback.web.context import Context, get_context


def request_access_link(shop: Shop, number: str, language: str) -> None:
    """Mail a one-time link to the address on record, if there is such an order and it had not too many already."""
    context = get_context()
    caller = make_subject(context.pepper, Guessed.LINK_CALLER, name_caller(request.remote_addr or ""))
    context.database.write(_queue_link, context, shop, norm_order(number), language, caller)


def mail_again(shop: Shop, secret: str, key: str) -> Answer:
    """Mail the label once more for the return that a status secret opens, once per idempotency key."""
    context = get_context()
    shop_id, return_id = context.links.read_status(secret)
    if shop_id != shop.shop_id:
        raise _no_label()
    now = context.clock()

    def work(tx: Tx) -> Answer:
        return answer_once(tx, shop_id, f"email/{return_id}", key, {}, now, lambda: _queue_label(tx, shop_id, return_id, now))

    return context.database.write(work)


def _queue_label(tx: Tx, shop_id: str, return_id: str, now: datetime) -> Answer:
    item = returns.find_return(tx, shop_id, return_id)
    if item is None or item.status not in PRINTABLE or not item.consignor.email:
        raise _no_label()
    request_label_mail(tx, shop_id, return_id, now)
    return Answer(202, {"email": {"masked": mask_email(item.consignor.email), "state": "queued"}})


def _no_label() -> Problem:
    return Problem(Code.NOT_FOUND, "There is no label to mail.")


def _queue_link(tx: Tx, context: Context, shop: Shop, number_key: str, language: str, caller: Subject) -> None:
    """Queue the mail where there is one to send; counting the caller first costs an unknown order a write as well."""
    now, shop_id = context.clock(), shop.shop_id
    second = int(now.timestamp())
    whole = make_subject(context.pepper, Guessed.LINK_SHOP, shop_id)
    guess_store.stand_in_line(tx, context.database.engine, shop_id)
    if find_wait(guess_store.list_failures(tx, shop_id, [caller, whole], second), second):
        return
    guess_store.count_failure(tx, shop_id, [caller], second)
    order = orders.find_order(tx, shop_id, number_key)
    if order is None or not order.buyer.email:
        return
    secret = access_store.make_access_link(tx, shop_id, order.order_id, now)
    if secret is not None:
        guess_store.count_failure(tx, shop_id, [whole], second)
        request_access_mail(tx, context.vault, shop_id, order.order_id, secret, language, now)
