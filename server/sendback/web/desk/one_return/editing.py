"""Changing the lines of a return that waits, and letting in one that the policy refused."""

import itertools
from collections.abc import Iterator, Mapping
from datetime import datetime

from flask import Response, request

from sendback.database.model import Tx
from sendback.errors import refuse_field
from sendback.orders.store import get_order
from sendback.returns.editing import LineEdit, edit_lines
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.returns.model import LineRequest
from sendback.returns.overriding import override
from sendback.shops.permissions import Action
from sendback.shops.resolutions import Resolution
from sendback.web.auth import needs
from sendback.web.desk.deciding import decide, own_name
from sendback.words.amounts import read_amount


@needs(Action.DECIDE)
def edit(return_id: str) -> Response | str:
    """Change quantity, reason, resolution and fee of lines; 0 takes a line out."""
    person, form = own_name(), request.form.to_dict()

    def work(tx: Tx, shop_id: str, now: datetime) -> None:
        edit_lines(tx, shop_id, return_id, list(_read_edits(tx, shop_id, form)), form.get("why", ""), person, now)

    return decide(return_id, "edited", work)


@needs(Action.DECIDE)
def add_line(return_id: str) -> Response | str:
    """Add a line of the order whatever the policy says, with the reason that stays, once per form."""
    person, form = own_name(), request.form.to_dict()

    def work(tx: Tx, shop_id: str, now: datetime) -> None:
        def put() -> Answer:
            override(tx, shop_id, return_id, _read_line(form), form.get("override", ""), person, now)
            return Answer(201, {})

        answer_once(tx, shop_id, f"override/{return_id}", form.get("key", ""), form, now, put)

    return decide(return_id, "added", work)


def _read_edits(tx: Tx, shop_id: str, form: Mapping[str, str]) -> Iterator[LineEdit]:
    """Read how each line is to be; the form numbers its lines and says which they are."""
    for place in itertools.count():
        if f"line.{place}" not in form:
            return
        order_id, _, line_id = form[f"line.{place}"].partition("/")
        reason, _, sub = form.get(f"reason.{place}", "").partition("/")
        try:
            currency = get_order(tx, shop_id, order_id).currency or "EUR"
        except KeyError:
            raise refuse_field(f"line.{place}", "unknown", "This line is not in the return.") from None
        yield LineEdit(
            order_id=order_id,
            line_id=line_id,
            quantity=_read_number(form, f"quantity.{place}"),
            reason=reason,
            sub_reason=sub,
            resolution=_read_resolution(form, f"resolution.{place}"),
            fee_minor=_read_fee(form, f"fee.{place}", currency),
            fee_currency=currency,
        )


def _read_line(form: Mapping[str, str]) -> LineRequest:
    order_id, _, line_id = form.get("line", "").partition("/")
    reason, _, sub = form.get("reason", "").partition("/")
    return LineRequest(line_id, _read_number(form, "quantity"), reason, order_id=order_id, sub_reason=sub)


def _read_number(form: Mapping[str, str], name: str) -> int:
    text = form.get(name, "").strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise refuse_field(name, "format", "Write a whole number.")
    return int(text)


def _read_resolution(form: Mapping[str, str], name: str) -> Resolution:
    try:
        return Resolution(form.get(name, ""))
    except ValueError:
        raise refuse_field(name, "unknown", "Choose one of the options offered.") from None


def _read_fee(form: Mapping[str, str], name: str, currency: str) -> int:
    try:
        return read_amount(form.get(name, "").strip() or "0", currency)
    except ValueError:
        raise refuse_field(name, "format", "Write an amount, such as 4.90.") from None
