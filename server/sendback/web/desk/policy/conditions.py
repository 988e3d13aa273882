"""The states in which goods may come back, as a shopper says them."""

from flask import Response, render_template, url_for

from sendback.errors import Problem
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.desk.policy.answering import answer
from sendback.web.desk.policy.forms import MORE_ROWS, as_typed, place_errors, read_rows
from sendback.web.desk.policy.saving import read_version, save_parts
from sendback.web.going import see_other


@needs(Action.CHANGE_SETTINGS)
def show_conditions() -> Response | str:
    """Show the form of all conditions."""
    return _draw(own_shop())


@needs(Action.CHANGE_SETTINGS)
def save_conditions() -> Response | str:
    """Save the conditions; a condition without any words goes."""
    try:
        save_parts(read_version(), lambda before: {"conditions": read_rows("conditions", before.conditions, before.languages)})
    except Problem as problem:
        return _draw(own_shop(), problem)
    return see_other(url_for("desk.policy.show_choices", done="saved", _anchor="conditions"))


def _draw(shop: Shop, problem: Problem | None = None) -> Response:
    known = shop.settings.conditions
    stored = {f"conditions.{row}.label.{tag}": text for row, each in enumerate(known) for tag, text in each.label.items()}
    return answer(
        render_template(
            "desk/policy/conditions.html",
            shop=shop,
            codes=[*(each.code for each in known), *[""] * MORE_ROWS],
            values=as_typed(stored, problem),
            errors=place_errors(problem, "", ()),
            problem=problem,
        ),
        problem,
    )
