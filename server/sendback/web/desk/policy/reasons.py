"""Reasons, one form each: its words, for which goods, its closer reasons, and what a shopper is asked for with it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, render_template, request, url_for

from sendback.errors import Code, Problem
from sendback.returns.naming import list_reasons
from sendback.shops.fields import ReasonSetting
from sendback.shops.model import Shop, ShopSettings
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.desk.policy.answering import answer
from sendback.web.desk.policy.choices import ASKED, draw_choices
from sendback.web.desk.policy.forms import (
    MORE_ROWS,
    as_typed,
    place_errors,
    read_code,
    read_labels,
    read_list,
    read_rows,
    refuse,
    refuse_code,
)
from sendback.web.desk.policy.ordering import move
from sendback.web.desk.policy.saving import Change, read_version, save_parts
from sendback.web.going import see_other

_FIELDS = ("code", "categories", "photos", "note")


@needs(Action.CHANGE_SETTINGS)
def show_new_reason() -> Response | str:
    """Show the form of a reason that is to be added."""
    return _draw(own_shop(), None)


@needs(Action.CHANGE_SETTINGS)
def show_reason(code: str) -> Response | str:
    """Show the form of one reason."""
    shop = own_shop()
    return _draw(shop, get_reason(shop.settings, code))


@needs(Action.CHANGE_SETTINGS)
def add_reason() -> Response | str:
    """Add a reason after the others."""

    def change(before: ShopSettings) -> Mapping[str, Any]:
        form = _read_form(before, None)
        added = {"code": read_code("code", form["label"]), **form}
        refuse_code("code", added["code"], {reason.code for reason in before.reasons})
        return {"reasons": [*_list(before), added]}

    return _save(None, change)


@needs(Action.CHANGE_SETTINGS)
def save_reason(code: str) -> Response | str:
    """Save one reason; its code stays what it is."""

    def change(before: ShopSettings) -> Mapping[str, Any]:
        reason = get_reason(before, code)
        changed = {"code": code, **_read_form(before, reason)}
        return {"reasons": [changed if each["code"] == code else each for each in _list(before)]}

    return _save(get_reason(own_shop().settings, code), change)


@needs(Action.CHANGE_SETTINGS)
def move_reason(code: str) -> Response | str:
    """Move a reason up or down in the list."""
    return _rearrange(lambda before: move(_list(before), [reason.code for reason in before.reasons].index(code)), code)


@needs(Action.CHANGE_SETTINGS)
def remove_reason(code: str) -> Response | str:
    """Take a reason out of the list; returns that have it keep it."""
    return _rearrange(lambda before: [each for each in _list(before) if each["code"] != code], code)


def get_reason(settings: ShopSettings, code: str) -> ReasonSetting:
    """Return a reason by its code; Problem not-found."""
    found = next((reason for reason in settings.reasons if reason.code == code), None)
    if found is None:
        raise Problem(Code.NOT_FOUND, "There is no such reason.")
    return found


def _rearrange(arrange: Callable[[ShopSettings], list[dict[str, Any]]], code: str) -> Response | str:
    shop = own_shop()
    get_reason(shop.settings, code)
    try:
        save_parts(read_version(), lambda before: {"reasons": arrange(before)})
    except Problem as problem:
        return draw_choices(own_shop(), problem)
    return see_other(url_for("desk.policy.show_choices", done="saved", _anchor="reasons"))


def _save(reason: ReasonSetting | None, change: Change) -> Response:
    try:
        save_parts(read_version(), change)
    except Problem as problem:
        return _draw(own_shop(), reason, problem)
    return see_other(url_for("desk.policy.show_choices", done="saved", _anchor="reasons"))


def _read_form(before: ShopSettings, reason: ReasonSetting | None) -> dict[str, Any]:
    labels = read_labels("label", reason.label if reason else {}, before.languages)
    if not labels.get(before.default_language):
        raise refuse(f"label.{before.default_language}", "required", "Give it a name in the shop's own language.")
    return {
        "label": labels,
        "categories": read_list("categories"),
        "subs": read_rows("subs", reason.subs if reason else (), before.languages),
        "photos": request.form.get("photos", "off"),
        "note": request.form.get("note", "optional"),
    }


def _draw(shop: Shop, reason: ReasonSetting | None, problem: Problem | None = None) -> Response:
    subs = reason.subs if reason else ()
    place = [each.code for each in shop.settings.reasons].index(reason.code) if reason else len(shop.settings.reasons)
    stored = {"photos": reason.photos, "note": reason.note, "categories": "\n".join(reason.categories)} if reason else {}
    stored |= {f"label.{tag}": text for tag, text in reason.label.items()} if reason else {}
    stored |= {f"subs.{row}.label.{tag}": text for row, sub in enumerate(subs) for tag, text in sub.label.items()}
    return answer(
        render_template(
            "desk/policy/reason.html",
            shop=shop,
            reason=reason,
            name=reason and list_reasons(shop.settings)[reason.code],
            codes=[*(sub.code for sub in subs), *[""] * MORE_ROWS],
            values=as_typed(stored, problem),
            errors=place_errors(problem, f"reasons.{place}.", _FIELDS),
            asked=ASKED,
            problem=problem,
        ),
        problem,
    )


def _list(settings: ShopSettings) -> list[dict[str, Any]]:
    return [reason.model_dump(mode="json") for reason in settings.reasons]
