"""The terms: what holds where no rule says otherwise, and from what numbers on a person is asked."""

from typing import Any

from flask import Response, render_template, request, url_for

from sendback.errors import Problem
from sendback.policy.writing import write_policy
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.shops.terms import PolicySetting
from sendback.web.auth import needs, own_shop
from sendback.web.desk.policy.amounts import read_hundredths
from sendback.web.desk.policy.answering import answer
from sendback.web.desk.policy.forms import as_typed, place_errors, read_list
from sendback.web.desk.policy.saving import change_text, read_version
from sendback.web.desk.policy.saying import MOMENTS
from sendback.web.going import see_other
from sendback.web.sent_settings import read_settings

_NUMBERS = ("window_days", "grace_days")
_VALUE = "value_of_person_minor"
_LIMITS = ("returns_of_order", "returns_of_person", "names_at_address", _VALUE)
_FIELDS = (*_NUMBERS, "window_from", "approval", "refund_due", "non_returnable_skus")


@needs(Action.CHANGE_SETTINGS)
def show_terms() -> Response | str:
    """Show the form of the terms."""
    return _draw(own_shop())


@needs(Action.CHANGE_SETTINGS)
def save_terms() -> Response | str:
    """Save the terms; they are written into the text too."""
    shop = own_shop()
    try:
        terms = _read_form(shop)
        change_text(read_version(), lambda text: write_policy(text, terms))
    except Problem as problem:
        return _draw(shop, problem)
    return see_other(url_for("desk.policy.show_rules", done="saved"))


def _read_form(shop: Shop) -> PolicySetting:
    """Read the terms; Problem invalid-fields at `policy.…`."""
    typed = request.form
    limits = {name: text for name in _LIMITS if (text := typed.get(f"thresholds.{name}", "").strip())}
    if _VALUE in limits:
        limits[_VALUE] = read_hundredths(limits[_VALUE])
    written: dict[str, Any] = {
        **{name: typed.get(name, "").strip() for name in (*_NUMBERS, "window_from", "approval", "refund_due")},
        "non_returnable_skus": read_list("non_returnable_skus"),
        "thresholds": {**limits, "days": typed.get("thresholds.days", "").strip() or "90"},
    }
    whole = shop.settings.model_dump(mode="json")
    return read_settings({**whole, "policy": {**whole["policy"], **written}}).policy


def _draw(shop: Shop, problem: Problem | None = None) -> Response:
    terms = shop.settings.policy
    stored = {name: str(getattr(terms, name)) for name in (*_NUMBERS, "window_from", "approval", "refund_due")}
    stored["non_returnable_skus"] = "\n".join(terms.non_returnable_skus)
    limits = {name: getattr(terms.thresholds, name) for name in (*_LIMITS, "days")}
    stored |= {f"thresholds.{name}": str(most) for name, most in limits.items() if most is not None}
    if terms.thresholds.value_of_person_minor is not None:
        stored[f"thresholds.{_VALUE}"] = f"{terms.thresholds.value_of_person_minor / 100:.2f}"
    return answer(
        render_template(
            "desk/policy/terms.html",
            shop=shop,
            based_on=own_shop().settings_version,
            values=as_typed(stored, problem),
            errors=place_errors(problem, "policy.", _FIELDS),
            moments=[(moment, f"When {words}") for moment, words in MOMENTS.items()],
            problem=problem,
        ),
        problem,
    )
