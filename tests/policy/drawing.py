"""Policies and lines drawn by chance from a small world, so that rules and lines often meet."""

from datetime import date

from hypothesis import strategies as st

from sendback.policy.book import PolicyBook
from sendback.policy.model import Day, LineFacts, Outcome
from sendback.policy.rules import Between, Fact, Fee, Rule, Season, Span, When, Window
from sendback.shops.terms import PolicySetting

NAMES = {
    Fact.COUNTRY: ["fi", "se"],
    Fact.SKU: ["a*", "a1", "?1", "[ab]2", "*", "b-*-1"],
    Fact.CATEGORY: ["soap", "shoes"],
    Fact.TAG: ["sale", "new"],
    Fact.CUSTOMER: ["business", "consumer"],
    Fact.REASON: ["broken", "broken/lid", "small"],
    Fact.CONDITION: ["opened", "worn"],
    Fact.RESOLUTION: ["refund", "exchange"],
}

days = st.dates(date(2026, 1, 1), date(2026, 3, 31))
maybe_days = st.none() | days
_day_kinds = st.sampled_from(Day)
_counts = st.integers(0, 40)
_spans = st.builds(Span, low=st.none() | st.integers(0, 3), high=st.none() | st.integers(0, 3))
_windows = st.builds(Window, _counts, st.none() | _day_kinds, st.none() | st.integers(0, 5), st.booleans())
_fees = st.sampled_from(
    [Fee(flat=(("EUR", 490),)), Fee(flat=(("EUR", 100), ("SEK", 1000)), is_each=True), Fee(basis_points=1250)]
)  # fmt: skip


@st.composite
def _named(draw: st.DrawFn) -> dict[Fact, tuple[str, ...]]:
    facts = draw(st.lists(st.sampled_from(Fact), unique=True, max_size=2))
    return {fact: tuple(draw(st.lists(st.sampled_from(NAMES[fact]), unique=True, min_size=1, max_size=2))) for fact in facts}


@st.composite
def rules(draw: st.DrawFn, name: str = "a") -> Rule:
    """Draw one rule that a text could hold."""
    then = draw(st.sampled_from(Outcome))
    window = draw(st.none() | _windows)
    when = When(
        any_of=draw(_named()),
        none_of=draw(_named()),
        prices=draw(st.just(()) | st.tuples(st.tuples(st.sampled_from(["EUR", "SEK"]), _spans))),
        quantity=draw(st.none() | _spans),
        days=tuple(draw(st.lists(st.builds(Between, _day_kinds, maybe_days, maybe_days), max_size=1))),
        within=window if then is not Outcome.REFUSE else None,
        later_than=window if then is Outcome.REFUSE else None,
    )
    fee = draw(st.none() | _fees) if then in (Outcome.ALLOW, Outcome.ASK) else None
    return Rule(name, then, line=1, when=when, fee=fee)


@st.composite
def books(draw: st.DrawFn, most: int = 6) -> PolicyBook:
    """Draw a policy with seasons and rules in their order."""
    count = draw(st.integers(0, most))
    seasons = draw(st.lists(st.builds(Season, st.just("winter"), days, days, days), max_size=2))
    return PolicyBook(seasons=tuple(seasons), rules=tuple(draw(rules(f"rule-{n}")) for n in range(count)))


terms = st.builds(
    PolicySetting,
    window_days=_counts,
    window_from=st.sampled_from([day.value for day in Day]),
    grace_days=st.integers(0, 5),
    approval=st.sampled_from(["all", "none"]),
    non_returnable_skus=st.sampled_from([(), ("B*",)]),
)

lines = st.builds(
    LineFacts,
    sku=st.sampled_from(["A1", "a2", "B1", "b-9-1", ""]),
    left=st.sampled_from([0, 1, 2, 2, 2]),
    not_returnable=st.sampled_from([False, False, False, True]),
    returnable_until=st.none() | maybe_days,
    ordered_on=maybe_days,
    shipped_on=maybe_days,
    delivered_on=maybe_days,
    quantity=st.none() | st.integers(1, 3),
    price_minor=st.none() | st.integers(0, 3),
    currency=st.sampled_from(["EUR", "SEK", ""]),
    category=st.sampled_from(["Soap", "shoes", ""]),
    tags=st.lists(st.sampled_from(["sale", "New", "old, but good"]), unique=True).map(tuple),
    country=st.sampled_from(["FI", "SE", ""]),
    is_business=st.booleans(),
    reason=st.none() | st.sampled_from(["broken", "small"]),
    sub_reason=st.none() | st.just("lid"),
    condition=st.none() | st.sampled_from(["opened", "worn"]),
    resolution=st.none() | st.sampled_from(["refund", "exchange"]),
)
