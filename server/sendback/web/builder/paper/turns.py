"""Drawing in turn."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sendback.errors import Code, Problem

MOST_AT_ONCE = 2
_LONGEST_WAIT_SECONDS = 5
_turns = threading.BoundedSemaphore(MOST_AT_ONCE)


@contextmanager
def in_turn() -> Iterator[None]:
    """Draw two previews at a time: shoppers who wait for labels share this processor."""
    if not _turns.acquire(timeout=_LONGEST_WAIT_SECONDS):
        raise Problem(Code.BUSY, "Many pages are being drawn right now. Try again in a moment.", retry_after_seconds=2)
    try:
        yield
    finally:
        _turns.release()
