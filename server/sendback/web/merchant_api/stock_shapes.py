"""Stock as it is asked for, sent and told."""

from pydantic import BaseModel, ConfigDict, Field

from sendback.receiving.stock.model import Cause, Level, Move, StockReason
from sendback.receiving.stock.wishes import Deed, Place, Sku, Units
from sendback.shops.receiving import Condition
from sendback.web.merchant_api.many import MOST, Piece, Told
from sendback.web.merchant_api.paging import PageQuery
from sendback.web.merchant_api.shapes import Moment, Shape


class StockQuery(PageQuery):
    """Which levels; all that is given must hold."""

    cursor: str = Field(default="", max_length=1000, description="`next_cursor` of the page before")
    sku: str = Field(default="", max_length=64)
    place: str | None = Field(default=None, max_length=40, description="empty: what lies at no named place")
    condition: Condition | None = None


class MoveQuery(PageQuery):
    """Which moves."""

    sku: str = Field(default="", max_length=64, description="only of this SKU")


class LevelShape(Shape):
    """How much of a SKU lies at a place in a condition; below zero where a finding was taken back of what is gone."""

    sku: str
    place: str
    condition: Condition
    quantity: int
    updated_at: Moment


class LevelPage(Shape):
    """A page of levels, by SKU, place and condition; emptied ones are left out."""

    data: list[LevelShape]
    next_cursor: str | None


class MoveShape(Shape):
    """One move, never changed; `quantity` is signed, 0 where a count found what was known."""

    move_id: str
    sku: str
    place: str
    condition: Condition
    quantity: int
    because: Cause
    reason: StockReason | None
    return_id: str | None
    made_at: Moment


class MovePage(Shape):
    """A page of moves, newest first."""

    data: list[MoveShape]
    next_cursor: str | None


class SentMove(Piece):
    """One thing to do: `count` says how many lie there, `add` and `take` change that, `move` leads elsewhere."""

    kind: Deed
    sku: Sku
    place: Place = ""
    condition: Condition
    quantity: Units
    to_place: Place | None = Field(default=None, description="for a move: the other place")
    to_condition: Condition | None = Field(default=None, description="for a move: the other condition, never `sellable`")
    reason: StockReason | None = None


class SentMoves(BaseModel):
    """Up to 200 things to do."""

    model_config = ConfigDict(extra="forbid")
    moves: list[SentMove] = Field(min_length=1, max_length=MOST)


class StockTold(Told):
    """What became of one: the moves it took."""

    moves: list[MoveShape]


class StocksTold(Shape):
    """What became of each, in the order in which they were sent."""

    results: list[StockTold]


def describe_level(level: Level) -> LevelShape:
    """Write a level."""
    spot = level.spot
    return LevelShape(
        sku=spot.sku, place=spot.place, condition=spot.condition, quantity=level.quantity, updated_at=level.updated_at
    )


def describe_move(move: Move) -> MoveShape:
    """Write a move."""
    names = ("move_id", "quantity", "because", "reason", "return_id", "made_at")
    return MoveShape(
        **{name: getattr(move, name) for name in names},
        sku=move.spot.sku,
        place=move.spot.place,
        condition=move.spot.condition,
    )
