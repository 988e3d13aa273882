"""Step 3: the details, and with them the return itself, made by the same verbs as the widget's."""

from typing import Any

from flask import Response, url_for

from sendback.database.ids import new_id
from sendback.errors import Code, Problem
from sendback.orders.opening import Opened
from sendback.web.going import see_other
from sendback.web.hosted.details_page import draw_details, label_controls
from sendback.web.hosted.faults import Faults, from_errors
from sendback.web.hosted.find_page import with_order
from sendback.web.hosted.lines_page import draw_lines, read_quantity
from sendback.web.hosted.visit import Visit, refused, say
from sendback.web.shopper import make_return

_ADDRESS = ("company", "postcode", "city", "district", "region", "country")


@with_order
def tell_details(visit: Visit, opened: Opened) -> Response:
    """Make the return; or step back, or lay the address out for another country, as the pressed button says."""
    country, shown = visit.get("contact.address.country"), visit.get("country_shown")
    if visit.get("do") == "back":
        return draw_lines(visit, opened)
    if visit.get("do") == "country" or country != shown:
        return draw_details(visit, opened)
    try:
        answer = make_return(visit.shop, opened, _write_body(visit), visit.get("key"), visit.words)
    except Problem as problem:
        return _show_problem(visit, opened, problem)
    secret = str(answer.body["status_url"]).rsplit("/", 1)[1]
    done = url_for("hosted.done", slug=visit.shop.slug, secret=secret, lang=visit.words.language)
    return see_other(done)


def _show_problem(visit: Visit, opened: Opened, problem: Problem) -> Response:
    """Draw the form again where the problem can be mended; nothing typed is lost, whatever the problem."""
    faults = from_errors(problem.errors, label_controls(visit, opened), visit.words)
    if problem.code in (Code.NOT_RETURNABLE, Code.QUANTITY_GONE):
        return refused(draw_lines(visit, opened, Faults(notice=say(problem, visit.words))), problem)
    if any(fault.name.startswith(("pick.", "quantity.", "reason.", "note.", "lines")) for fault in faults.found):
        return refused(draw_lines(visit, opened, faults), problem)
    notice = "" if faults.found else say(problem, visit.words)
    key = new_id() if problem.code in (Code.IDEMPOTENCY_KEY_REUSED, Code.IDEMPOTENCY_KEY_MISSING) else ""
    return refused(draw_details(visit, opened, Faults(faults.found, notice), key=key), problem)


def _write_body(visit: Visit) -> dict[str, Any]:
    """Write what was typed in the shape that the widget sends."""
    picked = [name.removeprefix("pick.") for name in visit.typed if name.startswith("pick.")]
    own = {n.removeprefix("fields."): text for n, text in visit.typed.items() if n.startswith("fields.")}
    contact = {name: visit.get(f"contact.{name}") for name in ("name", "email", "phone")}
    street = [visit.get(f"contact.address.{name}") for name in ("street", "street2")]
    address = {name: visit.get(f"contact.address.{name}") for name in _ADDRESS}
    return {
        "lines": [_write_line(visit, line_id) for line_id in picked],
        "contact": {**contact, "address": {**address, "lines": [line for line in street if line.strip()]}},
        "fields": own,
        "option": visit.get("option"),
        "delivery": visit.get("delivery"),
        "lang": visit.words.language,
    }


def _write_line(visit: Visit, line_id: str) -> dict[str, Any]:
    return {
        "id": line_id,
        "quantity": read_quantity(visit, line_id),
        "reason": visit.get(f"reason.{line_id}"),
        "note": visit.get(f"note.{line_id}"),
    }
