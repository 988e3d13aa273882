"""Drawing in turn: everybody who waits for paper, or for a photo to be taken in, shares this processor."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sendback.errors import Code, Problem

MOST_AT_ONCE = 2
_LONGEST_WAIT_SECONDS = 5
_turns = threading.BoundedSemaphore(MOST_AT_ONCE)
_photo_turns = threading.BoundedSemaphore(1)


@contextmanager
def in_turn() -> Iterator[None]:
    """Draw two at a time: more would only make everybody wait."""
    with _wait(_turns, "Many pages are being drawn right now. Try again in a moment."):
        yield


@contextmanager
def photo_in_turn() -> Iterator[None]:
    """Take in one photo at a time: the worst of them needs 350 MB, and no label shall wait behind it."""
    with _wait(_photo_turns, "Many photos are being sent right now. Try again in a moment."):
        yield


@contextmanager
def _wait(turns: threading.Semaphore, sentence: str) -> Iterator[None]:
    if not turns.acquire(timeout=_LONGEST_WAIT_SECONDS):
        raise Problem(Code.BUSY, sentence, retry_after_seconds=2)
    try:
        yield
    finally:
        turns.release()
