"""How far a device's copy of what is expected goes: a mark that it keeps and shows, good after restarts on either side."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sendback.shops.model import Shop

START: Final = "~"
"""Behind every id: where the walk begins, with the newest."""
_MOST_CHARACTERS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Place:
    """How far one shop was told: the journal's event up to which, the return down to which (empty once all were told).

    `setting` marks the rules that the suggestions were made by; `many` and `size` count what was sent of it.
    """

    seq: int
    before: str
    setting: str
    many: int = 0
    size: int = 0
    is_cut: bool = False

    @property
    def is_walked(self) -> bool:
        """Say whether all that is expected was told, or as much as a device holds."""
        return not self.before


@dataclass(frozen=True, slots=True)
class Cursor:
    """The places in all shops, by their ids."""

    places: Mapping[str, Place] = field(default_factory=dict)

    def put(self, shop_id: str, place: Place) -> "Cursor":
        """Move on in one shop."""
        return replace(self, places={**self.places, shop_id: place})


def mark_setting(shop: Shop, form: int) -> str:
    """Mark the form in which things are told and the rules by which they are suggested: once they change, all held is stale."""
    return hashlib.sha256(f"{form} {shop.settings.receiving.model_dump_json()}".encode()).hexdigest()[:12]


def write_cursor(cursor: Cursor) -> str:
    """Write a cursor as a device keeps it; there is nothing secret in it."""
    rows = {
        shop_id: [place.seq, place.before, place.setting, place.many, place.size, int(place.is_cut)]
        for shop_id, place in cursor.places.items()
    }
    return base64.urlsafe_b64encode(json.dumps(rows, separators=(",", ":")).encode()).decode().rstrip("=")


def read_cursor(text: str) -> Cursor:
    """Read a cursor; what is none, or is of another version, begins anew."""
    try:
        raw = json.loads(base64.urlsafe_b64decode(text[:_MOST_CHARACTERS] + "=" * (-len(text) % 4)))
        return Cursor({str(shop_id): _read_place(*row) for shop_id, row in raw.items()})
    except (ValueError, TypeError, AttributeError, RecursionError):
        return Cursor()


def _read_place(seq: Any, before: Any, setting: Any, many: Any, size: Any, is_cut: Any) -> Place:
    if not all(type(each) is int and 0 <= each < 2**53 for each in (seq, many, size)):
        raise ValueError("counts are whole numbers")
    if not re.fullmatch(r"[0-9A-Z]{26}|~?", str(before), re.ASCII):
        raise ValueError("a walk goes on below a return")
    return Place(seq, str(before), str(setting)[:12], many, size, bool(is_cut))
