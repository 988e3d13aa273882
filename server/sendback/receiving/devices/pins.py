"""PINs: short, so few tries are given, and kept as argon2id; what anybody would try first is refused."""

import itertools
import re

from sendback.errors import Problem, refuse_field
from sendback.shops.people.passwords import hash_password, matches_password

_PIN = re.compile(r"[0-9]{4,8}")


def check_pin(pin: str) -> str:
    """Return a PIN of 4 to 8 digits; Problem invalid-fields for one that is guessed at once: 0000, 1234, 1212, 2580."""
    if not _PIN.fullmatch(pin):
        raise refuse_field("pin", "format", "A PIN has 4 to 8 digits.")
    half = pin[: len(pin) // 2]
    steps = {int(after) - int(before) for before, after in itertools.pairwise(pin)}
    if len(set(pin)) == 1 or steps <= {1, -9} or steps <= {-1, 9} or half + half == pin or pin == "2580":
        raise _refuse_simple()
    return pin


def hash_pin(pin: str) -> str:
    """Hash a PIN; slow on purpose, so never inside a transaction."""
    return hash_password(pin)


def matches_pin(pin: str, kept: str) -> bool:
    """Say whether a PIN is the one that was kept."""
    return bool(_PIN.fullmatch(pin)) and matches_password(pin, kept or None)


def _refuse_simple() -> Problem:
    return refuse_field("pin", "format", "This PIN is among the first that anybody would try. Take another.")
