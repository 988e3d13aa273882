"""Notes of colleagues, and words to the shopper: two forms that cannot be taken for each other."""

from datetime import datetime

from flask import Response, request

from sendback.database.model import Tx
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.returns.noting import add_note, remove_note
from sendback.returns.words_in import mark_read
from sendback.returns.writing import write_to_shopper
from sendback.shops.permissions import Action
from sendback.web.auth import needs
from sendback.web.desk.deciding import decide, own_name


@needs(Action.DECIDE)
def note(return_id: str) -> Response | str:
    """Keep a note for the desk alone, once per form."""
    person, key, text = own_name(), request.form.get("key", ""), request.form.get("note", "")

    def work(tx: Tx, shop_id: str, now: datetime) -> None:
        def put() -> Answer:
            return Answer(201, {"number": add_note(tx, shop_id, return_id, text, person, now).number})

        answer_once(tx, shop_id, f"notes/{return_id}", key, {"note": text}, now, put)

    return decide(return_id, "noted", work)


@needs(Action.DECIDE)
def unnote(return_id: str, number: int) -> Response | str:
    """Remove one's own note of a moment ago."""
    person = own_name()
    return decide(return_id, "unnoted", lambda tx, shop_id, now: remove_note(tx, shop_id, return_id, number, person, now))


@needs(Action.DECIDE)
def write(return_id: str) -> Response | str:
    """Mail the shopper a message, once per form."""
    person, key, text = own_name(), request.form.get("key", ""), request.form.get("message", "")

    def work(tx: Tx, shop_id: str, now: datetime) -> None:
        def put() -> Answer:
            return Answer(201, {"number": write_to_shopper(tx, shop_id, return_id, text, person, now).number})

        answer_once(tx, shop_id, f"messages/{return_id}", key, {"message": text}, now, put)

    return decide(return_id, "written", work)


@needs(Action.DECIDE)
def read_words(return_id: str) -> Response | str:
    """Say that what the shopper wrote was read, and needs no answer."""
    person = own_name()
    return decide(return_id, "read", lambda tx, shop_id, now: mark_read(tx, shop_id, return_id, person, now))
