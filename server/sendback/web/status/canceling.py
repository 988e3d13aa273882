"""Calling a return off: a page that says what it means, and the button that does it."""

from flask import Response, render_template, url_for

from sendback.errors import Code, Problem
from sendback.returns.canceling import cancel_by_shopper, refuse_late
from sendback.returns.parcel_store import list_parcels
from sendback.web.context import get_context
from sendback.web.going import see_other
from sendback.web.shopper import SHOPPER
from sendback.web.status.finding import choose_words, find_by_secret


def ask_to_cancel(secret: str) -> Response:
    """Ask whether it is meant; one that can be called off no more leads back to its page."""
    shop, item = find_by_secret(secret)
    words = choose_words(shop, item)
    try:
        refuse_late(item, get_context().database.read(list_parcels, item.shop_id, item.return_id))
    except Problem:
        return see_other(url_for("status.show", secret=secret, lang=words.language))
    html = render_template("status/cancel.html", shop=shop, item=item, words=words, secret=secret)
    return Response(html, mimetype="text/html", headers={"X-Robots-Tag": "noindex"})


def cancel(secret: str) -> Response:
    """Call the return off; done already, or too late, the page says where it stands."""
    context = get_context()
    shop, item = find_by_secret(secret)
    page = url_for("status.show", secret=secret, lang=choose_words(shop, item).language)
    try:
        context.database.write(cancel_by_shopper, shop.shop_id, item.return_id, SHOPPER, context.clock())
    except Problem as problem:
        if problem.code is not Code.STATUS_CONFLICT:
            raise
    return see_other(page)
