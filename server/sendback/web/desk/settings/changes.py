"""What was changed in the settings: by whom, when, from what to what."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, render_template, request

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.shops.actors import name_actors
from sendback.shops.comparing_settings import Change, compare_settings
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.shops.store import get_settings
from sendback.shops.version_store import SavedVersion, list_versions
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.moments import write_moment
from sendback.web.paging import cut_page, read_place

MOST_ON_A_PAGE = 10
MOST_VALUES = 8
"""How many values of a version the list shows; its own page shows all."""
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """One value in words; `is_policy` for the policy's text, which has a page of versions of its own."""

    name: str
    before: str
    after: str
    is_policy: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """One version: who saved it when, and what it changed."""

    version: int
    who: str
    at: str
    changes: Sequence[Shown]


@needs(Action.SEE_SETTINGS)
def list_changes() -> Response | str:
    """List the versions, newest first, each with the first values that it changed."""
    shop = own_shop()
    place = read_place(request.args.get("before", ""))
    before = shop.settings_version + 1 if place is None else place
    saved = get_context().database.read(_read, shop, before, MOST_ON_A_PAGE + 1)
    page, older = cut_page(saved, MOST_ON_A_PAGE, lambda each: each.version)
    return _draw(shop, page, older or 0, before <= shop.settings_version)


@needs(Action.SEE_SETTINGS)
def show_change(number: int) -> Response | str:
    """Show everything that one version changed."""
    shop = own_shop()
    saved = get_context().database.read(_read, shop, number + 1, 1)
    if not saved or saved[0].version != number:
        raise Problem(Code.NOT_FOUND, "There is no such version of the settings.")
    return _draw(shop, saved, one=number)


def _draw(shop: Shop, saved: Sequence[Saved], older: int = 0, is_further: bool = False, one: int = 0) -> str:
    most = 10_000 if one else MOST_VALUES
    page = "desk/settings/changes.html"
    return render_template(page, shop=shop, saved=saved, older=older, is_further=is_further, one=one, most=most)


def _read(tx: Tx, shop: Shop, before: int, most: int) -> list[Saved]:
    versions = list_versions(tx, shop.shop_id, before, most)
    names = name_actors(tx, shop.shop_id, [each.made_by for each in versions])
    return [_show(tx, shop, each, names[each.made_by]) for each in versions]


def _show(tx: Tx, shop: Shop, saved: SavedVersion, who: str) -> Saved:
    changes: list[Change] = []
    if saved.version > 1:
        old, new = (get_settings(tx, shop.shop_id, number) for number in (saved.version - 1, saved.version))
        changes = compare_settings(old, new)
    shown = [Shown(_name(each.path), write_value(each.before), write_value(each.after), _is_text(each)) for each in changes]
    return Saved(saved.version, who, write_moment(saved.made_at, shop.settings.zone), shown)


def _is_text(change: Change) -> bool:
    return change.path == ("policy", "text")


def _name(path: tuple[str, ...]) -> str:
    """Write where a value stands, as words."""
    parts = [part.removesuffix("_minor").replace("_", " ") for part in path]
    return " › ".join([parts[0].capitalize(), *parts[1:]])


def write_value(value: Any) -> str:
    """Write a value of the settings for people, cut where it is long.

    >>> write_value(None), write_value(False), write_value(["pdf", "bmp"]), write_value("")
    ('nothing', 'no', 'pdf, bmp', 'nothing')
    """
    if value in (None, "", [], {}):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and all(isinstance(each, str | int) for each in value):
        value = ", ".join(str(each) for each in value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
