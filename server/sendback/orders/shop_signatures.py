"""How shop systems sign what they send: base64 of HMAC-SHA256 over the body as it came, byte for byte."""

import base64
import hashlib
import hmac


def verify_shopify(secret: str, body: bytes, header: str) -> bool:
    """Say whether `X-Shopify-Hmac-Sha256` is Shopify's own word for this body, compared in constant time."""
    return _verify(secret, body, header)


def verify_woocommerce(secret: str, body: bytes, header: str) -> bool:
    """Say whether `X-WC-Webhook-Signature` is the shop's own word for this body, compared in constant time."""
    return _verify(secret, body, header)


def _verify(secret: str, body: bytes, header: str) -> bool:
    made = base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest())
    return bool(secret) & hmac.compare_digest(made, header.strip().encode("utf-8", "replace"))
