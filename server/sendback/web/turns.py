"""Drawing in turn: everybody who waits for paper shares this processor."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sendback.errors import Code, Problem

MOST_AT_ONCE = 2
_LONGEST_WAIT_SECONDS = 5
_turns = threading.BoundedSemaphore(MOST_AT_ONCE)


@contextmanager
def in_turn() -> Iterator[None]:
    """Draw two at a time: more would only make everybody wait."""
    if not _turns.acquire(timeout=_LONGEST_WAIT_SECONDS):
        raise Problem(Code.BUSY, "Many pages are being drawn right now. Try again in a moment.", retry_after_seconds=2)
    try:
        yield
    finally:
        _turns.release()
