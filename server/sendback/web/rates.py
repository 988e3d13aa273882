"""How often a key may ask: so many requests a minute, counted by each server process for itself."""

import threading
from dataclasses import dataclass, field

SECONDS = 60
MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """How a key stands: what it may ask in a minute, what is left of that, and how long the minute still is."""

    most: int
    left: int
    seconds: int
    is_over: bool = False

    @property
    def headers(self) -> dict[str, str]:
        """Say it as the RateLimit header fields do (draft-ietf-httpapi-ratelimit-headers-10)."""
        policy, state = f'"key";q={self.most};w={SECONDS}', f'"key";r={self.left};t={self.seconds}'
        return {"RateLimit-Policy": policy, "RateLimit": state}


@dataclass(slots=True)
class Rates:
    """Count by key and minute; what a minute counted is forgotten with it."""

    most: int
    _minute: int = 0
    _counts: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, key_id: str, second: int) -> Rate:
        """Count one request at a moment, in epoch seconds."""
        minute, gone = divmod(second, SECONDS)
        with self._lock:
            if minute != self._minute or len(self._counts) >= MOST_REMEMBERED:
                self._minute, self._counts = minute, {}
            count = self._counts[key_id] = self._counts.get(key_id, 0) + 1
        return Rate(self.most, max(self.most - count, 0), SECONDS - gone, is_over=count > self.most)
