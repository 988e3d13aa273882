"""Changing one rule by its form, or its place by a button: the rest of the text stays as its owner wrote it."""

import tomllib
from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, render_template, url_for

from sendback.errors import Code, Problem
from sendback.policy.editing import add_rule as write_rule
from sendback.policy.editing import change_rule, drop_rule, shift_rule
from sendback.returns.naming import RESOLUTIONS, list_conditions, list_reasons
from sendback.returns.policies import policy_of
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.shops.warehouses import MAIN
from sendback.web.auth import needs, own_shop
from sendback.web.desk.policy import naming
from sendback.web.desk.policy.answering import answer
from sendback.web.desk.policy.forms import as_typed
from sendback.web.desk.policy.ordering import read_step
from sendback.web.desk.policy.reading import places_of, text_of
from sendback.web.desk.policy.rule_faults import place_rule_faults, refuse_amounts
from sendback.web.desk.policy.rule_form import PICKS, Written, fill_form, list_picked, read_form
from sendback.web.desk.policy.rules import draw_rules
from sendback.web.desk.policy.saving import change_text, read_version
from sendback.web.going import see_other

_FACTS = {"reason": "Reason", "condition": "Condition", "resolution": "They ask for"}


@needs(Action.CHANGE_SETTINGS)
def show_new_rule() -> Response | str:
    """Show the form of a rule that is to be added after the others."""
    return _draw(own_shop(), "", {"then": "ask"})


@needs(Action.CHANGE_SETTINGS)
def show_rule(rule: str) -> Response | str:
    """Show the form of one rule."""
    shop = own_shop()
    return _draw(shop, rule, get_written(shop, rule))


@needs(Action.CHANGE_SETTINGS)
def add_rule() -> Response | str:
    """Add a rule after the others."""
    shop = own_shop()
    written = read_form(shop.settings.languages, {})
    return _save(shop, "", written, lambda text: write_rule(text, written))


@needs(Action.CHANGE_SETTINGS)
def save_rule(rule: str) -> Response | str:
    """Save one rule where it stands."""
    shop = own_shop()
    before = get_written(shop, rule)
    written = read_form(shop.settings.languages, before)
    is_same = fill_form(written) == fill_form(before)  # then even the spaces stay
    return _save(shop, rule, written, lambda text: text if is_same else change_rule(text, rule, written))


@needs(Action.CHANGE_SETTINGS)
def move_rule(rule: str) -> Response | str:
    """Move a rule before or after its neighbour."""
    step = read_step()
    return _rearrange(rule, lambda text: shift_rule(text, rule, step), f"rule-{rule}")


@needs(Action.CHANGE_SETTINGS)
def remove_rule(rule: str) -> Response | str:
    """Take a rule out."""
    return _rearrange(rule, lambda text: drop_rule(text, rule), "rules")


def get_written(shop: Shop, rule: str) -> Written:
    """Return a rule as its text has it; Problem not-found."""
    rules: list[dict[str, Any]] = tomllib.loads(text_of(shop.settings)).get("rule", [])
    found = next((each for each in rules if each.get("id") == rule), None)
    if found is None:
        raise Problem(Code.NOT_FOUND, "There is no such rule.")
    return found


def _rearrange(rule: str, change: Callable[[str], str], anchor: str) -> Response | str:
    get_written(own_shop(), rule)
    try:
        change_text(read_version(), change)
    except Problem as problem:
        return draw_rules(own_shop(), problem)
    return see_other(url_for("desk.policy.show_rules", done="saved", _anchor=anchor))


def _save(shop: Shop, rule: str, written: Written, change: Callable[[str], str]) -> Response:
    try:
        refuse_amounts(written)
        change_text(read_version(), change)
    except Problem as problem:
        return _draw(shop, rule, written, problem)
    return see_other(url_for("desk.policy.show_rules", done="saved", _anchor=f"rule-{written['id']}"))


def _draw(shop: Shop, rule: str, written: Written, problem: Problem | None = None) -> Response:
    settings = own_shop().settings
    values = as_typed(fill_form(written), problem)
    told, errors = place_rule_faults(problem)
    return answer(
        render_template(
            "desk/policy/rule.html",
            shop=shop,
            based_on=own_shop().settings_version,
            rule_id=rule,
            values=values,
            errors=errors,
            facts=_FACTS,
            picked=_list_picks(shop, written),
            outcomes={each.value: said for each, said in naming.OUTCOMES.items()},
            options=[("", "The shopper chooses"), *naming.name_options(settings).items()],
            addresses=[("", "Your return address"), *((name, name) for name in _list_addresses(shop))],
            excepted=any(text for name, text in values.items() if name.startswith("not.")),
            dated=any(values.get(f"when.{day}_{end}") for day in ("ordered", "shipped", "delivered") for end in ("from", "to")),
            problem=told,
        ),
        told,
    )


def _list_picks(shop: Shop, written: Written) -> Mapping[str, dict[str, str]]:
    """List what may be picked: what the shop has, and what the rule names all the same."""
    settings = shop.settings
    resolutions = {each.value: name for each, name in RESOLUTIONS.items()}
    have = {"reason": list_reasons(settings), "condition": list_conditions(settings), "resolution": resolutions}
    return {
        fact: {**have[fact], **{code: code for code in list_picked(written, fact) if code not in have[fact]}} for fact in PICKS
    }


def _list_addresses(shop: Shop) -> list[str]:
    """List what a rule may send a return to: addresses of the policy, and the shop's other warehouses."""
    own = policy_of(shop.settings, shop.settings_version).addresses
    return list(dict.fromkeys([*own, *(code for code in places_of(shop) if code != MAIN)]))
