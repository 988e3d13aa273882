"""The sealed box: what only the server may read, AES-256-GCM (NIST SP 800-38D) bound to the order number."""

import json
import os
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sendback.orders.normalize import norm_order
from sendback.orders.token import base64url
from sendback.orders.token.fields import refuse
from sendback.orders.token.keys import SEAL_SALT, derive_key

NONCE_BYTES = 12


def seal_box(contents: Mapping[str, Any], key: str, order: str) -> str:
    """Seal a JSON object under a fresh random nonce; at most 2**32 boxes per key (SP 800-38D, 8.3)."""
    text = json.dumps(contents, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return seal_bytes(text.encode("utf-8"), key, order, os.urandom(NONCE_BYTES))


def seal_bytes(text: bytes, key: str, order: str, nonce: bytes) -> str:
    """Seal exactly these bytes under this nonce, which must never have been used with this key before."""
    sealed = AESGCM(derive_key(key, SEAL_SALT)).encrypt(nonce, text, norm_order(order).encode("utf-8"))
    return base64url.encode(nonce + sealed)


def open_box(box: str, key: str, order: str) -> bytes:
    """Open a box, or refuse it as `schema`: the token around it was signed, so its signer made the mistake."""
    if not base64url.is_canonical(box):
        refuse("x is not canonical base64url: its last character carries stray bits")
    raw = base64url.decode(box)
    nonce, sealed = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
    try:
        return AESGCM(derive_key(key, SEAL_SALT)).decrypt(nonce, sealed, norm_order(order).encode("utf-8"))
    except InvalidTag:
        refuse("x does not open: it was sealed with another key or for another order number")
