"""Recovery codes: ten that each stand in for the phone once, shown when they are made and never again."""

import base64
import secrets

from sendback.shops.secret import hash_secret

HOW_MANY = 10


def new_codes() -> list[str]:
    """Make ten codes of 128 bits, in groups that can be typed."""
    return [_write(secrets.token_bytes(16)) for _ in range(HOW_MANY)]


def hash_code(typed: str) -> str:
    """Hash a code as it is kept, however it was typed: capitals, spaces and hyphens do not matter."""
    return hash_secret("".join(c for c in typed[:80].lower() if c.isalnum()))


def looks_like_code(typed: str) -> bool:
    """Say whether a recovery code was typed rather than an authenticator's digits."""
    return sum(c.isalnum() for c in typed[:80]) > 10


def _write(body: bytes) -> str:
    text = base64.b32encode(body).decode().rstrip("=").lower()
    return "-".join((text[:5], text[5:10], text[10:15], text[15:20], text[20:]))
