"""Between the lines and the details: photos of what is wrong, kept as they come and carried on as ids."""

import hashlib
from dataclasses import replace

from flask import Response

from sendback.errors import Code, Problem
from sendback.returns.photos import MOST_A_LINE
from sendback.web.hosted.choices import list_chosen, read_ids
from sendback.web.hosted.details_page import draw_details
from sendback.web.hosted.faults import Fault, Faults
from sendback.web.hosted.find_page import with_orders
from sendback.web.hosted.lines_page import draw_lines
from sendback.web.hosted.mending import show_problem
from sendback.web.hosted.orders import Proved
from sendback.web.hosted.photos_page import Asked, draw_photos, list_asked
from sendback.web.hosted.visit import Visit, refused, say
from sendback.web.photo_body import allow_photos, read_photos
from sendback.web.photo_intake import take_photo

MOST_AT_ONCE = 3 * MOST_A_LINE
_SAID_HERE = (Code.PHOTO_REFUSED, Code.TOO_MANY_PHOTOS, Code.INVALID_FIELDS, Code.TOO_LARGE, Code.BUSY)


def send_photos(slug: str) -> Response:
    """Take the photos in and go on; or take some away again, or step back, as the pressed button says."""
    allow_photos(MOST_AT_ONCE)
    return _take(slug)


@with_orders
def _take(visit: Visit, orders: tuple[Proved, ...]) -> Response:
    if dropped := visit.get("drop"):
        return draw_photos(replace(visit, typed={**visit.typed, dropped: ""}), orders)
    faults: list[Fault] = []
    for asked in list_asked(visit, list_chosen(visit, orders)):
        try:
            visit = _keep(visit, asked)
        except Problem as problem:
            if problem.code not in _SAID_HERE:
                raise
            said = problem.detail if problem.code is Code.INVALID_FIELDS else say(problem, visit.words)
            faults.append(Fault(asked.kept, f"{asked.title}: {said}"))
            last = problem
    if faults:
        return refused(draw_photos(visit, orders, Faults(faults)), last)
    if visit.get("do") == "back":
        return draw_lines(visit, orders)
    try:
        return draw_details(visit, orders)
    except Problem as problem:
        return show_problem(visit, orders, problem)


def _keep(visit: Visit, asked: Asked) -> Visit:
    """Keep what was chosen for a line, and carry its ids on; a form sent twice keeps nothing twice."""
    chosen = read_photos(asked.control)
    if not chosen:
        return visit
    if len(chosen) > asked.left:
        raise Problem(Code.INVALID_FIELDS, visit.words("hosted.photos_lead", most=MOST_A_LINE))
    order_id = asked.proved.order.order_id
    ids = [take_photo(visit.shop, order_id, photo, _key(visit, asked, photo)) for photo in chosen]
    kept = dict.fromkeys([*read_ids(visit, asked.kept), *ids])
    return replace(visit, typed={**visit.typed, asked.kept: ",".join(kept)})


def _key(visit: Visit, asked: Asked, photo: bytes) -> str:
    """Name a photo by this page, its control and its bytes: whoever comes back to the page may choose another."""
    return hashlib.sha256(f"{visit.get('sending')}/{asked.kept}/".encode() + photo).hexdigest()
