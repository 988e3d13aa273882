"""Returns out: one, or those that are looked for."""

from flask import Response
from pydantic import AwareDatetime, Field

from sendback.database.model import Tx
from sendback.errors import Code
from sendback.returns.following_store import ReturnsWanted, follow_returns, mark_return
from sendback.returns.model import Status
from sendback.shops.scopes import Scope
from sendback.web.merchant_api.answers import as_answer, as_resource
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.describing import read_boxes, read_detail
from sendback.web.merchant_api.finding import get_by_rma
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.paging import PageQuery
from sendback.web.merchant_api.return_shapes import ReturnDetail, ReturnPage, ReturnShape, describe_return
from sendback.web.paging import cut_page


class ReturnQuery(PageQuery):
    """All that is given must hold; with `updated_since` the oldest change comes first, else the newest return."""

    status: Status | None = Field(default=None, description="where it stands")
    order: str = Field(default="", max_length=64, description="the number of one of its orders, however it is written")
    sku: str = Field(default="", max_length=64, description="what is in it")
    created_since: AwareDatetime | None = Field(default=None, description="made at that moment or later")
    updated_since: AwareDatetime | None = Field(default=None, description="changed at that moment or later")


def list_returns(asked: Asked[None, ReturnQuery]) -> Response:
    """List returns, a page at a time. To follow along, ask with `updated_since` and go on from the last `updated_at` seen."""
    query = asked.query
    wanted = ReturnsWanted(query.status, query.order, query.sku, query.created_since, query.updated_since, query.cursor)
    return as_answer(asked.context.database.read(_read_page, asked.shop.shop_id, wanted, query.limit))


def show_return(asked: Asked[None, None], rma: str) -> Response:
    """Show one return: lines with the decision on each, boxes, links and what happened so far."""

    def read(tx: Tx) -> ReturnDetail:
        return read_detail(tx, asked.context.settings.base_url, get_by_rma(tx, asked.shop.shop_id, rma))

    return as_resource(asked.context.database.read(read))


def _read_page(tx: Tx, shop_id: str, wanted: ReturnsWanted, limit: int) -> ReturnPage:
    page, more = cut_page(follow_returns(tx, shop_id, wanted, limit + 1), limit, lambda item: mark_return(item, wanted))
    told: list[ReturnShape] = [describe_return(item, read_boxes(tx, item)) for item in page]
    return ReturnPage(data=told, next_cursor=more)


OPERATIONS = (
    Operation(
        "GET", "/returns", "list_returns", "List returns", list_returns, Scope.RETURNS_READ, "Returns",
        query=ReturnQuery, answers={200: ReturnPage},
    ),
    Operation(
        "GET", "/returns/{rma}", "show_return", "Show a return", show_return, Scope.RETURNS_READ, "Returns",
        answers={200: ReturnDetail}, problems=(Code.NOT_FOUND,), has_etag=True,
    ),
)  # fmt: skip
