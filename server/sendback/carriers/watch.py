"""What one process remembers of its carriers: which of them rest, and which purchases were answered late or not yet."""

import threading
from concurrent.futures import Future
from datetime import datetime

from sendback.carriers.breaker import Breaker, BreakerRules, admit, note_failure, note_success
from sendback.carriers.model import Bought, CarrierTrouble, TroubleKind

Key = tuple[str, str]
"""The shop's id and the carrier's code."""

MOST_LATE = 100


class Watch:
    """Shared by all guards of a process, and by its threads; what it forgets when the process ends costs time, never money."""

    def __init__(self, rules: BreakerRules | None = None) -> None:
        self._rules = rules or BreakerRules()
        self._breakers: dict[Key, Breaker] = {}
        self._buying: dict[tuple[Key, str], Future[Bought]] = {}
        self._lock = threading.Lock()

    def admit(self, key: Key, now: datetime) -> bool:
        """Decide whether a call may go out to a carrier."""
        with self._lock:
            self._breakers[key], admitted = admit(self._breakers.get(key, Breaker()), self._rules, now)
        return admitted

    def note(self, key: Key, worked: bool, now: datetime) -> None:
        """Remember how a call went."""
        with self._lock:
            breaker = self._breakers.get(key, Breaker())
            self._breakers[key] = note_success(breaker, now) if worked else note_failure(breaker, self._rules, now)

    def begin(self, key: Key, reference: str, future: "Future[Bought]") -> None:
        """Remember a purchase that goes out; UNKNOWN when the parcel's last one has not come back."""
        with self._lock:
            earlier = self._buying.get((key, reference))
            if earlier is not None and not earlier.done():
                raise _under_way()
            self._buying[key, reference] = future
            done = [place for place, bought in self._buying.items() if bought.done()]
            for place in done[: max(len(self._buying) - MOST_LATE, 0)]:
                del self._buying[place]

    def forget(self, key: Key, reference: str) -> None:
        """Forget a purchase that its buyer knows of."""
        with self._lock:
            self._buying.pop((key, reference), None)

    def find_late(self, key: Key, reference: str) -> Bought | None:
        """Find the answer that came after its time; UNKNOWN while it is still to come."""
        with self._lock:
            late = self._buying.get((key, reference))
        if late is None:
            return None
        if not late.done():
            raise _under_way()
        return None if late.exception() else late.result()


def _under_way() -> CarrierTrouble:
    return CarrierTrouble(TroubleKind.UNKNOWN, "The carrier has not answered the purchase of this parcel yet.")
