"""Which boxes are awaited: in the words of the database, for whoever counts or lists them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sendback.database.times import to_epoch
from sendback.returns.arrivals import LONGEST, Coming

TRAVELS = "p.seen_at >= :lately AND p.delivered_at IS NULL"
AT_DOOR = "p.delivered_at >= :lately"
AWAITED = """FROM parcels p CROSS JOIN returns a WHERE p.shop_id = :s AND {} AND p.state <> 'voided'
AND a.shop_id = :s AND a.return_id = p.return_id AND a.status IN ('authorized', 'received')
AND NOT EXISTS (SELECT 1 FROM receipts t WHERE t.shop_id = :s AND t.return_id = p.return_id AND t.parcel = p.number
AND t.undone_at IS NULL)"""
"""A box of a return that can still come, and that nobody took in. CROSS JOIN keeps SQLite to the order in which it is written."""

_ON_DAY = f"{TRAVELS} AND p.expected_on = :day"
_STATES = {
    None: TRAVELS,
    Coming.EXPECTED: f"{TRAVELS} AND p.expected_on >= :today",
    Coming.OVERDUE: f"{TRAVELS} AND p.expected_on < :today",
    Coming.AT_DOOR: AT_DOOR,
}


@dataclass(frozen=True, slots=True)
class Awaited:
    """Boxes to look for: all that travel, those of a state, or those that are expected on a day; `now` and `today` bound it."""

    now: datetime
    today: date
    state: Coming | None = None
    day: date | None = None

    @property
    def sql(self) -> str:
        """Write which boxes they are, as all that follows a SELECT."""
        return AWAITED.format(_ON_DAY if self.day else _STATES[self.state])

    @property
    def of_return(self) -> str:
        """Write which of them are the return `r`'s; the pluses keep SQLite from walking all boxes for each."""
        times = self.sql.replace("p.delivered_at >=", "+p.delivered_at >=").replace("p.seen_at >=", "+p.seen_at >=")
        return f"{times} AND p.return_id = r.return_id"

    @property
    def reading(self) -> str:
        """Write what an index alone can tell of them: where they are, not whether anybody still waits for them."""
        return f"FROM parcels p WHERE p.shop_id = :s AND {_ON_DAY if self.day else _STATES[self.state]}"

    @property
    def values(self) -> dict[str, Any]:
        """Give the values that it names."""
        day = {"day": self.day.isoformat()} if self.day else {}
        today = {"today": self.today.isoformat()} if self.state in (Coming.EXPECTED, Coming.OVERDUE) and not day else {}
        return {"lately": to_epoch(self.now - LONGEST), **day, **today}
