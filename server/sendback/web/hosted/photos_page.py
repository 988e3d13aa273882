"""The page that takes photos: between the lines and the details, and only where a reason asks for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response

from sendback.database.ids import new_id
from sendback.returns.photos import MOST_A_LINE
from sendback.web.hosted.choices import list_chosen, list_picked, read_ids
from sendback.web.hosted.faults import NONE, Faults
from sendback.web.hosted.lines_page import list_sessions, see_orders
from sendback.web.hosted.orders import Proved
from sendback.web.hosted.reasons import find_reason
from sendback.web.hosted.visit import Visit, draw


@dataclass(frozen=True, slots=True)
class Asked:
    """One line that photos are asked for: the control that holds what was sent, the one that sends more."""

    proved: Proved
    title: str
    kept: str
    control: str
    count: int
    is_required: bool

    @property
    def left(self) -> int:
        """How many more it takes."""
        return MOST_A_LINE - self.count


def draw_photos(visit: Visit, orders: Sequence[Proved], faults: Faults = NONE, status: int = 200) -> Response:
    """Draw the page with one file control for each line that still takes photos."""
    return draw(
        visit,
        "photos",
        status,
        faults=faults,
        sessions=list_sessions(orders, see_orders(visit, orders)),
        asked=list_asked(visit, list_chosen(visit, orders)),
        most=MOST_A_LINE,
        key=new_id(),
    )


def list_asked(visit: Visit, chosen: Sequence[Proved]) -> list[Asked]:
    """List the chosen lines whose reasons ask for photos."""
    found = [_find(visit, each, line_id) for each in chosen for line_id in list_picked(visit, each)]
    return [asked for asked in found if asked]


def _find(visit: Visit, proved: Proved, line_id: str) -> Asked | None:
    reason = find_reason(visit, visit.get(proved.name("reason", line_id)).partition("/")[0])
    line = next((line for line in proved.order.lines if line.line_id == line_id), None)
    if reason is None or line is None or reason.photos == "off":
        return None
    kept = proved.name("photos", line_id)
    count = len(read_ids(visit, kept))
    return Asked(proved, line.title, kept, f"file.{kept}", count, reason.photos == "required")
