"""What a trial says of one line, in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass

from sendback.orders.model import OrderLine
from sendback.policy.model import Decision, Term
from sendback.policy.rules import Fact
from sendback.returns.sentences import say_decision
from sendback.shops.model import Shop, ShopSettings
from sendback.web.desk.built_in import BUILT_IN
from sendback.web.desk.policy.naming import ENGLISH, OUTCOMES, list_words, name_options, name_values
from sendback.web.desk.policy.trying import Asked, Outcome


@dataclass(frozen=True, slots=True)
class Other:
    """What one set of other choices would give."""

    choices: str
    outcome: tuple[str, str]
    rule: str
    fee: str
    says: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line, what was said of it, and what would become of it."""

    place: int
    line: OrderLine
    asked: Asked
    outcome: tuple[str, str]
    rule: str
    is_own_rule: bool
    says: str
    agent: str
    fee: str
    sent: str
    others: Sequence[Other]


def show_verdict(shop: Shop, place: int, line: OrderLine, asked: Asked, outcome: Outcome, language: str) -> Verdict:
    """Write down what would be decided, its sentence in the language of the shopper."""
    decision, settings = outcome.decision, shop.settings
    option = name_options(settings).get(decision.option, decision.option)
    sent = [f"by {option}" if option else "", f"to {decision.return_to}" if decision.return_to else ""]
    return Verdict(
        place=place,
        line=line,
        asked=asked,
        outcome=OUTCOMES[decision.outcome],
        rule=BUILT_IN.get(decision.rule, decision.rule),
        is_own_rule=decision.rule not in BUILT_IN,
        says=say_decision(settings, decision, settings.words(language)),
        agent=decision.note,
        fee=_say_fee(decision),
        sent=" ".join(part for part in sent if part),
        others=[_show_other(settings, term, language) for term in outcome.terms] if len(outcome.terms) > 1 else [],
    )


def _show_other(settings: ShopSettings, term: Term, language: str) -> Other:
    decision, names = term.decision, name_values(settings)
    picked = ((Fact.REASON, term.reasons), (Fact.CONDITION, term.conditions), (Fact.RESOLUTION, term.resolutions))
    said = [list_words((names[fact].get(code, code) for code in codes), "or") for fact, codes in picked if codes is not None]
    return Other(
        choices=" · ".join(said) or "Anything else",
        outcome=OUTCOMES[decision.outcome],
        rule=BUILT_IN.get(decision.rule, decision.rule),
        fee=_say_fee(decision),
        says=say_decision(settings, decision, settings.words(language)),
    )


def _say_fee(decision: Decision) -> str:
    return ENGLISH.money(decision.fee_minor, decision.fee_currency) if decision.fee_minor and decision.fee_currency else ""
