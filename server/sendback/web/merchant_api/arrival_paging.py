"""Pages of what was taken in and found: of one return or of all, newest first."""

from datetime import datetime

from pydantic import Field

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.errors import refuse_field
from sendback.receiving.listing_store import Mark
from sendback.web.merchant_api.finding import get_by_rma
from sendback.web.merchant_api.paging import PageQuery

_MOST_DIGITS = 15


class ArrivalQuery(PageQuery):
    """Which page, and of which return."""

    cursor: str = Field(default="", max_length=100, description="`next_cursor` of the page before")
    rma: str = Field(default="", max_length=40, description="only of this return")


def write_mark(made_at: datetime, own_id: str) -> str:
    """Write where a page ends."""
    return f"{to_epoch(made_at)}.{own_id}"


def read_mark(text: str) -> Mark | None:
    """Read where the page before ended; None for the beginning."""
    if not text:
        return None
    seconds, _, own_id = text.partition(".")
    if not (seconds.isascii() and seconds.isdecimal() and len(seconds) <= _MOST_DIGITS and own_id) or "\0" in own_id:
        raise refuse_field("cursor", "format", "Give the next_cursor of the answer before.")
    return int(seconds), own_id


def find_wanted(tx: Tx, shop_id: str, query: ArrivalQuery) -> str:
    """Find the return that is asked for; empty where all are."""
    return get_by_rma(tx, shop_id, query.rma).return_id if query.rma else ""
