"""What tags said of themselves when their page was opened for verification; kept in memory, for ten minutes."""

import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

LIFE = timedelta(minutes=10)
MOST_WAITING = 1000
MOST_VIOLATIONS = 20


@dataclass(frozen=True, slots=True)
class TagReport:
    """What one tag found on the page it runs on."""

    page: str
    version: str
    has_trigger: bool
    has_config: bool
    violations: tuple[str, ...]


@dataclass(slots=True)
class _Expected:
    shop_id: str
    until: datetime
    report: TagReport | None = None


_expected: dict[str, _Expected] = {}
_lock = threading.Lock()


def expect_report(shop_id: str, now: datetime) -> str:
    """Make the nonce that a page's address carries in its fragment: `#sendback-verify=<nonce>`."""
    nonce = secrets.token_urlsafe(12)
    with _lock:
        _forget(now)
        _expected[nonce] = _Expected(shop_id, now + LIFE)
    return nonce


def take_report(shop_id: str, nonce: str, body: Mapping[str, Any], now: datetime) -> bool:
    """Keep the first thing a tag says under a nonce of its own shop; False when nobody waits for it."""
    with _lock:
        _forget(now)
        expected = _expected.get(nonce)
        if expected is None or expected.shop_id != shop_id:
            return False
        expected.report = expected.report or _read(body)
        return True


def find_report(shop_id: str, nonce: str, now: datetime) -> TagReport | None:
    """Find what the tag said, once it did."""
    with _lock:
        _forget(now)
        expected = _expected.get(nonce)
        return expected.report if expected and expected.shop_id == shop_id else None


def _forget(now: datetime) -> None:
    for nonce in [nonce for nonce, expected in _expected.items() if expected.until <= now]:
        del _expected[nonce]
    while len(_expected) >= MOST_WAITING:
        del _expected[next(iter(_expected))]


def _read(body: Mapping[str, Any]) -> TagReport:
    told = body.get("violations")
    violations = told if isinstance(told, list) else []
    return TagReport(
        page=str(body.get("page", ""))[:300],
        version=str(body.get("version", ""))[:20],
        has_trigger=body.get("trigger") is True,
        has_config=body.get("config") is True,
        violations=tuple(str(violation)[:200] for violation in violations[:MOST_VIOLATIONS]),
    )
