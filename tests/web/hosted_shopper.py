"""A shopper on the hosted page, without script: finds an order, chooses, and goes on."""

from collections.abc import Mapping
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.orders.model import Order
from sendback.shops.model import Shop
from tests.web.pages import send

RICH: Mapping[str, Any] = {
    "reasons": [
        {
            "code": "damaged",
            "label": {"en": "Damaged"},
            "subs": [{"code": "cracked", "label": {"en": "Cracked"}}, {"code": "stained", "label": {"en": "Stained"}}],
            "note": "required",
        },
        {"code": "leaks", "label": {"en": "Leaks"}, "categories": ["shoes"]},
        {"code": "changed_mind", "label": {"en": "Changed my mind"}, "note": "off"},
    ],
    "conditions": [{"code": "sealed", "label": {"en": "Unopened"}}, {"code": "used", "label": {"en": "Used"}}],
    "resolutions": ["refund", "exchange", "store_credit", "keep"],
}
"""Settings of a shop that asks for everything there is to ask for."""


def find(client: FlaskClient, shop: Shop, number: str, lang: str = "en", **proof: str) -> TestResponse:
    """Open an order by its number and a proof, the buyer's postcode where none is given."""
    page = client.get(f"/s/{shop.slug}?lang={lang}")
    typed = {f"proof.{name}": text for name, text in (proof or {"postcode": "33100"}).items()}
    return send(client, page, {"order_number": number, **typed}, "/order")


def choose(line_id: str, place: int = 0, **changes: str) -> dict[str, str]:
    """Choose one unit of a line of a shop with `RICH` settings."""
    said = {"pick": "1", "quantity": "1", "reason": "changed_mind", "condition": "sealed", "resolution": "refund", **changes}
    return {f"{f'{place}.' if place else ''}{part}.{line_id}": text for part, text in said.items()}


def reach_details(client: FlaskClient, shop: Shop, order: Order, chosen: Mapping[str, str]) -> TestResponse:
    """Go on to the details with what was chosen."""
    page = send(client, find(client, shop, order.number), chosen, "/lines")
    assert page.status_code == 200, page.text
    return page
