"""What people do with a withdrawal; none of it is a decision about the right itself."""

from collections.abc import Callable
from datetime import datetime

from flask import Response, request, url_for

from sendback.database.model import Tx
from sendback.errors import Code, FieldError, Problem
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.deciding import own_name
from sendback.web.desk.withdrawals.page import draw_withdrawal
from sendback.web.going import see_other
from sendback.withdrawals import handling, refunding
from sendback.withdrawals.going_back import make_return

_SHOWN_HERE = (Code.STATUS_CONFLICT, Code.INVALID_FIELDS, Code.QUANTITY_GONE)
Work = Callable[[Tx, str, datetime], object]


@needs(Action.DECIDE)
def tie_withdrawal(receipt: str) -> Response | str:
    """Tie a statement to the order whose number was typed."""
    number, person = request.form.get("number", "")[:200], own_name()
    return _do(receipt, "tied", lambda tx, shop_id, now: handling.tie_order(tx, shop_id, receipt, number, person, now))


@needs(Action.DECIDE)
def return_withdrawal(receipt: str) -> Response | str:
    """Make a return of the units that were chosen, and mail its label."""
    shop, person = own_shop(), own_name()
    typed = {name: text for name, text in request.form.items() if name.startswith("units.")}

    def work(tx: Tx, _: str, now: datetime) -> None:
        units = {name.removeprefix("units."): _read_units(name, text) for name, text in typed.items()}
        make_return(tx, shop, receipt, units, person, now)

    return _do(receipt, "returned", work)


@needs(Action.DECIDE)
def note_goods(receipt: str) -> Response | str:
    """Note that the goods, or proof that they were sent, arrived."""
    person = own_name()
    return _do(receipt, "goods", lambda tx, shop_id, now: refunding.note_goods(tx, shop_id, receipt, person, now))


@needs(Action.DECIDE)
def note_refund(receipt: str) -> Response | str:
    """Note that the money went back."""
    person = own_name()
    return _do(receipt, "refunded", lambda tx, shop_id, now: refunding.note_refund(tx, shop_id, receipt, person, now))


@needs(Action.DECIDE)
def finish_withdrawal(receipt: str) -> Response | str:
    """Be done with a statement, and with all others about its number where that was asked."""
    note, others, person = request.form.get("note", ""), bool(request.form.get("others")), own_name()
    return _do(receipt, "handled", lambda tx, shop_id, now: handling.finish(tx, shop_id, receipt, note, others, person, now))


def _do(receipt: str, done: str, work: Work) -> Response:
    context, shop = get_context(), own_shop()
    try:
        context.database.write(work, shop.shop_id, context.clock())
    except Problem as problem:
        if problem.code not in _SHOWN_HERE:
            raise
        return draw_withdrawal(shop, receipt, problem)
    return see_other(url_for("desk.show_withdrawal", receipt=receipt, done=done))


def _read_units(name: str, text: str) -> int:
    """Read how many of a line come back, none for nothing; what is no number is not taken for none."""
    typed = text.strip() or "0"
    if not (typed.isascii() and typed.isdigit() and len(typed) < 6):
        raise Problem(Code.INVALID_FIELDS, "Write a whole number.", errors=[FieldError(name, "format", "Write a whole number.")])
    return int(typed)
