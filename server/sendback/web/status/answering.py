"""The shopper's answer to what the shop asks, on the page: a word, photos, or both."""

from datetime import datetime

from flask import Response, request, url_for

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.returns.asking import answer_question
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.returns.model import Return
from sendback.returns.photo_attaching import add_photos_to_return
from sendback.returns.photos import MOST_A_LINE
from sendback.web.context import get_context
from sendback.web.going import see_other
from sendback.web.photo_body import allow_photos, has_photos
from sendback.web.photo_intake import take_photos
from sendback.web.shopper import SHOPPER
from sendback.web.status.finding import choose_words, find_by_secret
from sendback.web.status.photos import SHOWN_HERE
from sendback.web.status.showing import draw_page


def answer(secret: str) -> Response:
    """Take the answer to the open question, once per form; one that comes too late is told so, and nothing else.

    Whoever goes back to a form that was sent and changes it is shown the page as it is now, with what they typed.
    """
    allow_photos(MOST_A_LINE)
    context = get_context()
    shop, item = find_by_secret(secret)
    text, key = request.form.get("answer", ""), request.form.get("key", "")
    page = url_for("status.show", secret=secret, lang=choose_words(shop, item).language)
    try:
        photos = take_photos(shop, item.order_id, "photo", MOST_A_LINE, key) if has_photos("photo") else []
        context.database.write(_answer_once, item, text, photos, key, context.clock())
    except Problem as problem:
        if problem.code is Code.STATUS_CONFLICT:
            return see_other(page)
        if problem.code not in (*SHOWN_HERE, Code.IDEMPOTENCY_KEY_REUSED):
            raise
        return draw_page(shop, item, secret, problem)
    return see_other(f"{page}&answered=1")


def _answer_once(tx: Tx, item: Return, text: str, photos: list[str], key: str, now: datetime) -> Answer:
    def work() -> Answer:
        if photos:
            add_photos_to_return(tx, item, photos, SHOPPER, now)
        answer_question(tx, item.shop_id, item.return_id, text, now, has_photos=bool(photos))
        return Answer(201, {})

    return answer_once(tx, item.shop_id, f"answers/{item.return_id}", key, {"answer": text, "photos": photos}, now, work)
