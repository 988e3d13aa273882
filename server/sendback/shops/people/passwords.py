"""Passwords: long rather than odd, never among the commonest, kept as argon2id (OWASP ASVS 5.0, 6.2; RFC 9106)."""

import functools
import itertools
import threading
import unicodedata
from importlib import resources

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sendback.errors import Problem, refuse_field

LEAST, MOST = 12, 256
_LEAST_DIFFERENT = 5
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_TURNS = threading.BoundedSemaphore(2)
"""Each hash takes 19 MiB and a tenth of a second: many at once would take the machine from everybody else."""


def check_password(password: str, *known: str) -> str:
    """Return a password as it is hashed; Problem invalid-fields when it is too short or easily guessed, by `known` too."""
    if len(password) > MOST:
        raise _refuse(f"Use at most {MOST} characters.")
    spelt = _spell(password)
    if len(spelt) < LEAST:
        raise _refuse(f"Use at least {LEAST} characters. A few words in a row are easiest to remember.")
    folded = spelt.casefold()
    if folded in _list_common() or len(set(folded)) < _LEAST_DIFFERENT or _is_row(folded):
        raise _refuse("This password is among the first that anybody would try.")
    if any(word and folded in (word, word + word, word + "1", word + "123") for word in (each.casefold() for each in known)):
        raise _refuse("Your name, your address and the shop's name are the first that anybody would try.")
    return spelt


def hash_password(spelt: str) -> str:
    """Hash what `check_password` gave; slow on purpose, so never inside a transaction."""
    with _TURNS:
        return _HASHER.hash(spelt)


def matches_password(password: str, kept: str | None) -> bool:
    """Say whether a password is the one that was kept; as slow where none is, so that time tells nothing."""
    spelt = _spell(password) if len(password) <= MOST else ""
    with _TURNS:
        try:
            return _HASHER.verify(kept or _dummy_hash(), spelt) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


@functools.cache
def _dummy_hash() -> str:
    return _HASHER.hash("there is nobody of that address")


@functools.cache
def _list_common() -> frozenset[str]:
    text = (resources.files("sendback.shops.people") / "common_passwords.txt").read_text("utf-8")
    return frozenset(text.split("\n"))


def _spell(password: str) -> str:
    """Spell what was typed in the one way it is hashed, whatever keyboard it came from (NIST SP 800-63B-4, 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


def _is_row(folded: str) -> bool:
    """Say whether a password only goes up or down the alphabet or the digits."""
    steps = {ord(after) - ord(before) for before, after in itertools.pairwise(folded)}
    return steps <= {1, -9} or steps <= {-1, 9}


def _refuse(detail: str) -> Problem:
    return refuse_field("password", "format", detail)
