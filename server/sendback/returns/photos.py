"""The photos of a return: sent before it is made, tied to its lines when it is, shown to nobody but the shop's people."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sendback.database.ids import new_id

MOST_A_LINE: Final = 3
MOST_ADDED: Final = 6
"""Photos of a return as a whole, sent while it waits for the shop."""

DAY: Final = timedelta(days=1)
MOST_A_DAY: Final = 20
"""Photos sent for one order within a day, used or not."""

UNUSED_LIFE: Final = timedelta(days=1)
"""How long a photo waits for the return it was sent for; no shorter than what they are counted over."""


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo: whose proof let it in, where it is kept, what it belongs to; no `line_id` means the whole return."""

    shop_id: str
    photo_id: str
    order_id: str
    name: str
    created_at: datetime
    return_id: str = ""
    line_order_id: str = ""
    line_id: str = ""


def plan_photo(shop_id: str, order_id: str, now: datetime) -> Photo:
    """Name a photo that is about to be kept: all below one prefix, so that a bucket can have a rule for photos alone."""
    photo_id = new_id()
    return Photo(shop_id, photo_id, order_id, f"photos/{shop_id}/{now:%Y/%m}/{photo_id}.jpg", now)
