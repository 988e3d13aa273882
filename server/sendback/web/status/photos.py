"""Photos that a shopper adds on the page while the return waits for the shop."""

from datetime import datetime

from flask import Response, request, url_for

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.returns.model import Return
from sendback.returns.photo_attaching import add_photos_to_return
from sendback.returns.photos import MOST_A_LINE
from sendback.web.context import get_context
from sendback.web.going import see_other
from sendback.web.photo_body import allow_photos
from sendback.web.photo_intake import take_photos
from sendback.web.shopper import SHOPPER
from sendback.web.status.finding import choose_words, find_by_secret
from sendback.web.status.showing import draw_page

SHOWN_HERE = (Code.PHOTO_REFUSED, Code.TOO_MANY_PHOTOS, Code.INVALID_FIELDS, Code.TOO_LARGE, Code.BUSY)


def add_photos(secret: str) -> Response:
    """Take in up to three photos and tie them to the return, once per form; what stood in the way is said on the page."""
    allow_photos(MOST_A_LINE)
    context = get_context()
    shop, item = find_by_secret(secret)
    try:
        key = request.form.get("key", "")
        photo_ids = take_photos(shop, item.order_id, "photo", MOST_A_LINE, key)
        context.database.write(_add_once, item, photo_ids, key, context.clock())
    except Problem as problem:
        if problem.code not in SHOWN_HERE:
            raise
        return draw_page(shop, item, secret, problem)
    return see_other(url_for("status.show", secret=secret, lang=choose_words(shop, item).language, sent=1))


def _add_once(tx: Tx, item: Return, photo_ids: list[str], key: str, now: datetime) -> Answer:
    def work() -> Answer:
        add_photos_to_return(tx, item, photo_ids, SHOPPER, now)
        return Answer(201, {})

    return answer_once(tx, item.shop_id, f"added-photos/{item.return_id}", key, {"photos": photo_ids}, now, work)
