"""Guessing is limited: how many wrong proofs an order, a token, an address and a shop bear before it stops."""

import hashlib
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sendback.errors import Code, Problem


class Guessed(StrEnum):
    """What wrong proofs are counted by."""

    ORDER = "order"
    TOKEN = "token"
    CALLER = "caller"
    SHOP = "shop"
    LINK_CALLER = "link-caller"
    LINK_SHOP = "link-shop"
    PHOTO_CALLER = "photo-caller"
    WITHDRAWAL = "withdrawal"
    SIGN_IN_ACCOUNT = "sign-in-account"
    SIGN_IN_CALLER = "sign-in-caller"
    SIGN_IN = "sign-in"
    SECOND_FACTOR = "second-factor"
    RECOVERY_ACCOUNT = "recover-account"
    RECOVERY_CALLER = "recover-caller"
    DOCK_JOIN = "dock-join"
    DOCK_PIN = "dock-pin"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many failures within so long."""

    failures: int
    within: timedelta


_DAY, _MINUTES = timedelta(days=1), timedelta(minutes=5)
LIMITS: dict[Guessed, tuple[Limit, ...]] = {
    Guessed.ORDER: (Limit(5, _DAY),),
    Guessed.TOKEN: (Limit(10, timedelta(minutes=15)), Limit(30, _DAY)),
    Guessed.CALLER: (Limit(20, timedelta(hours=1)), Limit(100, _DAY)),
    Guessed.SHOP: (Limit(60, timedelta(hours=1)),),
    Guessed.LINK_CALLER: (Limit(30, timedelta(hours=1)),),
    Guessed.LINK_SHOP: (Limit(500, timedelta(hours=1)),),
    Guessed.PHOTO_CALLER: (Limit(120, timedelta(hours=1)),),
    Guessed.WITHDRAWAL: (Limit(10, timedelta(hours=1)),),
    Guessed.SIGN_IN_ACCOUNT: (Limit(10, _MINUTES),),
    Guessed.SIGN_IN_CALLER: (Limit(10, _MINUTES),),
    Guessed.SIGN_IN: (Limit(1000, _MINUTES),),
    Guessed.SECOND_FACTOR: (Limit(5, _MINUTES), Limit(20, timedelta(hours=1)), Limit(50, _DAY)),
    Guessed.RECOVERY_ACCOUNT: (Limit(3, timedelta(hours=1)),),
    Guessed.RECOVERY_CALLER: (Limit(10, timedelta(hours=1)),),
    Guessed.DOCK_JOIN: (Limit(20, timedelta(hours=1)),),
    Guessed.DOCK_PIN: (Limit(30, timedelta(hours=1)),),
}
"""Failures only: who knows their order never meets a limit. The shop's own budget stops guessers spread over many
addresses; it closes the typed proof by order number, never a signed token. Links by mail are the exception: each one a
caller asks for counts, and each one a shop mails, or a stranger could have a shop write to all its customers. Of photos, too,
each one a caller sends counts, for they cost work and room; and each
withdrawal does, where the next is no refusal but a moment's work (`withdrawals/effort.py`)."""

LONGEST = max(limit.within for limits in LIMITS.values() for limit in limits)


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that failures are counted by, as a keyed hash: the table names nobody."""

    kind: Guessed
    digest: str


def make_subject(pepper: bytes, kind: Guessed, value: str) -> Subject:
    """Hash what is counted, keyed with the installation's secret."""
    digest = hashlib.blake2b(value.encode("utf-8", "surrogatepass"), key=pepper[:64], person=kind.value.encode(), digest_size=16)
    return Subject(kind, f"{kind.value}:{digest.hexdigest()}")


def name_caller(address: str) -> str:
    """Name who calls: an IPv4 address, or the /64 network of an IPv6 one, which one subscriber can vary at will."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def refuse_guessers(failures: Sequence[tuple[Subject, Sequence[tuple[int, int]]]], now: int) -> None:
    """Refuse when any subject has used up a limit; `failures` holds (second, count) pairs per subject."""
    if wait := find_wait(failures, now):
        raise Problem(
            Code.TOO_MANY_TRIES,
            "Too many tries. Ask for a link by email instead, or try again later.",
            retry_after_seconds=wait,
        )


def find_wait(failures: Sequence[tuple[Subject, Sequence[tuple[int, int]]]], now: int) -> int:
    """Find how many seconds are left until every subject is below its limits; 0 when all are."""
    return max((_wait(subject, pairs, now) for subject, pairs in failures), default=0)


def _wait(subject: Subject, pairs: Sequence[tuple[int, int]], now: int) -> int:
    longest = 0
    for limit in LIMITS[subject.kind]:
        span = int(limit.within.total_seconds())
        recent = [(second, count) for second, count in pairs if second > now - span]
        if sum(count for _, count in recent) >= limit.failures:
            longest = max(longest, min(second for second, _ in recent) + span - now)
    return longest
