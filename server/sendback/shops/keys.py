"""Keys: publishable ones for the tag, signing ones for order tokens, API ones for the shop's systems."""

import binascii
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sendback.shops.model import Mode
from sendback.shops.scopes import Scope
from sendback.shops.secret import hash_secret

_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SECRET = re.compile(r"sb(sk|ak)_(live|test)_([A-Za-z0-9]{8})_([A-Za-z0-9]{43})([A-Za-z0-9]{6})")


class KeyKind(StrEnum):
    """What a key is for; its prefix says so to people and secret scanners."""

    PUBLISHABLE = "publishable"
    SIGNING = "signing"
    API = "api"


_PREFIX = {KeyKind.PUBLISHABLE: "sbpk", KeyKind.SIGNING: "sbsk", KeyKind.API: "sbak"}


@dataclass(frozen=True, slots=True)
class ShopKey:
    """A key as stored: `lookup` finds it; `secret` is sealed (signing), hashed (API) or absent (publishable)."""

    shop_id: str
    key_id: str
    kind: KeyKind
    lookup: str
    secret: str | None
    created_at: datetime
    not_before: datetime
    accepted_until: datetime | None
    name: str = ""
    scopes: frozenset[Scope] = frozenset()
    networks: tuple[str, ...] = ()
    """From where an API key is accepted; nothing means from everywhere."""
    used_at: datetime | None = None


def make_publishable_key(mode: Mode) -> str:
    """Make a key that may stand in any page: it names the shop and proves nothing."""
    return f"{_PREFIX[KeyKind.PUBLISHABLE]}_{mode}_{_random(12)}"


def make_secret_key(kind: KeyKind, mode: Mode) -> str:
    """Make a signing or API key: prefix, mode, 8-character id, 256 random bits and a CRC-32, all base 62."""
    head = f"{_PREFIX[kind]}_{mode}_{_random(8)}_{_random(43)}"
    return head + _checksum(head)


def is_well_formed(key: str) -> bool:
    """Say whether a secret key is complete and without a typing slip, without looking it up."""
    match = _SECRET.fullmatch(key)
    return bool(match) and _checksum(key[:-6]) == key[-6:]


def is_accepted(key: ShopKey, now: datetime) -> bool:
    """Say whether a key still opens anything."""
    return key.accepted_until is None or key.accepted_until > now


def get_kid(key: str) -> str:
    """Return the id inside a secret key: its third field."""
    return key.split("_", 3)[2]


def matches_api_key(key: str, stored: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(hash_secret(key), stored)


def _random(length: int) -> str:
    return "".join(secrets.choice(_BASE62) for _ in range(length))


def _checksum(text: str) -> str:
    number, digits = binascii.crc32(text.encode()), ""
    for _ in range(6):
        number, digit = divmod(number, 62)
        digits = _BASE62[digit] + digits
    return digits
