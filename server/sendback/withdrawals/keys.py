"""The keys that receipts are signed with: Ed25519 (RFC 8032), one in use per shop, older ones known for ever."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sendback.shops.vault import Vault

KEY_ID_CHARACTERS = 16


@dataclass(frozen=True, slots=True)
class ReceiptKey:
    """A key as stored: `public` in base64; `sealed` is None once another took its place, so that nobody signs with it."""

    shop_id: str
    key_id: str
    public: str
    sealed: str | None
    made_at: datetime
    retired_at: datetime | None = None

    @property
    def pem(self) -> str:
        """The public key as openssl reads it (RFC 8410)."""
        return _public(self).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def make_key(vault: Vault, shop_id: str, now: datetime) -> ReceiptKey:
    """Make a key that names itself: its id is the beginning of its public half's SHA-256."""
    private = Ed25519PrivateKey.generate()
    raw = private.public_key().public_bytes_raw()
    key_id = hashlib.sha256(raw).hexdigest()[:KEY_ID_CHARACTERS]
    sealed = vault.seal(_write(private.private_bytes_raw()), _place(shop_id, key_id))
    return ReceiptKey(shop_id, key_id, _write(raw), sealed, now)


def sign(vault: Vault, key: ReceiptKey, text: str) -> str:
    """Sign a text and return the signature in base64; ValueError when the key does not open."""
    if key.sealed is None:
        raise ValueError("this key was retired")
    raw = base64.b64decode(vault.open(key.sealed, _place(key.shop_id, key.key_id)))
    return _write(Ed25519PrivateKey.from_private_bytes(raw).sign(text.encode()))


def is_signed(key: ReceiptKey, text: str, signature: str) -> bool:
    """Say whether a signature is this key's, of this very text."""
    try:
        _public(key).verify(base64.b64decode(signature, validate=True), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _public(key: ReceiptKey) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(key.public))


def _write(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _place(shop_id: str, key_id: str) -> str:
    return f"withdrawal_keys/{shop_id}/{key_id}"
