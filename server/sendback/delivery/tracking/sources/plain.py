"""Plain JSON: events under `events`, as the API takes them too."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from sendback.carriers.model import Milestone, TrackingEvent
from sendback.delivery.tracking.naming_store import Named
from sendback.delivery.tracking.pushing import MOST_AT_ONCE, Word

Text = Annotated[str, Field(max_length=200)]
Number = Annotated[str, Field(max_length=80)]


class SentEvent(BaseModel):
    """One thing told of a box, which is named by its tracking number, by its reference, or by its return's number and its own.

    Without `at` it is told of now; `expected_on` is the day on which the carrier means to deliver.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    tracking_number: Number = ""
    reference: Number = ""
    rma: Number = ""
    parcel: Annotated[int, Field(ge=1, le=99)] = 1
    milestone: Milestone
    at: AwareDatetime | None = None
    text: Text = ""
    place: Text = ""
    expected_on: date | None = None

    @property
    def as_word(self) -> Word:
        """Give it as it is heard."""
        at: datetime | None = self.at
        named = Named(self.tracking_number, self.reference, self.rma, self.parcel)
        return Word(named, TrackingEvent(at, self.milestone, self.text, self.place, self.expected_on))


class SentEvents(BaseModel):
    """Up to 500 of them."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    events: Annotated[list[SentEvent], Field(min_length=1, max_length=MOST_AT_ONCE)]


def read_plain(told: Mapping[str, Any]) -> Sequence[Word]:
    """Read the events of a message."""
    try:
        return [event.as_word for event in SentEvents.model_validate(told).events]
    except ValidationError as fault:
        first = fault.errors()[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))} does not fit") from None
