"""Taking in what others tell of many boxes at once: each word by itself, and what names no box is said one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sendback.carriers.model import TrackingEvent
from sendback.database.model import Tx
from sendback.delivery.tracking.hearing import hear
from sendback.delivery.tracking.model import Source
from sendback.delivery.tracking.naming_store import Named, Unnamed, find_named
from sendback.returns.parcels import Parcel
from sendback.shops.model import Shop

MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Word:
    """One thing told, and of which box."""

    named: Named
    event: TrackingEvent


@dataclass(frozen=True, slots=True)
class Pushed:
    """What came of it: how much was new, how much was known, and by its place what names no box."""

    kept: int
    known: int
    unnamed: Sequence[tuple[int, Unnamed]]


def hear_many(tx: Tx, shop: Shop, words: Sequence[Word], source: Source, now: datetime) -> Pushed:
    """Hear what is told, in one order of locks for everybody: by the return it is about."""
    told: dict[tuple[str, int], tuple[Parcel, list[TrackingEvent]]] = {}
    meant = {named: find_named(tx, shop.shop_id, named) for named in {word.named for word in words}}
    unnamed = []
    for place, word in enumerate(words):
        found = meant[word.named]
        if isinstance(found, Unnamed):
            unnamed.append((place, found))
        else:
            told.setdefault((found.return_id, found.number), (found, []))[1].append(word.event)
    kept = sum(hear(tx, shop, *told[place], source, now).kept for place in sorted(told))
    return Pushed(kept, sum(len(events) for _, events in told.values()) - kept, unnamed)
