"""What happened to a return, in plain words, from the journal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from sendback.journal.model import Event
from sendback.web.desk.writing import write_moment

_SENTENCES: Mapping[str, str] = {
    "return.requested": "Return requested",
    "return.authorized": "Approved",
    "return.declined": "Declined",
    "return.canceled": "Canceled",
    "label.created": "Label ready to print",
    "label.voided": "Label no longer valid",
}
_ACTORS: Mapping[str, str] = {"shopper": "the shopper", "policy": "the policy", "worker": "Sendback"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened: when, what, by whom."""

    at: str
    text: str
    actor: str


def tell(events: Sequence[Event], zone: tzinfo) -> list[Entry]:
    """Tell events oldest first; a kind without a sentence shows its own name, so that nothing is hidden."""
    return [
        Entry(write_moment(event.at, zone), _SENTENCES.get(event.type, event.type), _ACTORS.get(event.actor, event.actor))
        for event in events
    ]
