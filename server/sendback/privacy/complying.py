"""What Shopify asks of every app: tell a customer's data, erase a customer, erase a shop's customers.

Its messages name people by e-mail address and phone; order ids in them are Shopify's own and known to nobody here.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sendback.database.model import Database, Tx
from sendback.delivery.parts import WorkerParts
from sendback.journal.store import record
from sendback.orders.intake.deciding import UNDO_LIFE, forget_imports
from sendback.privacy import order_store, return_store
from sendback.privacy.erasing import erase_person, mark_person
from sendback.privacy.order_store import Over
from sendback.privacy.person_store import Sought
from sendback.privacy.request_store import (
    PrivacyRequest,
    add_request,
    close_request,
    list_open_requests,
    make_request_id,
    name_place,
)
from sendback.privacy.wiping import BATCH, SUBJECT, WORKER
from sendback.shops.model import Shop
from sendback.shops.vault import Vault


class Topic(StrEnum):
    """The three messages, by the name that Shopify sends beside them."""

    DATA_REQUEST = "customers/data_request"
    REDACT = "customers/redact"
    SHOP_REDACT = "shop/redact"


SHOPIFY = "shopify"
"""The actor of what Shopify asks."""
_DAY = timedelta(days=1)


def fits(topic: Topic, told: Mapping[str, Any]) -> bool:
    """Say whether a message is of the kind that its header names.

    The signature covers the body alone: an order that was signed, sent again under another header, must erase nobody.
    """
    strange = {Topic.REDACT: "orders_requested", Topic.SHOP_REDACT: "customer"}.get(topic, "line_items")
    return isinstance(told.get("shop_domain"), str) and strange not in told


def comply(
    database: Database, vault: Vault, pepper: bytes, shop: Shop, topic: Topic, told: Mapping[str, Any], now: datetime
) -> None:
    """Do what a message asks, its signature verified before: erase one at once, keep what takes longer for desk and worker."""
    sought = read_sought(told)
    if topic is Topic.REDACT and not sought.is_empty:
        erase_person(database, shop, sought, mark_person(pepper, shop.shop_id, sought), SHOPIFY, now)
    elif topic is Topic.SHOP_REDACT or (topic is Topic.DATA_REQUEST and not sought.is_empty):
        _keep_once(database, vault, shop.shop_id, topic, sought.email or sought.phone, now)


def _keep_once(database: Database, vault: Vault, shop_id: str, topic: Topic, whom: str, now: datetime) -> None:
    """Keep a request; Shopify sends each until it hears an answer, and one that waits already is not kept again."""
    waiting = database.read(list_open_requests, shop_id, topic.value)
    if whom in [vault.open(request.sought, request.place) for request in waiting]:
        return
    request_id = make_request_id()
    sealed = vault.seal(whom, name_place(shop_id, request_id))
    database.write(_keep, PrivacyRequest(shop_id, request_id, topic.value, sealed, now), now)


def read_sought(told: Mapping[str, Any]) -> Sought:
    """Read whom a message is about; what is missing, or no text, is empty."""
    customer = told.get("customer")
    known = customer if isinstance(customer, dict) else {}
    email, phone = (known.get(name) if isinstance(known.get(name), str) else "" for name in ("email", "phone"))
    return Sought((email or "").replace("\0", "")[:254], (), (phone or "").replace("\0", "")[:40])


def redact_shops(parts: WorkerParts, shop_id: str, now: datetime) -> None:
    """Erase every customer of a shop that Shopify said has left, a batch in a transaction; broken off, the next turn goes on."""
    for request in parts.database.read(list_open_requests, shop_id, Topic.SHOP_REDACT.value):
        parts.database.write(forget_imports, shop_id, now + UNDO_LIFE + _DAY)
        while parts.database.write(_redact_some, shop_id, now):
            pass
        parts.database.write(close_request, shop_id, request.request_id, now)


def _redact_some(tx: Tx, shop_id: str, now: datetime) -> int:
    everything, over = now + _DAY, Over(now + _DAY, date.max, date.max)
    returns = return_store.list_to_erase(tx, shop_id, everything, everything, BATCH)
    for return_id in returns:
        return_store.erase_return(tx, shop_id, return_id, now)
    unused = order_store.list_unused(tx, shop_id, over, BATCH)
    for order_id in unused:
        order_store.delete_order(tx, shop_id, order_id)
    buyers = [] if returns else order_store.list_with_buyers(tx, shop_id, over, BATCH)
    for order_id in buyers:
        order_store.erase_buyer(tx, shop_id, order_id)
    if count := len(returns) + len(unused) + len(buyers):
        record(tx, shop_id, "privacy.wiped", SUBJECT, {"what": "shop", "count": count}, WORKER, now)
    return count


def _keep(tx: Tx, request: PrivacyRequest, now: datetime) -> None:
    add_request(tx, request)
    record(tx, request.shop_id, "privacy.requested", SUBJECT, {"kind": request.kind}, SHOPIFY, now)
