"""The policy as a list of rules in plain words, with what is worth a second look at each."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, render_template, request

from sendback.errors import Problem
from sendback.policy.examples import run_examples
from sendback.policy.rules import Rule
from sendback.shops.fields import in_language
from sendback.shops.model import Shop, ShopSettings
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.desk.policy.answering import answer
from sendback.web.desk.policy.naming import name_options, name_values
from sendback.web.desk.policy.reading import places_of, read_current, today_of
from sendback.web.desk.policy.saying import say_outcome, say_season, say_terms, say_then, say_when
from sendback.web.desk.policy.versions import find_last_saved
from sendback.web.moments import write_moment


@dataclass(frozen=True, slots=True)
class Said:
    """One rule in plain words; `says` is what the shopper reads."""

    rule: Rule
    when: str
    outcome: tuple[str, str]
    then: str
    says: str


@needs(Action.SEE_SETTINGS)
def show_rules() -> Response | str:
    """Show the policy: the terms, the rules in order, the seasons."""
    return draw_rules(own_shop())


def draw_rules(shop: Shop, problem: Problem | None = None) -> Response:
    """Draw the page, with what stood in the way of changing something on it."""
    current = read_current(shop.settings, places_of(shop), today_of(shop))
    return answer(
        render_template(
            "desk/policy/rules.html",
            shop=shop,
            last=find_last_saved(shop),
            terms=say_terms(current.book.terms),
            rules=_say(current.book.rules, shop.settings),
            seasons=[(season, say_season(season)) for season in current.book.seasons],
            notices=current.list_notices(),
            examples=run_examples(current.book),
            moment=lambda at: write_moment(at, shop.settings.zone),
            problem=problem,
            done=request.args.get("done", ""),
        ),
        problem,
    )


def _say(rules: Sequence[Rule], settings: ShopSettings) -> list[Said]:
    names, options = name_values(settings), name_options(settings)
    return [
        Said(
            rule=rule,
            when=say_when(rule, names),
            outcome=say_outcome(rule),
            then=say_then(rule, options),
            says=in_language(dict(rule.shopper), "en", settings.default_language),
        )
        for rule in rules
    ]
