"""The last step: the details, and with them the return itself, made by the same verbs as the widget's."""

from flask import Response, url_for

from sendback.errors import Problem
from sendback.web.going import see_other
from sendback.web.hosted.choices import list_chosen, write_body
from sendback.web.hosted.details_page import draw_details
from sendback.web.hosted.faults import Faults
from sendback.web.hosted.find_page import with_orders
from sendback.web.hosted.lines_page import draw_lines
from sendback.web.hosted.mending import show_problem
from sendback.web.hosted.orders import Proved
from sendback.web.hosted.outlook import foresee
from sendback.web.hosted.visit import Visit
from sendback.web.shopper import make_return


@with_orders
def tell_details(visit: Visit, orders: tuple[Proved, ...]) -> Response:
    """Make the return; or step back, or lay the address out for another country, as the pressed button says."""
    if visit.get("do") == "back":
        return draw_lines(visit, orders)
    chosen, country = list_chosen(visit, orders), visit.get("contact.address.country")
    try:
        if visit.get("do") == "country" or country != visit.get("country_shown"):
            return draw_details(visit, orders)
        if _costs_otherwise(visit, chosen, country):
            return draw_details(visit, orders, Faults(notice=visit.words("hosted.terms_changed")), 409)
        answer = make_return(visit.shop, chosen[0].opened, write_body(visit, chosen), visit.get("key"), visit.words)
    except Problem as problem:
        return show_problem(visit, orders, problem)
    secret = str(answer.body["status_url"]).rsplit("/", 1)[1]
    return see_other(url_for("hosted.done", slug=visit.shop.slug, secret=secret, lang=visit.words.language))


def _costs_otherwise(visit: Visit, chosen: tuple[Proved, ...], country: str) -> bool:
    """Say whether the fee is another than the one shown; what was made already is told as it was made."""
    try:
        return foresee(visit, chosen, country).fee != visit.get("agreed")
    except Problem:
        return False
