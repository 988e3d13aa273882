"""The shopper's answer to what the shop asks, on the page."""

from flask import Response, request, url_for

from sendback.errors import Code, Problem
from sendback.returns.asking import answer_question
from sendback.web.context import get_context
from sendback.web.going import see_other
from sendback.web.status.finding import choose_words, find_by_secret
from sendback.web.status.showing import draw_page


def answer(secret: str) -> Response:
    """Take the answer to the open question; one that comes too late is told so, and nothing else."""
    context = get_context()
    shop, item = find_by_secret(secret)
    text = request.form.get("answer", "")
    try:
        context.database.write(answer_question, shop.shop_id, item.return_id, text, context.clock())
    except Problem as problem:
        if problem.code is Code.INVALID_FIELDS:
            return draw_page(shop, item, secret, problem)
        if problem.code is not Code.STATUS_CONFLICT:
            raise
        return see_other(url_for("status.show", secret=secret, lang=choose_words(shop, item).language))
    return see_other(url_for("status.show", secret=secret, lang=choose_words(shop, item).language, answered=1))
