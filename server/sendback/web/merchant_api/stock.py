"""What lies where: read it, and tell of what your own systems did to it."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from sendback.database.model import Tx
from sendback.errors import Code, refuse_field
from sendback.receiving.stock.changing import change_stock
from sendback.receiving.stock.listing_store import Wanted
from sendback.receiving.stock.listing_store import list_levels as read_levels
from sendback.receiving.stock.marks import read_mark, write_mark
from sendback.receiving.stock.model import Spot
from sendback.receiving.stock.move_store import list_latest_moves, list_moves_of
from sendback.receiving.stock.wishes import StockWish
from sendback.shops.scopes import Scope
from sendback.web.merchant_api.answers import as_answer
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.many import MOST_BYTES, Many, answer_each
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.stock_shapes import (
    LevelPage,
    MovePage,
    MoveQuery,
    SentMove,
    SentMoves,
    StockQuery,
    StocksTold,
    describe_level,
    describe_move,
)
from sendback.web.paging import cut_page

_MANY = Many("moves", SentMove, {"moves": []})


def list_levels(asked: Asked[None, StockQuery]) -> Response:
    """List what lies where, by SKU, place and condition."""
    query, after = asked.query, _read_cursor(asked.query.cursor)
    place = query.place.replace("\0", "") if query.place is not None else None
    wanted = Wanted(query.sku.replace("\0", ""), place=place, condition=query.condition)
    found = asked.context.database.read(read_levels, asked.shop.shop_id, wanted, after, query.limit + 1)
    page, more = cut_page(found, query.limit, lambda level: write_mark(level.spot))
    return as_answer(LevelPage(data=[describe_level(level) for level in page], next_cursor=more))


def list_moves(asked: Asked[None, MoveQuery]) -> Response:
    """List what moved, newest first."""
    query = asked.query
    sku, before = query.sku.replace("\0", ""), query.cursor.replace("\0", "")
    found = asked.context.database.read(list_latest_moves, asked.shop.shop_id, sku, before, query.limit + 1)
    page, more = cut_page(found, query.limit, lambda move: move.move_id)
    return as_answer(MovePage(data=[describe_move(move) for move in page], next_cursor=more))


def change_levels(asked: Asked[dict[str, Any], None]) -> tuple[Response, int]:
    """Count, add, take or move up to 200 times; one that cannot be is told, the rest is done."""
    shop_id = asked.shop.shop_id

    def do(tx: Tx, own_id: str, piece: SentMove) -> tuple[bool, Mapping[str, Any]]:
        subject = f"api:{own_id}"
        before = list_moves_of(tx, shop_id, subject)
        wish = StockWish(**piece.model_dump(exclude={"id"}))
        moves = before or change_stock(tx, shop_id, wish, subject, asked.actor, asked.now)
        return bool(before), {"moves": [describe_move(move).model_dump(mode="json") for move in moves]}

    return answer_each(asked, _MANY, do)


def _read_cursor(text: str) -> Spot | None:
    after = read_mark(text)
    if text and after is None:
        raise refuse_field("cursor", "format", "Give the next_cursor of the answer before.")
    return after


OPERATIONS = (
    Operation(
        "GET", "/stock", "list_levels", "List stock", list_levels, Scope.STOCK_READ, "Stock",
        query=StockQuery, answers={200: LevelPage}, problems=(Code.INVALID_FIELDS,),
    ),
    Operation(
        "GET", "/stock/moves", "list_moves", "List moves of stock", list_moves, Scope.STOCK_READ, "Stock",
        query=MoveQuery, answers={200: MovePage},
    ),
    Operation(
        "POST", "/stock", "change_levels", "Count, add, take, move", change_levels, Scope.STOCK_WRITE, "Stock",
        body=SentMoves, takes_pieces=True, most_bytes=MOST_BYTES, answers={200: StocksTold}, is_creating=True,
        problems=(Code.INVALID_FIELDS,),
    ),
)  # fmt: skip
