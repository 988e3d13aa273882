"""Whether a page still shows how things stand: a form names the last change that its page knew of."""

from collections.abc import Sequence

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.journal.model import Event
from sendback.journal.store import list_events
from sendback.returns.moving import find_decided, say_decided
from sendback.shops.actors import name_actor
from sendback.web.desk.event_words import say_event

_NO_CHANGE = frozenset(
    {
        "return.noted",
        "return.unnoted",
        "return.written",
        "return.word_received",
        "return.words_read",
        "return.escalated",
        "parcel.in_transit",
        "parcel.delivered",
    }
)


def mark_page(events: Sequence[Event]) -> int:
    """Mark a page with the last change of its return; 0 where there is none."""
    return next((event.subject_seq for event in reversed(events) if _is_change(event)), 0)


def refuse_stale(tx: Tx, shop_id: str, return_id: str, seen: str, actor: str) -> None:
    """Refuse what was decided on an older state, with who changed it; whatever one did oneself is no surprise."""
    if not (seen.isascii() and seen.isdigit() and len(seen) <= 9):
        return
    events = list_events(tx, shop_id, return_id)
    newer = [event for event in events if event.subject_seq > int(seen) and _is_change(event) and event.actor != actor]
    if newer:
        raise Problem(Code.STATUS_CONFLICT, f"{_say_change(tx, shop_id, newer[-1])} Nothing of yours was done yet.")


def _say_change(tx: Tx, shop_id: str, last: Event) -> str:
    decided = find_decided(tx, shop_id, last.subject)
    if decided and last.type == f"return.{decided.status.value}":
        return say_decided(decided)
    return f"{name_actor(tx, shop_id, last.actor)} was here meanwhile: {say_event(last).lower()}."


def _is_change(event: Event) -> bool:
    return event.type.startswith(("return.", "parcel.", "photos.")) and event.type not in _NO_CHANGE
