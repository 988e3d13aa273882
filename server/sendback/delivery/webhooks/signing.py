"""Secrets of endpoints, and the signatures they make (Standard Webhooks, symmetric: v1)."""

import base64
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from standardwebhooks.webhooks import Webhook

from sendback.delivery.webhooks.model import Delivery, Endpoint
from sendback.shops.vault import Vault

OVERLAP = timedelta(hours=24)
"""How long the secret before signs beside the new one."""


def new_secret() -> str:
    """Make a secret of 32 random bytes, as receivers' libraries take it."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


def seal_secret(vault: Vault, shop_id: str, endpoint_id: str, secret: str) -> str:
    """Seal a secret to its endpoint."""
    return vault.seal(secret, _place(shop_id, endpoint_id))


def open_secret(vault: Vault, endpoint: Endpoint) -> str:
    """Open the secret that an endpoint's receiver verifies with."""
    return vault.open(endpoint.sealed, _place(endpoint.shop_id, endpoint.endpoint_id))


def sign(vault: Vault, endpoint: Endpoint, delivery: Delivery, now: datetime) -> Mapping[str, str]:
    """Write the headers of a delivery: signed by the secret, and by the one before while that still counts."""
    sealed = [endpoint.sealed]
    if endpoint.old_sealed and endpoint.old_until and now < endpoint.old_until:
        sealed.append(endpoint.old_sealed)
    place = _place(endpoint.shop_id, endpoint.endpoint_id)
    signatures = [Webhook(vault.open(each, place)).sign(delivery.event_id, now, delivery.body) for each in sealed]
    return {
        "Content-Type": "application/json",
        "webhook-id": delivery.event_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def _place(shop_id: str, endpoint_id: str) -> str:
    return f"webhook/{shop_id}/{endpoint_id}"
