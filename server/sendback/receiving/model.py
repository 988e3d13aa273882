"""A box that was taken in, and what was found in it."""

from dataclasses import dataclass
from datetime import datetime

from sendback.shops.receiving import Condition, Disposition, Outcome


@dataclass(frozen=True, slots=True)
class By:
    """Who did something at the dock: the journal's actor, the device (its home shop and id) or nothing, when by their clock."""

    actor: str
    seen_at: datetime
    device: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One box that was taken in. It is of no return while nobody knows whose it is: then `code` is what was read on it."""

    shop_id: str
    receipt_id: str
    return_id: str | None
    parcel: int | None
    warehouse: str
    code: str
    weight_g: int | None
    note: str
    device: str
    made_by: str
    made_at: datetime
    seen_at: datetime
    joined_at: datetime | None = None
    undone_at: datetime | None = None

    @property
    def is_unknown(self) -> bool:
        """Say whether nobody knows yet whose box it is."""
        return self.return_id is None


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found of some units of a line; an empty `line_id` is something that nobody announced.

    `suggested` and `rule` are what the shop's rules named, `reason` is why the worker chose another disposition: a usual one by
    its code. The disposition is None for what is missing. `recovered_minor` is what all these units still bring, where somebody
    said.
    """

    shop_id: str
    inspection_id: str
    return_id: str
    order_id: str
    line_id: str
    sku: str
    title: str
    outcome: Outcome
    quantity: int
    grade: str
    disposition: Disposition | None
    suggested: Disposition | None
    rule: str
    reason: str
    warehouse: str
    place: str
    condition: Condition | None
    recovered_minor: int | None
    currency: str
    note: str
    device: str
    made_by: str
    made_at: datetime
    seen_at: datetime
    undone_at: datetime | None = None

    @property
    def is_here(self) -> bool:
        """Say whether there is a thing that lies somewhere now."""
        return self.outcome is not Outcome.MISSING
