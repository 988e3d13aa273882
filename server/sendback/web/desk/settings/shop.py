"""The shop itself: its name, its time zone, its language, what labels may cost."""

from zoneinfo import available_timezones

from flask import Response, g, render_template, request, url_for

from sendback.errors import Code, Problem
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.desk.settings.saving import read_changed, refuse, save_changed
from sendback.web.going import see_other
from sendback.web.problems import STATUS
from sendback.words.amounts import read_amount, write_amount
from sendback.words.catalogue import words_for

_SHOWN_HERE = (Code.INVALID_FIELDS, Code.SETTINGS_CONFLICT)
_FIELDS = ("name", "time_zone", "default_language", "spending_limit", "spending_currency")


@needs(Action.CHANGE_SETTINGS)
def show_shop() -> Response | str:
    """Show the form as it is saved."""
    return _draw(own_shop())


@needs(Action.CHANGE_SETTINGS)
def save_shop() -> Response | str:
    """Save the form as a new version, or show what is wrong with it."""
    shop, form = own_shop(), request.form
    try:
        name, currency = form.get("name", "").strip(), form.get("spending_currency", "").strip().upper()
        if not 1 <= len(name) <= 80:
            raise refuse("name", "Give the shop a name of 1–80 characters.")
        changes = {
            "time_zone": form.get("time_zone", "").strip(),
            "default_language": form.get("default_language", ""),
            "spending_currency": currency,
            "spending_limit_minor": _read_limit(form.get("spending_limit", "").strip(), currency),
        }
        save_changed(shop, read_changed(shop, changes), name)
    except Problem as problem:
        if problem.code not in _SHOWN_HERE:
            raise
        return _draw(shop, problem)
    return see_other(url_for("desk.shop_settings", done="saved"))


def _read_limit(typed: str, currency: str) -> int:
    try:
        return read_amount(typed, currency)
    except (ValueError, LookupError):
        raise refuse("spending_limit", "Type an amount, such as 200.00.") from None


def _draw(shop: Shop, problem: Problem | None = None) -> Response:
    settings = shop.settings
    values = {
        "name": shop.name,
        "time_zone": settings.time_zone,
        "default_language": settings.default_language,
        "spending_limit": write_amount(settings.spending_limit_minor, settings.spending_currency),
        "spending_currency": settings.spending_currency,
    }
    html = render_template(
        "desk/settings/shop.html",
        shop=shop,
        values={name: request.form.get(name, "") for name in _FIELDS} if problem else values,
        zones=sorted(available_timezones()),
        languages=[(tag, words_for(tag).language_name()) for tag in settings.languages],
        problem=problem,
        faults={error.field.removesuffix("_minor"): error.detail for error in problem.errors} if problem else {},
        done=request.args.get("done", ""),
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")
