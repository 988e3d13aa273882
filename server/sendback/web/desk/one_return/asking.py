"""Asking the shopper for a photo or a word."""

from datetime import datetime

from flask import Response, request

from sendback.database.model import Tx
from sendback.returns.asking import ask_shopper
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.shops.permissions import Action
from sendback.web.auth import needs
from sendback.web.desk.deciding import decide, own_name


@needs(Action.DECIDE)
def ask(return_id: str) -> Response | str:
    """Mail the shopper a question, once per form."""
    person, form = own_name(), request.form
    text, wants_photos = form.get("question", ""), "photos" in form

    def work(tx: Tx, shop_id: str, now: datetime) -> None:
        def put() -> Answer:
            return Answer(201, {"number": ask_shopper(tx, shop_id, return_id, text, wants_photos, person, now).number})

        answer_once(tx, shop_id, f"ask/{return_id}", form.get("key", ""), {"text": text, "photos": wants_photos}, now, put)

    return decide(return_id, "asked", work)
