"""Asking a shop for one order, at the moment of need: a signed question (Standard Webhooks), an answer in our API's shape."""

import json
from dataclasses import dataclass
from datetime import datetime

from standardwebhooks import Webhook

from sendback.database.ids import new_id
from sendback.egress.calling import call
from sendback.egress.reach import Reach
from sendback.egress.refusals import CallFailed, CallRefused
from sendback.orders.model import Order
from sendback.orders.normalize import norm_order
from sendback.orders.pushing import read_order

SECONDS = 2.0
MOST_BYTES = 512 * 1024


@dataclass(frozen=True, slots=True)
class Told:
    """What the shop said: the order, or that there is none, or nothing that can be used, and then why."""

    order: Order | None = None
    trouble: str = ""


def ask_shop(url: str, secret: str, number: str, reach: Reach, now: datetime) -> Told:
    """Ask for an order by its number, two seconds in all; nothing that goes wrong reaches the caller."""
    body = json.dumps({"type": "order.lookup", "order_number": number}, ensure_ascii=False)
    message_id = f"lookup_{new_id()}"
    headers = {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign(message_id, now, body),
    }
    try:
        reply = call(url, body.encode(), headers, SECONDS, MOST_BYTES, reach)
    except (CallRefused, CallFailed) as fault:
        return Told(trouble=str(fault))
    if reply.status == 404:
        return Told()
    if reply.status != 200:
        return Told(trouble=f"Your shop answered {reply.status}.")
    return _read(reply.body, number, now)


def _read(body: bytes, number: str, now: datetime) -> Told:
    try:
        told = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        return Told(trouble="Your shop's answer is no JSON, or longer than 512 kB.")
    judged = read_order(told if isinstance(told, dict) else {}, now)
    if isinstance(judged, list):
        return Told(trouble=f"Your shop's answer is no order: {judged[0].field} {judged[0].detail}.")
    if norm_order(judged.number) != norm_order(number):
        return Told(trouble="Your shop answered with another order than it was asked for.")
    return Told(order=judged)
