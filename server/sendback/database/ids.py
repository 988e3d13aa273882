"""Identifiers that sort by the time they were made."""

import secrets
import threading
import time

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS = [first + second for first in _CROCKFORD for second in _CROCKFORD]
_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """Make a ULID: 48 bits of milliseconds, 80 random bits, as 26 characters of Crockford's base 32.

    Within one millisecond each is a little more than the one before (ULID, monotonicity), so that what one process makes
    in a row also sorts in a row.
    """
    global _last
    number = (time.time_ns() // 1_000_000 << 80) | secrets.randbits(80)
    with _lock:
        if number <= _last or number >> 80 == _last >> 80:
            number = _last + 1 + secrets.randbits(40)
        _last = number
    return "".join(_PAIRS[number >> shift & 1023] for shift in range(120, -1, -10))
