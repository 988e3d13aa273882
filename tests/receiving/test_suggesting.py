"""What the rules suggest: the first that fits, never what is forbidden."""

import pytest

from sendback.receiving.suggesting import SuggestFacts, find_obstacle, suggest
from sendback.shops.receiving import Disposition, DispositionRule, Outcome, PlaceSetting, ReceivingSetting

D = Disposition
STANDARD = ReceivingSetting(places=(PlaceSetting(disposition=D.RESTOCK, place="A-1"),))


@pytest.mark.parametrize(
    ("facts", "expected", "place"),
    [
        (SuggestFacts(Outcome.ARRIVED, "a"), (D.RESTOCK, "as-new"), "A-1"),
        (SuggestFacts(Outcome.ARRIVED, "b"), (D.RESELL, "opened"), ""),
        (SuggestFacts(Outcome.ARRIVED, "c"), (D.REFURBISH, "used"), ""),
        (SuggestFacts(Outcome.ARRIVED, "d"), (D.SCRAP, "broken"), ""),
        (SuggestFacts(Outcome.ARRIVED), (None, ""), ""),
        (SuggestFacts(Outcome.DAMAGED), (D.SCRAP, "damaged"), ""),
        (SuggestFacts(Outcome.DAMAGED, "a"), (D.SCRAP, "damaged"), ""),
        (SuggestFacts(Outcome.MISSING, "a"), (None, ""), ""),
    ],
)
def test_a_shop_begins_with_rules_by_grade(facts: SuggestFacts, expected: tuple[Disposition | None, str], place: str) -> None:
    found = suggest(STANDARD, facts)
    assert (found.disposition, found.rule, found.place) == (*expected, place)


@pytest.mark.parametrize(
    ("rule", "facts", "fits"),
    [
        ({"skus": ["WOOL-*"]}, SuggestFacts(Outcome.ARRIVED, sku="wool-7"), True),
        ({"skus": ["WOOL-*"]}, SuggestFacts(Outcome.ARRIVED, sku="FELT-7"), False),
        ({"skus": ["WOOL-*"]}, SuggestFacts(Outcome.WRONG), False),
        ({"reasons": ["damaged"]}, SuggestFacts(Outcome.ARRIVED, reason="damaged"), True),
        ({"reasons": ["damaged"]}, SuggestFacts(Outcome.ARRIVED, reason="too_small"), False),
        ({"outcomes": ["wrong", "extra"]}, SuggestFacts(Outcome.EXTRA), True),
        ({"outcomes": ["wrong"]}, SuggestFacts(Outcome.ARRIVED), False),
        ({"price_below_minor": 1000}, SuggestFacts(Outcome.ARRIVED, price_minor=999), True),
        ({"price_below_minor": 1000}, SuggestFacts(Outcome.ARRIVED, price_minor=1000), False),
        ({"price_below_minor": 1000}, SuggestFacts(Outcome.ARRIVED), False),
        ({"price_from_minor": 1000}, SuggestFacts(Outcome.ARRIVED, price_minor=1000), True),
        ({"price_from_minor": 1000, "price_below_minor": 2000}, SuggestFacts(Outcome.ARRIVED, price_minor=2000), False),
        ({"grades": ["b"], "skus": ["X"]}, SuggestFacts(Outcome.ARRIVED, "b", "X"), True),
        ({"grades": ["b"], "skus": ["X"]}, SuggestFacts(Outcome.ARRIVED, "b", "Y"), False),
    ],
)
def test_all_that_a_rule_names_has_to_fit(rule: dict[str, object], facts: SuggestFacts, fits: bool) -> None:
    only = DispositionRule.model_validate({"name": "only", "disposition": "donate", **rule})
    assert suggest(ReceivingSetting(rules=(only,)), facts).disposition is (D.DONATE if fits else None)


def test_a_rule_that_may_not_be_followed_is_passed_over() -> None:
    rules = (DispositionRule(name="all-back", disposition=D.RESTOCK), DispositionRule(name="rest", disposition=D.VENDOR))
    setting = ReceivingSetting(rules=rules)
    assert suggest(setting, SuggestFacts(Outcome.ARRIVED, "a")).rule == "all-back"
    assert suggest(setting, SuggestFacts(Outcome.ARRIVED, "c")).rule == "rest"
    assert suggest(setting, SuggestFacts(Outcome.DAMAGED, "a")).rule == "rest"


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("grade", ["", "a", "b", "c", "d"])
def test_what_is_damaged_or_of_a_lesser_grade_is_never_sold_as_new(outcome: Outcome, grade: str) -> None:
    is_free = outcome is not Outcome.DAMAGED and grade in ("", "a")
    assert (find_obstacle(STANDARD, outcome, grade, D.RESTOCK) == "") is is_free
    assert not any(find_obstacle(STANDARD, outcome, grade, each) for each in Disposition if each is not D.RESTOCK)
