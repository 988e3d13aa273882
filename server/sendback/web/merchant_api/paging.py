"""Lists come a page at a time: `?limit=&cursor=`, and the cursor of the next page in the answer."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from pydantic import Field

from sendback.shops.frozen import Frozen

MOST_AT_ONCE = 100
Item = TypeVar("Item")


class PageQuery(Frozen):
    """Which page of a list."""

    limit: int = Field(default=50, ge=1, le=MOST_AT_ONCE, description="how many at most")
    cursor: str = Field(default="", max_length=64, description="`next_cursor` of the page before")


def cut_page(found: Sequence[Item], limit: int, mark: Callable[[Item], str]) -> tuple[Sequence[Item], str | None]:
    """Cut what was found, one more than was asked for, to a page and the cursor of the next: None where there is none."""
    page = found[:limit]
    return page, mark(page[-1]) if len(found) > limit else None
