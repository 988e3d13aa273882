"""Lists come a page at a time: `?limit=&cursor=`, and the cursor of the next page in the answer."""

from pydantic import Field

from sendback.shops.frozen import Frozen

MOST_AT_ONCE = 100


class PageQuery(Frozen):
    """Which page of a list."""

    limit: int = Field(default=50, ge=1, le=MOST_AT_ONCE, description="how many at most")
    cursor: str = Field(default="", max_length=64, description="`next_cursor` of the page before")
