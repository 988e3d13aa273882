"""The way in for a shopper whose typed proof does not fit: a link to the address on record, which works once."""

from flask import Response

from sendback.errors import Code, Problem
from sendback.orders.access_store import use_access_link
from sendback.shops.fields import FieldKind
from sendback.web.context import get_context
from sendback.web.hosted.faults import Faults, missing
from sendback.web.hosted.find_page import MOST_NUMBER, draw_find, label_of
from sendback.web.hosted.lines_page import draw_lines
from sendback.web.hosted.orders import open_mailed, put_beside
from sendback.web.hosted.visit import begin_visit, draw, refused
from sendback.web.shopper_mail import request_access_link


def request_link(slug: str) -> Response:
    """Mail the link, if there is such an order; the page says the same either way."""
    visit = begin_visit(slug)
    number = visit.get("order_number").strip()
    if not number:
        fault = missing(visit.words, "order_number", label_of(visit, FieldKind.ORDER_NUMBER))
        return draw_find(visit, Faults([fault]), status=422, offers_link=True)
    request_access_link(visit.shop, number[: MOST_NUMBER + 1], visit.words.language)
    return draw(visit, "link_sent", 202)


def show_link(slug: str, secret: str) -> Response:
    """Show a button: programs that scan mail open links, and must not use this one up."""
    return draw(begin_visit(slug), "link", secret=secret)


def spend_link(slug: str, secret: str) -> Response:
    """Open the order that the link was made for, and end the link."""
    visit, context = begin_visit(slug), get_context()
    try:
        order = context.database.write(use_access_link, visit.shop.shop_id, secret, context.clock())
    except Problem as problem:
        if problem.code is not Code.LINK_EXPIRED:
            raise
        return refused(draw_find(visit, Faults(notice=visit.words("problem.link-expired")), offers_link=True), problem)
    return draw_lines(visit, put_beside((), open_mailed(order)))
