"""What a passkey is asked to sign: made from a secret rather than kept, good for ten minutes, answered once."""

import hashlib
import hmac
import secrets
import struct
from datetime import UTC, datetime, timedelta

LIFE = timedelta(minutes=10)
_NONCE, _MARK = 16, 16


def make_challenge(pepper: bytes, purpose: str, now: datetime) -> bytes:
    """Make a challenge for one purpose: a nonce, the time, and a mark that only this installation can make."""
    body = secrets.token_bytes(_NONCE) + struct.pack(">q", int(now.timestamp()))
    return body + _sign(pepper, purpose, body)


def read_challenge(pepper: bytes, purpose: str, challenge: bytes, now: datetime) -> datetime | None:
    """Return until when a challenge of ours may be answered; None when it is not ours, for something else, or too old."""
    body, mark = challenge[:-_MARK], challenge[-_MARK:]
    if len(body) != _NONCE + 8 or not hmac.compare_digest(mark, _sign(pepper, purpose, body)):
        return None
    until = datetime.fromtimestamp(struct.unpack(">q", body[_NONCE:])[0], UTC) + LIFE
    return until if until > now else None


def _sign(pepper: bytes, purpose: str, body: bytes) -> bytes:
    return hashlib.blake2b(purpose.encode() + b"\0" + body, key=pepper[:64], person=b"passkey", digest_size=_MARK).digest()
