"""A moment's work after many statements from one place: a hash to find, or half a minute to wait, and never a refusal.

A challenge is made for one statement with nothing kept (hashcash-like): the second it was made in, and a seal over that second
and the statement. What answers it is either a number whose SHA-256 with the challenge begins with `BITS` zero bits, or time.
"""

import hashlib
import hmac
import json
from dataclasses import asdict
from datetime import datetime, timedelta

from sendback.withdrawals.model import Statement

BITS = 16
WAIT = timedelta(seconds=30)
LIFE = timedelta(hours=2)
_LONGEST = 200


def make_challenge(pepper: bytes, shop_id: str, statement: Statement, now: datetime) -> str:
    """Make the challenge for one statement; it may be made before anybody knows whether it will be needed."""
    second = str(int(now.timestamp()))
    return f"{second}.{_seal(pepper, shop_id, statement, second)}"


def is_answered(pepper: bytes, shop_id: str, statement: Statement, challenge: str, nonce: str, now: datetime) -> bool:
    """Say whether a challenge for this very statement was worked on or waited for long enough."""
    second, _, seal = challenge.partition(".")
    if not (second.isascii() and second.isdigit() and len(second) < 12 and len(nonce) <= _LONGEST):
        return False
    if not hmac.compare_digest(seal.encode("utf-8", "replace"), _seal(pepper, shop_id, statement, second).encode()):
        return False
    age = int(now.timestamp()) - int(second)
    if not 0 <= age <= LIFE.total_seconds():
        return False
    return age >= WAIT.total_seconds() or _counts_zeros(f"{challenge}.{nonce}") >= BITS


def _seal(pepper: bytes, shop_id: str, statement: Statement, second: str) -> str:
    said = json.dumps([second, shop_id, asdict(statement)], sort_keys=True)
    return hmac.new(pepper, b"sendback.effort.v1" + said.encode(), hashlib.sha256).hexdigest()[:32]


def _counts_zeros(text: str) -> int:
    digest = int.from_bytes(hashlib.sha256(text.encode("utf-8", "replace")).digest())
    return 256 - digest.bit_length()
