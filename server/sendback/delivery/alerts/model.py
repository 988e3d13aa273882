"""What an alert is about, since when, and until when somebody wants to hear nothing of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AlertKind(StrEnum):
    """What does not move on; each is also the name of its days in the shop's `AlertSetting`."""

    UNDECIDED = "undecided"
    WITHDRAWAL = "withdrawal"
    UNUSED = "unused"
    STUCK = "stuck"
    REFUND = "refund"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing that does not move on.

    `subject` is the id of a return or a withdrawal, with `/` and the box where it is about one; `number` is the return's, or
    that of the order a withdrawal names. `until` is when it is shown again, for one that was put off.
    """

    kind: AlertKind
    subject: str
    number: str
    since: datetime
    until: datetime | None = None

    @property
    def about(self) -> str:
        """The id of the return or withdrawal."""
        return self.subject.partition("/")[0]

    @property
    def box(self) -> int:
        """The box it is about, the first where it is about none."""
        return int(self.subject.partition("/")[2] or 1)
