"""Who wants the daily mail, and when."""

from dataclasses import dataclass
from datetime import datetime

HOURS = range(6, 21)
"""When the mail may come: by day, never at night."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What one person wants: the mail or not, at which hour of the shop's day, on weekends too or not."""

    is_on: bool = True
    hour: int = 8
    on_weekends: bool = False

    def is_due(self, local: datetime) -> bool:
        """Say whether the mail may go out at this moment of the shop's day; a worker that was late waits for no tomorrow.

        >>> [Wish().is_due(datetime(2026, 11, *when)) for when in ((27, 8), (27, 7), (27, 23), (28, 9))]
        [True, False, False, False]
        """
        return self.is_on and self.hour <= local.hour < HOURS.stop and (self.on_weekends or local.weekday() < 5)
