"""The page of the dock: which devices scan, who works at them, for whom."""

from flask import Response, g, render_template, request, url_for

from sendback.database.ids import new_id
from sendback.errors import Problem
from sendback.receiving.devices.names import MOST_NAME
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.dock.reading import read_dock
from sendback.web.going import see_other
from sendback.web.moments import write_moment
from sendback.web.problems import STATUS


@needs(Action.MANAGE_DOCK)
def show_dock() -> Response | str:
    """Show it."""
    return draw_dock()


def draw_dock(problem: Problem | None = None) -> Response:
    """Draw the page, with what stood in the way, if anything did."""
    context, shop = get_context(), own_shop()
    now = context.clock()
    dock = context.database.read(read_dock, shop, now)
    html = render_template(
        "desk/dock/page.html",
        shop=shop,
        dock=dock,
        working={each.device_id: each.worker_name for each in dock.shifts},
        places={each.code: each.name for each in dock.warehouses},
        joined=request.args.get("joined", ""),
        done=request.args.get("done", ""),
        problem=problem,
        typed=request.form if problem else {},
        now=now,
        once=new_id(),
        most_name=MOST_NAME,
        tell=lambda moment: write_moment(moment, shop.settings.zone),
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")


def back_to_dock(done: str, where: str = "") -> Response:
    """Go back to the page, to the part where something was done."""
    return see_other(url_for("desk.dock.show_dock", done=done, _anchor=where or None))
