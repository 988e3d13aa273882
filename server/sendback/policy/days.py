"""Until when: a window of days to the end of its last one, in the shop's time zone."""

from dataclasses import dataclass
from datetime import date

from sendback.policy.model import Day, LineFacts
from sendback.policy.rules import Season


@dataclass(frozen=True, slots=True)
class Deadline:
    """So many days, grace among them, from a day on; seasons make it later."""

    days: int
    counted_from: Day
    seasons: tuple[Season, ...] = ()
    is_of_terms: bool = False
    """Whether a day that the shop gave with the order wins over it, as over the terms' own."""

    def find_last_day(self, line: LineFacts) -> date | None:
        """Find the last day, inclusive; None where no day is known that it could count from."""
        if self.is_of_terms and line.returnable_until:
            return line.returnable_until
        start = find_first_day(line, self.counted_from)
        if start is None:
            return None
        last = date.fromordinal(min(start.toordinal() + self.days, date.max.toordinal()))  # the year 9999 is the last
        return max(last, self._find_season(line) or last) if self.seasons else last

    def is_open(self, line: LineFacts, today: date) -> bool:
        """Say whether the last day has not passed; nothing known limits the terms, and fits no rule's own window."""
        last = self.find_last_day(line)
        return self.is_of_terms if last is None else today <= last

    def _find_season(self, line: LineFacts) -> date | None:
        bought = line.ordered_on or line.shipped_on or line.delivered_on
        found = [season.until for season in self.seasons if bought and season.bought_from <= bought <= season.bought_to]
        return max(found, default=None)


def find_first_day(line: LineFacts, counted_from: Day) -> date | None:
    """Find the day that a window counts from; where it is unknown, the next earlier one that is known."""
    if counted_from is Day.DELIVERED and line.delivered_on:
        return line.delivered_on
    if counted_from is not Day.ORDERED and line.shipped_on:
        return line.shipped_on
    return line.ordered_on
