"""What somebody says of stock, at the desk, in a file or through the API."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from sendback.receiving.stock.model import Spot, StockReason
from sendback.shops.frozen import Frozen
from sendback.shops.receiving import Condition
from sendback.shops.text import clean_line

MOST_UNITS = 1_000_000
MOST_SKU, MOST_PLACE = 64, 40


def _is_clean(text: str) -> str:
    if clean_line(text) != text:
        raise ValueError("has spaces around it, or characters that cannot be printed")
    return text


Sku = Annotated[str, Field(min_length=1, max_length=MOST_SKU), AfterValidator(_is_clean)]
Place = Annotated[str, Field(max_length=MOST_PLACE), AfterValidator(_is_clean)]
Units = Annotated[int, Field(ge=0, le=MOST_UNITS)]


class Deed(StrEnum):
    """What is to be done."""

    COUNT = "count"
    """So many lie there, whatever was known."""
    ADD = "add"
    TAKE = "take"
    """Out of the stock."""
    MOVE = "move"
    """To another place, or into another condition."""


class StockWish(Frozen):
    """One thing to be done to what lies at a spot; `to_place` and `to_condition` are for a move, empty where they stay."""

    kind: Deed
    sku: Sku
    place: Place = ""
    condition: Condition
    quantity: Units
    to_place: Place | None = None
    to_condition: Condition | None = None
    reason: StockReason | None = None

    @property
    def spot(self) -> Spot:
        """The spot that it is about."""
        return Spot(self.sku, self.place, self.condition)

    @property
    def target(self) -> Spot:
        """Where a move leads."""
        place = self.place if self.to_place is None else self.to_place
        return Spot(self.sku, place, self.to_condition or self.condition)
