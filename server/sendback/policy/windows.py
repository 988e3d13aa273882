"""Windows that rules have of their own: one look-up says which of a thousand are still open."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sendback.policy.days import Deadline, find_first_day
from sendback.policy.index import join_bits
from sendback.policy.model import Day, LineFacts
from sendback.policy.rules import Season


@dataclass(frozen=True, slots=True)
class Windows:
    """All windows that count from the same day and know the same seasons, the shortest first, with the bits of their rules."""

    counted_from: Day
    seasons: tuple[Season, ...]
    days: tuple[int, ...]
    bits: tuple[int, ...]
    longer: tuple[int, ...]
    """For each of the days, the bits of the rules that have so many or more."""

    @property
    def asking(self) -> int:
        """Give the bits of all rules here."""
        return self.longer[0]

    def find(self, line: LineFacts, today: date) -> int:
        """Give the bits of the rules whose window is open; where no day is known that it could count from, of none."""
        start = find_first_day(line, self.counted_from)
        if start is None:
            return 0
        if self.seasons and today <= Deadline(0, self.counted_from, self.seasons).count_from(start, line):
            return self.asking
        return self.longer[bisect_left(self.days, (today - start).days)]

    def find_passed(self, line: LineFacts, today: date) -> int:
        """Give the bits of the rules whose window has passed; where no day is known that it could count from, of none."""
        return self.asking & ~self.find(line, today) if find_first_day(line, self.counted_from) else 0

    def find_next(self, line: LineFacts, bits: int) -> date | None:
        """Find the first last day among some of these rules."""
        days = next((days for days, theirs in zip(self.days, self.bits, strict=True) if theirs & bits), None)
        return None if days is None else Deadline(days, self.counted_from, self.seasons).find_last_day(line)


def group_windows(deadlines: Iterable[tuple[int, Deadline]]) -> tuple[Windows, ...]:
    """Group deadlines, each with the bit of its rule."""
    groups: dict[tuple[Day, tuple[Season, ...]], dict[int, int]] = {}
    for bit, deadline in deadlines:
        group = groups.setdefault((deadline.counted_from, deadline.seasons), {})
        group[deadline.days] = group.get(deadline.days, 0) | bit
    return tuple(_sort(*key, group) for key, group in groups.items())


def _sort(counted_from: Day, seasons: tuple[Season, ...], group: dict[int, int]) -> Windows:
    days = sorted(group)
    bits = [group[number] for number in days]
    longer = [join_bits(bits[place:]) for place in range(len(bits) + 1)]
    return Windows(counted_from, seasons, tuple(days), tuple(bits), tuple(longer))
