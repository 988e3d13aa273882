"""Seasons: what is bought in them may come back until a day, where its window would end before."""

import tomllib
from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Response, render_template, request, url_for

from sendback.errors import Code, FieldError, Problem
from sendback.policy.season_editing import add_season as write_season
from sendback.policy.season_editing import change_season, drop_season
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.desk.policy.answering import answer
from sendback.web.desk.policy.forms import as_typed, place_errors
from sendback.web.desk.policy.reading import text_of
from sendback.web.desk.policy.saving import change_text, read_version
from sendback.web.going import see_other

_DAYS = ("bought_from", "bought_to", "until")


@needs(Action.CHANGE_SETTINGS)
def show_new_season() -> Response | str:
    """Show the form of a season that is to be added."""
    return _draw(own_shop(), None, {})


@needs(Action.CHANGE_SETTINGS)
def show_season(number: int) -> Response | str:
    """Show the form of one season, by its place in the text."""
    shop = own_shop()
    return _draw(shop, number, get_written(shop, number))


@needs(Action.CHANGE_SETTINGS)
def add_season() -> Response | str:
    """Add a season."""
    return _save(None, lambda text: write_season(text, _read_form()))


@needs(Action.CHANGE_SETTINGS)
def save_season(number: int) -> Response | str:
    """Save one season."""
    get_written(own_shop(), number)
    return _save(number, lambda text: change_season(text, number, _read_form()))


@needs(Action.CHANGE_SETTINGS)
def remove_season(number: int) -> Response | str:
    """Take a season out."""
    get_written(own_shop(), number)
    return _save(number, lambda text: drop_season(text, number))


def get_written(shop: Shop, number: int) -> dict[str, Any]:
    """Return a season as its text has it; Problem not-found."""
    seasons: list[dict[str, Any]] = tomllib.loads(text_of(shop.settings)).get("season", [])
    if number >= len(seasons):
        raise Problem(Code.NOT_FOUND, "There is no such season.")
    return seasons[number]


def _save(number: int | None, change: Callable[[str], str]) -> Response:
    try:
        change_text(read_version(), change)
    except Problem as problem:
        return _draw(own_shop(), number, {}, problem)
    return see_other(url_for("desk.policy.show_rules", done="saved", _anchor="seasons"))


def _read_form() -> dict[str, Any]:
    typed, errors = request.form, []
    season: dict[str, Any] = {"name": typed.get("name", "").strip()}
    for name in _DAYS:
        try:
            season[name] = date.fromisoformat(typed.get(name, ""))
        except ValueError:
            errors.append(FieldError(name, "required", "Name a day."))
    if not season["name"]:
        errors.insert(0, FieldError("name", "required", "Give it a name."))
    if errors:
        raise Problem(Code.INVALID_FIELDS, "This cannot be saved yet.", errors=errors)
    return season


def _draw(shop: Shop, number: int | None, season: dict[str, Any], problem: Problem | None = None) -> Response:
    stored = {name: str(season.get(name, "")) for name in ("name", *_DAYS)}
    return answer(
        render_template(
            "desk/policy/season.html",
            shop=shop,
            number=number,
            values=as_typed(stored, problem),
            errors=place_errors(problem, "", ()),
            problem=problem,
        ),
        problem,
    )
