"""The designs as saved: read together, replaced one by one by whoever read the newest settings."""

from typing import Any

from flask import Blueprint, Response, g, jsonify

from sendback.errors import Code, FieldError, Problem, refuse_field
from sendback.paper.design.reading import write_design
from sendback.shops.design_store import drop_design, save_design
from sendback.shops.model import name_design
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.builder.paper.body import list_sent_problems, read_designer_json, read_sent_design, refuse_design
from sendback.web.builder.paper.facts import designer_facts
from sendback.web.builder.paper.kept import find_place, get_kept_design, tell_design
from sendback.web.context import get_context
from sendback.web.turns import in_turn

room = Blueprint("builder_paper_saved", __name__, url_prefix="/builder/paper/designs")


@room.get("")
@needs(Action.CHANGE_SETTINGS)
def show_designs() -> Response:
    """Answer with every design in force and all that a design may name."""
    return jsonify(designer_facts(get_context(), own_shop()))


@room.put("/<kind>/<size>")
@needs(Action.CHANGE_SETTINGS)
def replace_design(kind: str, size: str) -> Response:
    """Save a design that was changed from `version` of the settings; settings-conflict, or design-faulty with every fault."""
    place, body, shop, context = find_place(kind, size), read_designer_json(), own_shop(), get_context()
    based_on, design = _read_version(body), read_sent_design(body)
    if (design.kind, design.size) != place:
        detail = f"This design is for {design.kind} on {design.size}."
        raise refuse_field("design", "format", detail)
    with in_turn():
        if problems := list_sent_problems(body, shop.settings):
            raise refuse_design(problems)
    text, who, now = write_design(design), g.person.actor, context.clock()
    if shop.settings_version != based_on or get_kept_design(context.database, shop, kind, size) != (True, design):
        context.database.write(save_design, shop.shop_id, based_on, kind, size, text, who, now)
    return _answer(kind, size)


@room.delete("/<kind>/<size>")
@needs(Action.CHANGE_SETTINGS)
def return_to_builtin(kind: str, size: str) -> Response:
    """Draw with the built-in design from now on, as changed from `version` of the settings; settings-conflict."""
    find_place(kind, size)
    shop, context, based_on = own_shop(), get_context(), _read_version(read_designer_json())
    if shop.settings_version != based_on or name_design(kind, size) in shop.settings.designs:
        context.database.write(drop_design, shop.shop_id, based_on, kind, size, g.person.actor, context.clock())
    return _answer(kind, size)


def _read_version(body: dict[str, Any]) -> int:
    version = body.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or not 0 <= version < 2**31:
        fault = FieldError("version", "required", "Name the version of the settings this was changed from.")
        raise Problem(Code.INVALID_FIELDS, fault.detail, errors=[fault])
    return version


def _answer(kind: str, size: str) -> Response:
    """Tell what is in force now."""
    shop = own_shop()
    kept = get_kept_design(get_context().database, shop, kind, size)
    return jsonify({"version": shop.settings_version, **tell_design(*kept)})
