"""The lines of a return that waits: changed, or let in whatever the policy says."""

from typing import Any

from flask import Response, jsonify
from pydantic import Field

from sendback.database.model import Tx
from sendback.errors import Code, refuse_field
from sendback.orders.store import get_order
from sendback.returns.deciding import MOST_REASON
from sendback.returns.editing import LineEdit, edit_lines
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.returns.model import LineRequest, Return, ReturnLine
from sendback.returns.overriding import override
from sendback.returns.store import get_return
from sendback.shops.frozen import Frozen
from sendback.shops.resolutions import Resolution
from sendback.shops.scopes import Scope
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.describing import read_detail
from sendback.web.merchant_api.finding import change_return, get_by_rma
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.order_reading import get_by_number
from sendback.web.merchant_api.return_shapes import ReturnDetail


class LineChange(Frozen):
    """How a line is to be from now on; what is not said stays. A quantity of 0 takes it out."""

    id: str = Field(min_length=1, max_length=64)
    order_number: str = Field(default="", max_length=64, description="needed where two orders have a line of this id")
    quantity: int | None = Field(default=None, ge=0, le=9999)
    reason: str | None = Field(default=None, min_length=1, max_length=40)
    sub_reason: str | None = Field(default=None, max_length=40)
    resolution: Resolution | None = None
    fee_minor: int | None = Field(default=None, ge=0, le=10**9)


class LinesChange(Frozen):
    """Which lines change, and `why`: the shopper reads it, and it is needed where they get another thing."""

    lines: list[LineChange] = Field(min_length=1, max_length=500)
    why: str = Field(default="", max_length=MOST_REASON)


class LetIn(Frozen):
    """A line of one of the return's orders that is let in whatever the policy says; `override` says why, and stays."""

    id: str = Field(min_length=1, max_length=64)
    order_number: str = Field(default="", max_length=64)
    quantity: int = Field(ge=1, le=9999)
    reason: str = Field(min_length=1, max_length=40)
    sub_reason: str = Field(default="", max_length=40)
    override: str = Field(min_length=1, max_length=MOST_REASON)


def change_lines(asked: Asked[LinesChange, None], rma: str) -> Response:
    """Change lines of a return that waits: quantity, reason, resolution, fee. The shopper is mailed what changes for them."""

    def work(tx: Tx, item: Return) -> None:
        edits = [_edit(tx, item, place, change) for place, change in enumerate(asked.body.lines)]
        edit_lines(tx, item.shop_id, item.return_id, edits, asked.body.why, asked.actor, asked.now)

    return change_return(asked, rma, work)


def add_line(asked: Asked[LetIn, None], rma: str) -> tuple[Response, int]:
    """Let a line in that the policy refuses, or whose window has closed, on your word; the reason stays with the return."""
    answer = asked.context.database.write(_add_once, asked, rma)
    return jsonify(answer.body), answer.status


def _add_once(tx: Tx, asked: Asked[LetIn, None], rma: str) -> Answer:
    item, body = get_by_rma(tx, asked.shop.shop_id, rma), asked.body

    def work() -> Answer:
        order_id = get_by_number(tx, item.shop_id, body.order_number).order_id if body.order_number else item.order_id
        line = LineRequest(body.id, body.quantity, body.reason, order_id=order_id, sub_reason=body.sub_reason)
        override(tx, item.shop_id, item.return_id, line, body.override, asked.actor, asked.now)
        return Answer(201, {})

    scope, sent = f"override/{item.return_id}", body.model_dump(mode="json")
    kept = answer_once(tx, item.shop_id, scope, asked.key, sent, asked.now, work)
    told = read_detail(tx, asked.context.settings.base_url, get_return(tx, item.shop_id, item.return_id))
    return Answer(kept.status, told.model_dump(mode="json"))


def _edit(tx: Tx, item: Return, place: int, change: LineChange) -> LineEdit:
    line = _find_line(item, place, change)
    said = {name: value for name, value in change.model_dump(exclude={"id", "order_number"}).items() if value is not None}
    names = ("quantity", "reason", "sub_reason", "resolution", "fee_minor")
    values: dict[str, Any] = {**{name: getattr(line, name) for name in names}, **said}
    if "reason" in said and "sub_reason" not in said:
        values["sub_reason"] = ""
    currency = line.fee_currency or get_order(tx, item.shop_id, line.order_id).currency or "EUR"
    return LineEdit(line.order_id, line.line_id, **values, fee_currency=currency)


def _find_line(item: Return, place: int, change: LineChange) -> ReturnLine:
    numbers = (change.order_number,) if change.order_number else item.order_numbers
    found = [line for line in item.lines if line.line_id == change.id and line.order_number in numbers]
    if len(found) != 1:
        raise refuse_field(f"lines.{place}.id", "unknown", "Name one line of this return, with its order where two fit.")
    return found[0]


_PROBLEMS = (Code.NOT_FOUND, Code.STATUS_CONFLICT, Code.QUANTITY_GONE)
OPERATIONS = (
    Operation(
        "PATCH", "/returns/{rma}/lines", "change_lines", "Change lines", change_lines, Scope.RETURNS_WRITE, "Returns",
        body=LinesChange, answers={200: ReturnDetail}, problems=_PROBLEMS, takes_match=True,
    ),
    Operation(
        "POST", "/returns/{rma}/lines", "add_line", "Let a line in", add_line, Scope.RETURNS_WRITE, "Returns",
        body=LetIn, answers={201: ReturnDetail}, problems=_PROBLEMS, is_creating=True,
    ),
)  # fmt: skip
