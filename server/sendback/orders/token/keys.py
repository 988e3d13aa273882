"""The signing key as the token sees it: opaque text but for its mode and key id."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from itsdangerous import Signer

ORDER_SALT = "sendback.order.v1"
MATCH_SALT = "sendback.match.v1"
SEAL_SALT = "sendback.seal.v1"
KEYS_REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class SigningKey:
    """Hold a shop's signing key and when it counts; times are Unix seconds, the text never shows in a repr."""

    text: str = field(repr=False)
    shop_id: str
    not_before: int = 0
    accepted_until: int | None = None

    @property
    def kid(self) -> str:
        """Name the key in public, as the token's prefix does."""
        return kid_of(self.text)

    @property
    def mode(self) -> str:
        """Say `live` or `test`."""
        return mode_of(self.text)

    def is_accepted_at(self, now: int) -> bool:
        """Tell whether its tokens still count; the last accepted second is included."""
        return self.accepted_until is None or now <= self.accepted_until


FindKey = Callable[[str], SigningKey | None]


def kid_of(key: str) -> str:
    """Read the key id, the third part between underscores; ValueError where there is none."""
    return _part(key, 2)


def mode_of(key: str) -> str:
    """Read `live` or `test`, the second part between underscores; ValueError where there is none."""
    return _part(key, 1)


def _part(key: str, index: int) -> str:
    parts = key.split("_", 3)
    if len(parts) != 4:
        raise ValueError("a signing key looks like sbsk_live_<key id>_<secret>")
    return parts[index]


@lru_cache(KEYS_REMEMBERED)
def derive_key(key: str, salt: str) -> bytes:
    """Derive the 32 bytes for one purpose: HMAC-SHA256(KEY, salt), by itsdangerous' own derivation."""
    return Signer(key, salt=salt, key_derivation="hmac", digest_method=sha256).derive_key()


@lru_cache(KEYS_REMEMBERED)
def find_signer(key: str) -> Signer:
    """Keep one itsdangerous signer per key; the derived key is its secret, so that a token costs one HMAC, not two."""
    return Signer(derive_key(key, ORDER_SALT), key_derivation="none", digest_method=sha256)
