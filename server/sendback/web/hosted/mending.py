"""Showing a problem where it can be mended: on the lines, at the photos, or beside the details."""

from dataclasses import replace

from flask import Response

from sendback.database.ids import new_id
from sendback.errors import Code, Problem
from sendback.web.hosted.choices import list_chosen
from sendback.web.hosted.details_page import draw_details, label_controls
from sendback.web.hosted.faults import Faults, from_errors
from sendback.web.hosted.line_faults import is_of_lines, is_of_photos, name_line_faults
from sendback.web.hosted.lines_page import draw_lines
from sendback.web.hosted.orders import Proved
from sendback.web.hosted.photos_page import draw_photos
from sendback.web.hosted.visit import Visit, refused, say


def show_problem(visit: Visit, orders: tuple[Proved, ...], problem: Problem) -> Response:
    """Draw the form again that the problem is about; nothing typed is lost, whatever the problem."""
    chosen = list_chosen(visit, orders)
    if problem.code in (Code.NOT_RETURNABLE, Code.QUANTITY_GONE):
        found = name_line_faults(visit, chosen, problem.errors) if problem.code is Code.NOT_RETURNABLE else []
        return refused(draw_lines(visit, orders, Faults(found, say(problem, visit.words))), problem)
    of_photos = [error for error in problem.errors if is_of_photos(error)]
    if of_lines := [error for error in problem.errors if is_of_lines(error) and error not in of_photos]:
        return refused(draw_lines(visit, orders, Faults(name_line_faults(visit, chosen, of_lines))), problem)
    if of_photos:
        return refused(draw_photos(visit, orders, Faults(name_line_faults(visit, chosen, of_photos))), problem)
    faults = from_errors(problem.errors, label_controls(visit, chosen[0]), visit.words)
    notice = "" if faults.found else say(problem, visit.words)
    if problem.code in (Code.IDEMPOTENCY_KEY_REUSED, Code.IDEMPOTENCY_KEY_MISSING):
        visit = replace(visit, typed={**visit.typed, "key": new_id()})
    try:
        return refused(draw_details(visit, orders, Faults(faults.found, notice)), problem)
    except Problem as other:  # what was chosen is not possible any more, whatever the details
        return refused(draw_lines(visit, orders, Faults(notice=say(other, visit.words))), problem)
