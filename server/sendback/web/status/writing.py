"""What a shopper tells the shop unasked: a message, or the number on a box's receipt."""

from datetime import datetime

from flask import Response, request, url_for

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.returns.handing_in import note_number
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.returns.model import Return
from sendback.returns.words_in import write_to_shop
from sendback.shops.model import Shop
from sendback.web.context import get_context
from sendback.web.going import see_other
from sendback.web.shopper import SHOPPER
from sendback.web.status.finding import choose_words, find_by_secret
from sendback.web.status.showing import draw_page

_SHOWN_HERE = (Code.INVALID_FIELDS, Code.TOO_MANY_TRIES)


def write(secret: str) -> Response:
    """Take a message, once per form; what is wrong with it is said on the page, and what was typed is kept."""
    context = get_context()
    shop, item = find_by_secret(secret)
    text, key = request.form.get("word", ""), request.form.get("key", "")
    try:
        context.database.write(_write_once, item, text, key, context.clock())
    except Problem as problem:
        return _answer(shop, item, secret, problem)
    return see_other(url_for("status.show", secret=secret, lang=choose_words(shop, item).language, wrote=1, _anchor="talk"))


def note(secret: str, number: int) -> Response:
    """Keep the number that the post gave for a box."""
    context = get_context()
    shop, item = find_by_secret(secret)
    try:
        text = request.form.get("tracking", "")
        context.database.write(note_number, item, number, text, SHOPPER, context.clock())
    except Problem as problem:
        return _answer(shop, item, secret, problem)
    return see_other(url_for("status.show", secret=secret, lang=choose_words(shop, item).language, noted=1))


def _answer(shop: Shop, item: Return, secret: str, problem: Problem) -> Response:
    """Say on the page what is wrong; where nothing is taken any more, the page says where the return stands."""
    if problem.code is Code.STATUS_CONFLICT:
        return see_other(url_for("status.show", secret=secret, lang=choose_words(shop, item).language))
    if problem.code not in _SHOWN_HERE:
        raise problem
    return draw_page(shop, item, secret, problem)


def _write_once(tx: Tx, item: Return, text: str, key: str, now: datetime) -> Answer:
    def work() -> Answer:
        return Answer(201, {"number": write_to_shop(tx, item.shop_id, item.return_id, text, SHOPPER, now).number})

    return answer_once(tx, item.shop_id, f"words/{item.return_id}", key, {"word": text}, now, work)
