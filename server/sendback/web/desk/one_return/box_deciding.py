"""What people decide about a box: one more, its label once more, or given back."""

from datetime import datetime

from flask import Response, request

from sendback.database.model import Tx
from sendback.delivery.parcel_requests import request_purchase, request_void
from sendback.returns import boxes
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.shops.permissions import Action
from sendback.web.auth import needs
from sendback.web.desk.deciding import decide, own_name


@needs(Action.DECIDE)
def add_box(return_id: str) -> Response | str:
    """Give the return another box, once per form."""
    person, key = own_name(), request.form.get("key", "")

    def work(tx: Tx, shop_id: str, now: datetime) -> None:
        def add() -> Answer:
            return Answer(201, {"parcel": boxes.add_box(tx, shop_id, return_id, person, now).number})

        answer_once(tx, shop_id, f"boxes/{return_id}", key, {}, now, add)

    return decide(return_id, "boxed", work)


@needs(Action.DECIDE)
def buy_again(return_id: str, number: int) -> Response | str:
    """Have a label bought that failed or was given back."""
    person = own_name()
    return decide(return_id, "buying", lambda tx, shop, now: request_purchase(tx, shop, return_id, number, person, now))


@needs(Action.DECIDE)
def give_back(return_id: str, number: int) -> Response | str:
    """Have a bought label given back to its carrier."""
    person = own_name()
    return decide(return_id, "voiding", lambda tx, shop, now: request_void(tx, shop, return_id, number, person, now))
