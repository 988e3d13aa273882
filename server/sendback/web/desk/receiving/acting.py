"""What is done at the desk about a return's boxes: taken in, looked through, put right, taken back."""

from collections.abc import Callable
from datetime import datetime

from flask import Response, request

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.orders.store import get_order
from sendback.receiving.finding import note_finding
from sendback.receiving.inspection_store import find_inspection
from sendback.receiving.model import By
from sendback.receiving.receipt_store import find_receipt
from sendback.receiving.taking_in import receive_box
from sendback.receiving.undoing import take_back
from sendback.returns.refunding import waive_refund
from sendback.returns.store import get_return
from sendback.shops.permissions import Action
from sendback.shops.store import get_shop
from sendback.web.auth import needs
from sendback.web.desk.deciding import decide, own_name
from sendback.web.desk.receiving.forms import read_box, read_finding, read_key


@needs(Action.RECEIVE)
def receive(return_id: str) -> Response | str:
    """Take in a box, once per form."""
    person, key, form = own_name(), read_key(request.form), request.form.to_dict()

    def work(tx: Tx, shop_id: str, now: datetime) -> None:
        warehouse = get_return(tx, shop_id, return_id).warehouse
        receive_box(tx, get_shop(tx, shop_id), read_box(form, return_id), key, warehouse, By(person, now), now)

    return decide(return_id, "received", work)


@needs(Action.RECEIVE)
def find(return_id: str) -> Response | str:
    """Say what was found of some units, once per form."""
    return decide(return_id, "found", _finding(return_id))


@needs(Action.RECEIVE)
def correct(return_id: str, inspection_id: str) -> Response | str:
    """Put a finding right: it is taken back, and said anew, in one go."""
    person, note = own_name(), _finding(return_id)

    def work(tx: Tx, shop_id: str, now: datetime) -> None:
        _check_of(tx, shop_id, return_id, inspection_id)
        take_back(tx, get_shop(tx, shop_id), inspection_id, By(person, now), now)
        note(tx, shop_id, now)

    return decide(return_id, "put_right", work)


@needs(Action.RECEIVE)
def undo(return_id: str, subject_id: str) -> Response | str:
    """Take a receipt or a finding back."""
    person = own_name()

    def work(tx: Tx, shop_id: str, now: datetime) -> None:
        _check_of(tx, shop_id, return_id, subject_id)
        take_back(tx, get_shop(tx, shop_id), subject_id, By(person, now), now)

    return decide(return_id, "taken_back", work)


@needs(Action.DECIDE)
def waive(return_id: str) -> Response | str:
    """Say that no money is due after all, and why."""
    person, why = own_name(), request.form.get("why", "")
    return decide(return_id, "waived", lambda tx, shop_id, now: waive_refund(tx, shop_id, return_id, why, person, now))


def _finding(return_id: str) -> Callable[[Tx, str, datetime], None]:
    person, key, form = own_name(), read_key(request.form), request.form.to_dict()

    def work(tx: Tx, shop_id: str, now: datetime) -> None:
        item, shop = get_return(tx, shop_id, return_id), get_shop(tx, shop_id)
        order_id = form.get("order_id") or item.order_id
        currency = get_order(tx, shop_id, order_id).currency if order_id in item.order_ids else ""
        wish = read_finding(form, return_id, currency or "")
        note_finding(tx, shop, wish, key, item.warehouse, By(person, now), now)

    return work


def _check_of(tx: Tx, shop_id: str, return_id: str, subject_id: str) -> None:
    """Refuse what belongs to another return than the page is of."""
    found = find_inspection(tx, shop_id, subject_id) or find_receipt(tx, shop_id, subject_id)
    if found is None or found.return_id != return_id:
        raise Problem(Code.NOT_FOUND, "This return has nothing of that id.")
