"""The list of what was bought: what may go back is chosen, what may not says why."""

from collections.abc import Sequence
from typing import Any

from flask import Response

from sendback.returns.checking import MOST_ORDERS
from sendback.web.hosted.faults import NONE, Faults
from sendback.web.hosted.line_view import view_line
from sendback.web.hosted.orders import Proved
from sendback.web.hosted.reasons import list_conditions, list_resolutions
from sendback.web.hosted.visit import LINE_PARTS, Visit, draw
from sendback.web.shopper import describe_opened

LONG_ORDER = 12
"""From how many lines on pasting a list is offered: fewer are ticked sooner."""


def draw_lines(visit: Visit, orders: Sequence[Proved], faults: Faults = NONE, status: int = 200, notice: str = "") -> Response:
    """Draw the lines of every order with everything chosen so far; a single line comes chosen."""
    seen = see_orders(visit, orders)
    is_alone = sum(len(one["lines"]) for one in seen) == 1 and not visit.get("session")
    groups = [
        {
            "order": one["order"],
            "lines": [view_line(visit, each, line, one, is_alone) for line in one["lines"]],
            "resolutions": list_resolutions(visit, one["resolutions"]),
        }
        for each, one in zip(orders, seen, strict=True)
    ]
    lines = [line for group in groups for line in group["lines"]]
    return draw(
        visit,
        "lines",
        status,
        faults=faults,
        notice=notice,
        seen=seen[0],
        sessions=list_sessions(orders, seen),
        groups=groups,
        drawn=[each.name(part, "") for each in orders for part in LINE_PARTS if part != "photos"],
        is_any_open=any(line["open"] for line in lines),
        conditions=list_conditions(visit),
        takes_more=len(orders) < MOST_ORDERS and not seen[0]["gift"],
        takes_paste=seen[0]["business"] or len(lines) >= LONG_ORDER,
    )


def see_orders(visit: Visit, orders: Sequence[Proved]) -> list[dict[str, Any]]:
    """Describe each order as its shopper may see it."""
    return [describe_opened(visit.shop, each.opened, visit.words) for each in orders]


def list_sessions(orders: Sequence[Proved], seen: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    """List the hidden controls that prove every order of the box on the next page too."""
    return [(each.session_name, one["session"]) for each, one in zip(orders, seen, strict=True)]
