"""What a shopper asks for on the page: the label by mail, another box, a label that ended once more."""

from flask import Response, request, url_for

from sendback.delivery.parcel_requests import request_purchase
from sendback.web.boxes import add_box_once
from sendback.web.context import get_context
from sendback.web.going import see_other
from sendback.web.shopper import SHOPPER
from sendback.web.shopper_mail import mail_again
from sendback.web.status.finding import choose_words, find_by_secret


def mail(secret: str) -> Response:
    """Mail the label once more to the address on record, once per form."""
    shop, item = find_by_secret(secret)
    words = choose_words(shop, item)
    mail_again(shop, secret, request.form.get("key", ""))
    shown = url_for("status.show", secret=secret, lang=words.language, mailed=1)
    return see_other(shown)


def add_box(secret: str) -> Response:
    """Give the return another box with a label of its own, once per form."""
    context = get_context()
    shop, item = find_by_secret(secret)
    key, now = request.form.get("key", ""), context.clock()
    context.database.write(add_box_once, context, shop, item, key, SHOPPER, now)
    return see_other(url_for("status.show", secret=secret, lang=choose_words(shop, item).language))


def make_label_again(secret: str, number: int) -> Response:
    """Have a carrier's label made again that ended before it was used."""
    context = get_context()
    shop, item = find_by_secret(secret)
    context.database.write(request_purchase, shop.shop_id, item.return_id, number, SHOPPER, context.clock())
    return see_other(url_for("status.show", secret=secret, lang=choose_words(shop, item).language))
