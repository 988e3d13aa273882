"""After how many days the desk is told, for the shop."""

from flask import Response, g, render_template, request, url_for

from sendback.delivery.alerts.model import AlertKind
from sendback.errors import Code, Problem
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.desk.alerts.saying import DAYS
from sendback.web.desk.settings.saving import read_changed, read_number, save_changed
from sendback.web.going import see_other
from sendback.web.problems import STATUS

_SHOWN_HERE = (Code.INVALID_FIELDS, Code.SETTINGS_CONFLICT)


@needs(Action.CHANGE_SETTINGS)
def show_settings() -> Response | str:
    """Show the days as they are saved."""
    return _draw(own_shop())


@needs(Action.CHANGE_SETTINGS)
def save_settings() -> Response | str:
    """Save the days as a new version; an empty field never tells."""
    shop = own_shop()
    try:
        days = {kind.value: read_number(kind.value) if request.form.get(kind.value, "").strip() else None for kind in AlertKind}
        save_changed(shop, read_changed(shop, {"alerts": days}))
    except Problem as problem:
        if problem.code not in _SHOWN_HERE:
            raise
        return _draw(shop, problem)
    return see_other(url_for("desk.alert_settings", done="saved"))


def _draw(shop: Shop, problem: Problem | None = None) -> Response:
    saved = {kind.value: getattr(shop.settings.alerts, kind.value) for kind in AlertKind}
    html = render_template(
        "desk/alerts/settings.html",
        shop=shop,
        fields=[(kind.value, *DAYS[kind]) for kind in AlertKind],
        values={name: request.form.get(name, "") if problem else "" if days is None else days for name, days in saved.items()},
        problem=problem,
        faults={error.field.removeprefix("alerts."): "Type 0 to 365, or nothing." for error in problem.errors} if problem else {},
        done=request.args.get("done", ""),
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")
