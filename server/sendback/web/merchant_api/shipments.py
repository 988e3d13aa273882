"""Shipments in: a label or slip for every box, and one mail for every order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import Response, jsonify
from pydantic import BaseModel, ConfigDict, Field, RootModel

from sendback.database.model import Tx
from sendback.delivery.order_links import read_order_link
from sendback.delivery.shipping import Recorded, Shipment, record_shipments
from sendback.errors import Code, Problem
from sendback.orders.importing import save_batch
from sendback.orders.store import save_shipped_on
from sendback.orders.token.keys import kid_of
from sendback.orders.token_keys import get_signing_key
from sendback.paper.formats import MANY_PAGES
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.returns.rma import show_rma
from sendback.shops.model import Shop
from sendback.shops.scopes import Scope
from sendback.web.context import Context
from sendback.web.merchant_api.asking import ACTOR, Asked
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.shapes import Fault, Shape
from sendback.web.merchant_api.shipment_sorting import SentNumber, SentOrder, Sorted, sort_shipments

MOST_SHIPMENTS = 500
MOST_BYTES = 2 * 1024 * 1024


class ManyShipments(BaseModel):
    """Up to 500 shipments at once."""

    model_config = ConfigDict(extra="forbid")
    shipments: list[SentOrder | SentNumber] = Field(max_length=MOST_SHIPMENTS)


class ShipmentPush(RootModel[ManyShipments | SentOrder | SentNumber]):
    """One shipment, or many under `shipments`."""


class ShipmentSaved(Shape):
    """One shipment that was recorded: the number its label shows, and the address of its QR symbol."""

    order_number: str
    rma: str
    qr_url: str


class ShipmentsSaved(Shape):
    """The batch: what was recorded, what is wrong with the others, and the print files of all its papers."""

    batch: str
    saved: list[ShipmentSaved]
    errors: list[Fault]
    files: dict[str, str]


def push_shipments(asked: Asked[dict[str, Any], None]) -> tuple[Response, int]:
    """Take in one shipment, or up to 500 under `shipments`; one sent again has the same label and no second mail.

    Those that fit are done; those that do not are listed by their place, as with orders.
    """
    answer = asked.context.database.write(_push_once, asked)
    return jsonify(answer.body), answer.status


def _push_once(tx: Tx, asked: Asked[dict[str, Any], None]) -> Answer:
    return answer_once(tx, asked.shop.shop_id, "shipments", asked.key, asked.body, asked.now, lambda: _push(tx, asked))


def _push(tx: Tx, asked: Asked[dict[str, Any], None]) -> Answer:
    context, shop, body, now = asked.context, asked.shop, asked.body, asked.now
    sent = body["shipments"] if isinstance(body.get("shipments"), list) else [body]
    if len(sent) > MOST_SHIPMENTS:
        raise Problem(Code.TOO_LARGE, f"Send at most {MOST_SHIPMENTS} shipments at once.")
    sorted_out = sort_shipments(tx, shop, [item if isinstance(item, dict) else {} for item in sent], now)
    if not sorted_out.good:
        raise Problem(Code.INVALID_FIELDS, "No shipment could be taken in.", errors=sorted_out.bad)
    shipments = _save(tx, shop, sorted_out, now)
    key = get_signing_key(tx, context.vault, shop.shop_id, now)
    batch = record_shipments(tx, shop, kid_of(key), shipments, ACTOR, now)
    errors = [{"field": error.field, "code": error.code, "detail": error.detail} for error in sorted_out.bad]
    saved = _describe(tx, context, shop, shipments, batch)
    start = f"{context.settings.base_url}/api/v1/shipments/{batch.batch_id}"
    files = {ending: f"{start}.{ending}" for ending in sorted(MANY_PAGES)}
    return Answer(201, {"batch": batch.batch_id, "saved": saved, "errors": errors, "files": files})


def _save(tx: Tx, shop: Shop, found: Sorted, now: datetime) -> list[Shipment]:
    """Store the orders that came whole, and the day that known ones left; give each with the id it is known by."""
    fresh = [shipment.order for shipment in found.good if shipment.order.order_id in found.fresh]
    stored = iter(save_batch(tx, shop.shop_id, fresh, ACTOR, now) if fresh else [])
    shipments = []
    for shipment in found.good:
        if shipment.order.order_id in found.fresh:
            shipments.append(replace(shipment, order=next(stored)))
            continue
        if shipment.order.shipped_on:
            save_shipped_on(tx, shop.shop_id, shipment.order.order_id, shipment.order.shipped_on)
        shipments.append(shipment)
    return shipments


def _describe(tx: Tx, context: Context, shop: Shop, shipments: Sequence[Shipment], batch: Recorded) -> list[dict[str, Any]]:
    pairs = zip(shipments, batch.labels, strict=True)
    return [
        {
            "order_number": shipment.order.number,
            "rma": show_rma(label.rma),
            "qr_url": read_order_link(tx, context.vault, context.settings.base_url, shop, shipment.order.number, label),
        }
        for shipment, label in pairs
    ]


OPERATIONS = (
    Operation(
        "POST", "/shipments", "push_shipments", "Push shipments", push_shipments, Scope.ORDERS_WRITE, "Shipments",
        body=ShipmentPush, takes_pieces=True, most_bytes=MOST_BYTES, answers={201: ShipmentsSaved}, is_creating=True,
        problems=(Code.INVALID_FIELDS,),
    ),
)  # fmt: skip
