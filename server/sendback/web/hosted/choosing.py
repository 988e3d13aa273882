"""Step 2: what goes back, how many, and why."""

from flask import Response

from sendback.orders.opening import Opened
from sendback.web.hosted.details_page import draw_details
from sendback.web.hosted.find_page import with_order
from sendback.web.hosted.lines_page import draw_lines, find_line_faults
from sendback.web.hosted.visit import Visit
from sendback.web.shopper import describe_opened


@with_order
def choose_lines(visit: Visit, opened: Opened) -> Response:
    """Check the choice and go on to the details."""
    seen = describe_opened(visit.shop, opened, visit.words)
    if faults := find_line_faults(visit, seen["lines"]):
        return draw_lines(visit, opened, faults, 422)
    return draw_details(visit, opened)
