"""Step 2: what goes back, how many, why, and what is wished for instead."""

from collections.abc import Sequence

from flask import Response

from sendback.errors import Code, Problem
from sendback.web.hosted.choices import list_chosen
from sendback.web.hosted.details_page import draw_details
from sendback.web.hosted.faults import Fault, Faults
from sendback.web.hosted.find_page import draw_find, with_orders
from sendback.web.hosted.line_faults import find_impossible, is_of_photos, name_line_faults
from sendback.web.hosted.lines_page import draw_lines, see_orders
from sendback.web.hosted.mending import show_problem
from sendback.web.hosted.orders import Proved
from sendback.web.hosted.outlook import foresee
from sendback.web.hosted.pasting import fill_in
from sendback.web.hosted.photos_page import draw_photos, list_asked
from sendback.web.hosted.visit import Visit


@with_orders
def choose_lines(visit: Visit, orders: tuple[Proved, ...]) -> Response:
    """Check the choice and go on to photos or details; or take a pasted list, or ask for another order for the same box."""
    if visit.get("do") == "order":
        return draw_find(visit)
    if visit.get("do") == "paste":
        return fill_in(visit, orders)
    chosen = list_chosen(visit, orders)
    if found := find_impossible(visit, orders, see_orders(visit, orders)):
        return draw_lines(visit, orders, Faults(_with_others(visit, chosen, found)), 422)
    try:
        if not list_asked(visit, chosen):
            return draw_details(visit, orders)
        _check_all_but_photos(visit, chosen)
    except Problem as problem:
        return show_problem(visit, orders, problem)
    return draw_photos(visit, orders)


def _with_others(visit: Visit, chosen: Sequence[Proved], found: Sequence[Fault]) -> list[Fault]:
    """Add what else the chosen lines need, so that everything is said at once."""
    try:
        _check_all_but_photos(visit, chosen)
    except Problem as problem:
        named = {fault.name for fault in found}
        others = name_line_faults(visit, chosen, [error for error in problem.errors if error.field != "lines"])
        return [*found, *(fault for fault in others if problem.code is Code.INVALID_FIELDS and fault.name not in named)]
    return list(found)


def _check_all_but_photos(visit: Visit, chosen: Sequence[Proved]) -> None:
    """Check what can be mended on the lines' own page: photos come on the next."""
    try:
        foresee(visit, chosen)
    except Problem as problem:
        if not problem.errors or not all(is_of_photos(error) for error in problem.errors):
            raise
