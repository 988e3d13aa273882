"""What happened to a return, in plain words, from the journal: the newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sendback.database.model import Tx
from sendback.journal.model import Event
from sendback.returns.approval_links import mark_approver
from sendback.shops.actors import name_actors
from sendback.shops.model import Shop
from sendback.web.desk.age import say_age
from sendback.web.desk.event_words import say_event
from sendback.web.moments import write_moment

_AT_ONCE = {
    "return.authorized": "your rules",
    "return.closed": "your rules",
    "refund.due": "your rules",
    "label.created": "Sendback",
}
"""Who really did what followed by itself from a shopper's request."""

_TONES = {"mail": "mail", "errand": "mail", "refund": "money", "label": "paper", "code": "paper", "parcel": "paper"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened: when, what, by whom; `details` say what exactly, where there is more to say."""

    at: str
    iso: str
    ago: str
    text: str
    actor: str
    tone: str
    details: Sequence[str] = ()


def tell(
    events: Sequence[Event],
    zone: tzinfo,
    names: Mapping[str, str],
    now: datetime,
    details: Mapping[int, Sequence[str]] | None = None,
) -> list[Entry]:
    """Tell events, the newest first; `names` says who stands behind each actor, `details` what is known by an event's place."""
    return [_tell(event, zone, names, now, (details or {}).get(event.seq, ())) for event in reversed(events)]


def name_everybody(tx: Tx, shop: Shop, events: Sequence[Event], shows_mail: bool = True) -> dict[str, str]:
    """Name the actors of events; approvers, whom the journal knows by a mark only, by their address where it may be seen."""
    named = dict(name_actors(tx, shop.shop_id, {event.actor for event in events}))
    if not shows_mail:
        return {**named, **{actor: "An approver" for actor in named if actor.startswith("approver ")}}
    return {**named, **name_approvers(shop)}


def name_approvers(shop: Shop) -> dict[str, str]:
    """Name the approvers of today by the actor that the journal keeps for them."""
    return {f"approver {mark_approver(shop.shop_id, email)}": f"{email}, by mail" for email in shop.settings.desk.approvers}


def _tell(event: Event, zone: tzinfo, names: Mapping[str, str], now: datetime, details: Sequence[str]) -> Entry:
    by_itself = _AT_ONCE.get(event.type) if event.actor == "shopper" else None
    return Entry(
        at=write_moment(event.at, zone),
        iso=event.at.isoformat(),
        ago=f"{say_age(event.at, now)} ago",
        text=say_event(event),
        actor=by_itself or names.get(event.actor, event.actor),
        tone="bad" if event.type.endswith((".failed", ".bounced")) else _TONES.get(event.type.partition(".")[0], ""),
        details=details,
    )
