"""What the shop's rules say should become of a thing. A suggestion is never what the house forbids."""

from dataclasses import dataclass
from fnmatch import fnmatchcase

from sendback.returns.model import ReturnLine
from sendback.shops.receiving import Disposition, DispositionRule, Outcome, ReceivingSetting


@dataclass(frozen=True, slots=True)
class SuggestFacts:
    """What rules ask about; the price is of one unit, None where nobody said one."""

    outcome: Outcome
    grade: str = ""
    sku: str = ""
    price_minor: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the first rule that fits says, and where such things are put; nothing where none fits."""

    disposition: Disposition | None = None
    rule: str = ""
    place: str = ""


def suggest(setting: ReceivingSetting, facts: SuggestFacts) -> Suggestion:
    """Suggest what becomes of a thing: the first rule that fits and may be followed."""
    for rule in setting.rules:
        if _fits(rule, facts) and not find_obstacle(setting, facts.outcome, facts.grade, rule.disposition):
            return Suggestion(rule.disposition, rule.name, setting.find_place(rule.disposition))
    return Suggestion()


def gather_facts(line: ReturnLine | None, outcome: Outcome, grade: str, sku: str = "") -> SuggestFacts:
    """Gather what the rules ask about; what is not the line's own has the SKU that somebody read, and no price."""
    is_own = line is not None and outcome is not Outcome.WRONG
    if line is None or not is_own:
        return SuggestFacts(outcome, grade, sku, reason=line.reason if line else "")
    return SuggestFacts(outcome, grade, line.sku, line.unit_price_minor, line.reason)


def mark_alike(setting: ReceivingSetting, sku: str, price_minor: int | None) -> tuple[bool, ...]:
    """Say which rules that ask for wares or prices fit: things of one reason of which all is alike have the same suggestions."""
    return tuple(
        _is_ware(rule, sku) and _is_priced(rule, price_minor)
        for rule in setting.rules
        if rule.skus or rule.price_from_minor is not None or rule.price_below_minor is not None
    )


def find_obstacle(setting: ReceivingSetting, outcome: Outcome, grade: str, disposition: Disposition) -> str:
    """Say why a thing cannot go where somebody or a rule wants it; empty where it can."""
    if disposition is not Disposition.RESTOCK:
        return ""
    if outcome is Outcome.DAMAGED:
        return "What is damaged is never sold as new."
    sellable = {each.code: each.is_sellable for each in setting.grades}
    return "" if sellable.get(grade, True) else "What has this grade is not sold as new."


def _fits(rule: DispositionRule, facts: SuggestFacts) -> bool:
    """Say whether all that a rule names fits; what nobody knows fits no rule that asks for it."""
    if facts.outcome is Outcome.MISSING or (rule.outcomes and facts.outcome.value not in rule.outcomes):
        return False
    if (rule.grades and facts.grade not in rule.grades) or (rule.reasons and facts.reason not in rule.reasons):
        return False
    return _is_ware(rule, facts.sku) and _is_priced(rule, facts.price_minor)


def _is_ware(rule: DispositionRule, sku: str) -> bool:
    return not rule.skus or any(fnmatchcase(sku.upper(), each.upper()) for each in rule.skus)


def _is_priced(rule: DispositionRule, price_minor: int | None) -> bool:
    if rule.price_from_minor is None and rule.price_below_minor is None:
        return True
    if price_minor is None:
        return False
    below = rule.price_below_minor
    return price_minor >= (rule.price_from_minor or 0) and (below is None or price_minor < below)
