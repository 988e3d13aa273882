"""What is decided about a return: approve, decline, cancel."""

from flask import Response
from pydantic import Field

from sendback.database.model import Tx
from sendback.errors import Code
from sendback.returns import deciding
from sendback.returns.deciding import MOST_REASON
from sendback.returns.decline_reasons import PRESETS, DeclineReason
from sendback.returns.model import Return
from sendback.shops.frozen import Frozen
from sendback.shops.scopes import Scope
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.finding import change_return
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.return_shapes import ReturnDetail


class Declining(Frozen):
    """Why: a sentence at hand in the shopper's language, your own, or both; the shopper reads it."""

    preset: str = Field(default="", json_schema_extra={"enum": ["", *PRESETS]})
    reason: str = Field(default="", max_length=MOST_REASON)


def approve(asked: Asked[None, None], rma: str) -> Response:
    """Authorize a return that waits; its label is mailed, or the items may be kept where the policy says so."""
    return change_return(asked, rma, lambda tx, item: deciding.approve(tx, item.shop_id, item.return_id, asked.actor, asked.now))


def decline(asked: Asked[Declining, None], rma: str) -> Response:
    """Decline a return that waits; its units may be returned again, and the shopper is mailed the reason."""
    reason = DeclineReason(asked.body.preset, asked.body.reason)

    def work(tx: Tx, item: Return) -> None:
        said = reason.write(asked.shop.settings.words(item.language))
        deciding.decline(tx, item.shop_id, item.return_id, said, asked.actor, asked.now)

    return change_return(asked, rma, work)


def cancel(asked: Asked[None, None], rma: str) -> Response:
    """Take a return back before anything arrived; its label is void and its units may be returned again."""
    return change_return(asked, rma, lambda tx, item: deciding.cancel(tx, item.shop_id, item.return_id, asked.actor, asked.now))


_PROBLEMS = (Code.NOT_FOUND, Code.STATUS_CONFLICT)
OPERATIONS = (
    Operation(
        "POST", "/returns/{rma}/approve", "approve", "Approve a return", approve, Scope.RETURNS_WRITE, "Returns",
        answers={200: ReturnDetail}, problems=(*_PROBLEMS, Code.INVALID_FIELDS), takes_match=True,
    ),
    Operation(
        "POST", "/returns/{rma}/decline", "decline", "Decline a return", decline, Scope.RETURNS_WRITE, "Returns",
        body=Declining, answers={200: ReturnDetail}, problems=_PROBLEMS, takes_match=True,
    ),
    Operation(
        "POST", "/returns/{rma}/cancel", "cancel", "Cancel a return", cancel, Scope.RETURNS_WRITE, "Returns",
        answers={200: ReturnDetail}, problems=_PROBLEMS, takes_match=True,
    ),
)  # fmt: skip
