"""The terms of returns as the settings hold them, and who decides at the desk."""

from typing import Annotated, Literal

from pydantic import Field

from sendback.shops.frozen import Frozen
from sendback.shops.options import Minor
from sendback.shops.resolutions import RefundMoment

Day = Literal["ordered", "shipped", "delivered"]
MailAddress = Annotated[str, Field(max_length=254, pattern=r"^[^@\s,;<>\x00-\x1f]+@[^@\s,;<>\x00-\x1f]+$")]


class ThresholdSetting(Frozen):
    """From how many on a fact sends a return to approval; None never does. `days` is how far back a person's are counted."""

    days: int = Field(default=90, ge=1, le=730)
    returns_of_order: int | None = Field(default=None, ge=1, le=1000)
    returns_of_person: int | None = Field(default=None, ge=1, le=1000)
    value_of_person_minor: Minor | None = None
    names_at_address: int | None = Field(default=None, ge=2, le=1000)


class PolicySetting(Frozen):
    """The terms where no rule says otherwise, and the whole policy as its owner writes it (TOML, `policy/reading.py`)."""

    window_days: int = Field(default=30, ge=0, le=3650)
    window_from: Day = "delivered"
    grace_days: int = Field(default=3, ge=0, le=365)
    approval: Literal["all", "none"] = "all"
    non_returnable_skus: tuple[Annotated[str, Field(min_length=1, max_length=64)], ...] = Field(default=(), max_length=1000)
    refund_due: RefundMoment = "receipt"
    thresholds: ThresholdSetting = ThresholdSetting()
    text: str = Field(default="", max_length=500_000)


class DeskSetting(Frozen):
    """Who is mailed when a return waits for a decision, and after how many days again; 0 never reminds."""

    approvers: tuple[MailAddress, ...] = Field(default=(), max_length=10)
    remind_after_days: int = Field(default=3, ge=0, le=90)


AlertDays = Annotated[int, Field(ge=0, le=365)]


class AlertSetting(Frozen):
    """After how many days the desk is told of what does not move on; None never tells."""

    undecided: AlertDays | None = 2
    withdrawal: AlertDays | None = 2
    unused: AlertDays | None = 14
    stuck: AlertDays | None = 10
    refund: AlertDays | None = 0
    message: AlertDays | None = 0
