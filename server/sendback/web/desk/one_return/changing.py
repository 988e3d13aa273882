"""The forms that change the lines of a return that waits, and let another one in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sendback.orders.model import Order
from sendback.returns.model import Return, ReturnLine, Status
from sendback.returns.naming import RESOLUTIONS, list_reasons, name_reason
from sendback.returns.sentences import say_decision
from sendback.shops.model import Shop
from sendback.shops.resolutions import Resolution
from sendback.web.desk.one_return.talk import Addable
from sendback.words.amounts import write_amount
from sendback.words.catalogue import words_for

_ENGLISH = words_for("en")


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line as the form begins with it."""

    key: str
    title: str
    quantity: int
    reason: str
    reasons: Mapping[str, str]
    resolution: str
    fee: str


@dataclass(frozen=True, slots=True)
class Change:
    """Both forms: the lines there are, and those that could be let in with what the policy says of each."""

    lines: Sequence[ChangeLine]
    resolutions: Mapping[Resolution, str]
    currency: str
    addable: Sequence[tuple[str, str]]
    reasons: Mapping[str, str]


def show_change(shop: Shop, item: Return, order: Order, addable: Sequence[Addable]) -> Change | None:
    """Prepare the forms; None once the return no longer waits."""
    if item.status is not Status.REQUESTED:
        return None
    reasons, currency = list_reasons(shop.settings), order.currency or "EUR"
    offered = dict.fromkeys((*shop.settings.resolutions, *(line.resolution for line in item.lines)))
    return Change(
        lines=[_line(shop, line, reasons, currency) for line in item.lines],
        resolutions={resolution: RESOLUTIONS[resolution] for resolution in offered},
        currency=currency,
        addable=[
            (
                f"{of.order_id}/{ware.line_id}",
                f"{ware.title} ({ware.left} left): {say_decision(shop.settings, decision, _ENGLISH)}",
            )
            for of, ware, decision in addable
        ],
        reasons=reasons,
    )


def _line(shop: Shop, line: ReturnLine, reasons: Mapping[str, str], currency: str) -> ChangeLine:
    code = f"{line.reason}/{line.sub_reason}" if line.sub_reason else line.reason
    return ChangeLine(
        key=f"{line.order_id}/{line.line_id}",
        title=line.title,
        quantity=line.quantity,
        reason=code,
        reasons=reasons if code in reasons else {code: name_reason(shop.settings, line), **reasons},
        resolution=line.resolution.value,
        fee=write_amount(line.fee_minor, currency),
    )
