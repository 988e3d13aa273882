"""What the shop decides about boxes: grades, rules, places."""

from flask import Response, g, render_template, request, url_for

from sendback.errors import Code, Problem
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.desk.receiving.setting_form import list_fields, list_typed, read_form
from sendback.web.desk.receiving.wording import DISPOSITIONS, OUTCOMES, RULE_OUTCOMES
from sendback.web.desk.settings.saving import read_changed, save_changed
from sendback.web.going import see_other
from sendback.web.problems import STATUS

_SHOWN_HERE = (Code.INVALID_FIELDS, Code.SETTINGS_CONFLICT)


@needs(Action.CHANGE_SETTINGS)
def show_settings() -> Response | str:
    """Show the form as it is saved, with room for more."""
    return _draw(own_shop())


@needs(Action.CHANGE_SETTINGS)
def save_settings() -> Response | str:
    """Save the form as a new version, or show what is wrong with it."""
    shop = own_shop()
    try:
        save_changed(shop, read_changed(shop, {"receiving": read_form(request.form, shop.settings.spending_currency)}))
    except Problem as problem:
        if problem.code not in _SHOWN_HERE:
            raise
        return _draw(shop, problem)
    return see_other(url_for("desk.receiving.show_settings", done="saved"))


def _draw(shop: Shop, problem: Problem | None = None) -> Response:
    """Draw the form; with a problem, as it was typed."""
    saved = list_fields(shop.settings.receiving, shop.settings.spending_currency)
    html = render_template(
        "desk/receiving/settings.html",
        shop=shop,
        fields=list_typed(request.form) if problem else saved,
        dispositions=[(each.value, text) for each, text in DISPOSITIONS.items()],
        outcomes=[(each.value, OUTCOMES[each]) for each in RULE_OUTCOMES],
        reasons=[reason.code for reason in shop.settings.reasons],
        currency=shop.settings.spending_currency,
        problem=problem,
        done=request.args.get("done", ""),
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")
