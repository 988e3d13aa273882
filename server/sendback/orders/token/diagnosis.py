"""Why a signature does not fit, guessed by trying what signers' authors get wrong; for the inspector only."""

import hmac
from collections.abc import Callable
from hashlib import sha256

from itsdangerous import Signer
from itsdangerous.encoding import base64_decode

from sendback.orders.token.grammar import TokenParts
from sendback.orders.token.keys import MATCH_SALT, ORDER_SALT, SEAL_SALT

SIGNED_ONLY_PAYLOAD = "the signature covers the payload only: sign payload, dot and time together"
NO_GUESS = "the signature does not fit: the text was changed, or signed with another key"


def _derive(method: str, salt: str = ORDER_SALT) -> Callable[[str], bytes]:
    return lambda key: Signer(key, salt=salt, key_derivation=method, digest_method=sha256).derive_key()


def _derive_from(change: Callable[[str], str]) -> Callable[[str], bytes]:
    return lambda key: _derive("hmac")(change(key))


FAULTS: tuple[tuple[str, Callable[[str], bytes]], ...] = (
    ('itsdangerous signed with its default derivation: give key_derivation="hmac"', _derive("django-concat")),
    ('itsdangerous signed with the derivation "concat": give key_derivation="hmac"', _derive("concat")),
    ("signed with the key itself: derive HMAC-SHA256(KEY, salt) first and sign with that", _derive("none")),
    ("signed with the salt of the match tags", _derive("hmac", MATCH_SALT)),
    ("signed with the salt of the sealed box", _derive("hmac", SEAL_SALT)),
    ("itsdangerous signed with its default salt", _derive("hmac", "itsdangerous")),
    ("the signer's key ends with a line break", _derive_from(lambda key: key + "\n")),
    ("the signer's key ends with a line break", _derive_from(lambda key: key + "\r\n")),
    ("the signer's key is in quotes", _derive_from(lambda key: f'"{key}"')),
    ("signed with the last part of the key: use the whole text from sbsk_ on", _derive_from(lambda k: k[19:])),
    ("signed with the key without its prefix: use the whole text from sbsk_ on", _derive_from(lambda k: k[10:])),
    (
        "derived with key and salt exchanged: the signing key is the HMAC key, the salt the message",
        lambda key: hmac.digest(ORDER_SALT.encode(), key.encode(), "sha256"),
    ),
)


def diagnose_signature(parts: TokenParts, key: str) -> str:
    """Say what was probably done to get this wrong signature with the right key."""
    signature = base64_decode(parts.signature)
    for hint, derive in FAULTS:
        if _signs(derive(key), parts.signed, signature):
            return hint
    payload_only = parts.signed.rpartition(".")[0]
    if _signs(_derive("hmac")(key), payload_only, signature):
        return SIGNED_ONLY_PAYLOAD
    return NO_GUESS


def _signs(key: bytes, text: str, signature: bytes) -> bool:
    return hmac.compare_digest(hmac.digest(key, text.encode(), "sha256"), signature)
