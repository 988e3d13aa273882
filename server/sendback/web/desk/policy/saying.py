"""A rule in plain words: when it holds, and what it does then."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sendback.policy.model import Day
from sendback.policy.rules import Between, Fact, Fee, Rule, Season, Span, Window
from sendback.shops.terms import PolicySetting
from sendback.web.desk.policy.naming import ENGLISH, OUTCOMES, list_words
from sendback.web.moments import write_day

DAYS: Mapping[Day, str] = {Day.ORDERED: "the order", Day.SHIPPED: "shipping", Day.DELIVERED: "delivery"}
MOMENTS = {
    "request": "it is asked for",
    "first_scan": "the carrier scans it",
    "receipt": "it arrives",
    "inspection": "it is inspected",
}
_FACTS: Mapping[Fact, str] = {
    Fact.CATEGORY: "category",
    Fact.SKU: "SKU",
    Fact.TAG: "tag",
    Fact.REASON: "reason",
    Fact.CONDITION: "condition",
    Fact.RESOLUTION: "they ask for",
    Fact.CUSTOMER: "bought by",
    Fact.COUNTRY: "from",
}

Names = Mapping[Fact, Mapping[str, str]]


def say_when(rule: Rule, names: Names) -> str:
    """Say when a rule holds."""
    said = list(_say_facts(rule.when.any_of, names))
    if rule.when.prices:
        said.append(f"price {_say_prices(rule.when.prices)}")
    if rule.when.quantity:
        said.append(f"quantity {say_span(rule.when.quantity, str)}")
    said += [_say_between(between) for between in rule.when.days]
    if rule.when.within:
        said.append(f"within {say_window(rule.when.within)}")
    if rule.when.later_than:
        said.append(f"later than {say_window(rule.when.later_than)}")
    excepted = ", or ".join(_say_facts(rule.when.none_of, names))
    return ", ".join([*(said or ["anything"]), *([f"unless {excepted}"] if excepted else [])])


def say_then(rule: Rule, options: Mapping[str, str]) -> str:
    """Say what a rule does besides its outcome: what it costs, how and where the goods go."""
    said = [f"for {say_fee(rule.fee)}"] if rule.fee else []
    if rule.option:
        said.append(f"by {options.get(rule.option, rule.option)}")
    if rule.return_to:
        said.append(f"to {rule.return_to}")
    return ", ".join(said)


def say_outcome(rule: Rule) -> tuple[str, str]:
    """Say the outcome, with the tone of its badge."""
    return OUTCOMES[rule.then]


def say_fee(fee: Fee) -> str:
    """Say what the shop keeps."""
    if fee.basis_points:
        return f"{fee.basis_points / 100:g} % of the price"
    amounts = " or ".join(ENGLISH.money(minor, currency) for currency, minor in fee.flat)
    return f"{amounts} each" if fee.is_each else amounts


def say_window(window: Window) -> str:
    """Say how long a window is."""
    days = f"{window.days} day{'' if window.days == 1 else 's'}"
    since = f" of {DAYS[window.counted_from]}" if window.counted_from else ""
    grace = f" and {window.grace_days} of grace" if window.grace_days is not None else ""
    return f"{days}{since}{grace}{'' if window.is_extended else ', in every season'}"


def say_season(season: Season) -> str:
    """Say whose window a season makes longer."""
    bought = f"{write_day(season.bought_from)} to {write_day(season.bought_to)}"
    return f"Bought {bought}: back until {write_day(season.until)}"


def say_terms(terms: PolicySetting) -> list[tuple[str, str]]:
    """Say what holds where no rule says otherwise."""
    days = f"{terms.window_days} days from {DAYS[Day(terms.window_from)]}"
    grace = f", and {terms.grace_days} of grace" if terms.grace_days else ""
    limits = terms.thresholds
    facts = [
        ("returns of one order", limits.returns_of_order),
        (f"returns of one person in {limits.days} days", limits.returns_of_person),
        ("names at one address", limits.names_at_address),
    ]
    said = [f"{most} {what}" for what, most in facts if most is not None]
    if limits.value_of_person_minor is not None:
        said.append(f"goods worth {limits.value_of_person_minor / 100:.2f} by one person in {limits.days} days")
    return [
        ("Return window", days + grace),
        ("Without a rule", "Every return waits for you" if terms.approval == "none" else "Returns go through by themselves"),
        ("Never back", ", ".join(terms.non_returnable_skus) or "nothing"),
        ("Money is due when", MOMENTS[terms.refund_due]),
        ("You are asked from", list_words(said, "or") or "no number on"),
    ]


def _say_facts(named: Mapping[Fact, Sequence[str]], names: Names) -> Iterator[str]:
    for fact, said in _FACTS.items():
        if values := named.get(fact):
            known = names.get(fact, {})
            yield f"{said} {list_words((known.get(value, value) for value in values), 'or')}"


def say_span(span: Span, write: Callable[[int], str]) -> str:
    """Say from where to where."""
    low = write(span.low) if span.low is not None else ""
    high = write(span.high) if span.high is not None else ""
    if low and high:
        return f"{low} to {high}" if low != high else low
    return f"{low} or more" if low else f"at most {high}"


def _say_prices(prices: Sequence[tuple[str, Span]]) -> str:
    return list_words((_say_price(currency, span) for currency, span in prices), "or")


def _say_price(currency: str, span: Span) -> str:
    return say_span(span, lambda minor: ENGLISH.money(minor, currency))


def _say_between(between: Between) -> str:
    verb = between.day.value
    first, last = (write_day(day) if day else "" for day in (between.first, between.last))
    if first and last:
        return f"{verb} {first} to {last}"
    return f"{verb} on {first} or later" if first else f"{verb} on {last} or earlier"
