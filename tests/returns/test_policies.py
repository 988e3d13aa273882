"""The policy in a shop: put in force or refused whole, asked about orders, and the same as ever where none is written."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sendback.database.model import Database
from sendback.errors import Code, Problem
from sendback.journal.store import list_events
from sendback.policy.decide import decide
from sendback.policy.model import Outcome
from sendback.returns.model import LineRequest
from sendback.returns.policies import choices_of, facts_of, judge_lines, known_of, policy_of, save_policy, survey_line
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from sendback.shops.resolutions import Resolution
from sendback.shops.store import get_settings, get_shop, save_settings
from tests.conftest import MakeShop
from tests.factories import NOW, make_line, make_order, make_return_request, make_settings, push_order

TODAY = NOW.date()
SALE = '[[rule]]\nid = "sale"\nthen = "ask"\n[rule.when]\ntag = "sale"\n'
WARRANTY = '[[rule]]\nid = "warranty"\nthen = "ask"\n[rule.when]\nreason = "damaged"\nwithin_days = 730\n'


def save(database: Database, shop: Shop, text: str) -> Shop:
    database.write(save_policy, shop.shop_id, shop.settings_version, text, "Aino", NOW)
    return database.read(get_shop, shop.shop_id)


def test_a_policy_and_its_terms_are_saved_as_one_version(database: Database, shop: Shop) -> None:
    saved = save(database, shop, f'[terms]\nwindow_days = 14\nnever = ["GIFT*"]\n{SALE}')
    assert saved.settings_version == shop.settings_version + 1
    policy = saved.settings.policy
    assert (policy.window_days, policy.non_returnable_skus, policy.grace_days) == (14, ("GIFT*",), 3)
    assert "grace_days = 3" in policy.text
    assert SALE in policy.text
    assert database.read(get_settings, shop.shop_id, shop.settings_version) == shop.settings


def test_a_policy_that_cannot_be_read_changes_nothing(database: Database, shop: Shop) -> None:
    good = save(database, shop, SALE)
    with pytest.raises(Problem) as caught:
        save(database, good, "[terms]\nwindow_days = 14\ncolour = 1\n[[rule]]\n")
    assert caught.value.code is Code.POLICY_INVALID
    assert [(error.field, error.code) for error in caught.value.errors] == [
        ("3:1", "unknown-key"), ("4:1", "missing"), ("4:1", "missing")]  # fmt: skip
    assert database.read(get_shop, shop.shop_id) == good


def test_a_policy_whose_example_comes_out_otherwise_changes_nothing(database: Database, shop: Shop) -> None:
    example = '[[example]]\nname = "A hat"\ntag = "sale"\ndays = 3\nexpect = "allow"\nrule = "window"\n'
    with pytest.raises(Problem) as caught:
        save(database, shop, SALE + example)
    (error,) = caught.value.errors
    assert (error.field, error.code) == ("6:1", "example-failed")
    assert error.detail == "A hat: sale says ask, not allow."
    assert database.read(get_shop, shop.shop_id) == shop


def test_two_who_save_at_once_are_told(database: Database, shop: Shop) -> None:
    save(database, shop, SALE)
    with pytest.raises(Problem) as caught:
        save(database, shop, WARRANTY)
    assert caught.value.code is Code.SETTINGS_CONFLICT


def test_the_journal_tells_that_it_changed_and_who_did(database: Database, shop: Shop) -> None:
    saved = save(database, shop, SALE)
    event = database.read(list_events, shop.shop_id, "settings")[-1]
    assert (event.type, event.actor) == ("settings.changed", "Aino")
    assert event.body == {"version": saved.settings_version, "changed": ["policy"]}


def test_terms_that_the_builder_saves_win_over_the_text(database: Database, shop: Shop) -> None:
    saved = save(database, shop, f"[terms]\nwindow_days = 14\n{SALE}")
    policy = saved.settings.policy.model_copy(update={"window_days": 60})
    settings = saved.settings.model_copy(update={"policy": policy})
    database.write(save_settings, shop.shop_id, saved.settings_version, settings, "owner", NOW)
    now = database.read(get_shop, shop.shop_id)
    assert policy_of(now.settings, now.settings_version).deadline.days == 63
    (_, decision), *_ = judge_lines(now, make_order(delivered_on=date(2026, 10, 1)), TODAY)
    assert decision.is_returnable


def test_a_text_that_nobody_can_read_any_more_leaves_it_to_people(shop: Shop) -> None:
    settings = make_settings(policy={"text": "[[rule]]\nid = 3\n"})
    decision = decide(policy_of(settings, 1), facts_of(make_order(), make_line()), TODAY)
    assert decision.outcome is Outcome.ASK


def test_a_policy_is_read_once(shop: Shop) -> None:
    assert policy_of(shop.settings, 3) is policy_of(shop.settings, 3)


def test_what_is_asked_for_is_among_the_facts() -> None:
    order = make_order(is_business=True, lines=(make_line(category="shoes", tags=("sale",)),))
    asked = LineRequest("1", 2, "damaged", sub_reason="sole", condition="worn", resolution=Resolution.REPAIR)
    facts = facts_of(order, order.lines[0], asked, "SE")
    assert (facts.quantity, facts.reason, facts.sub_reason, facts.condition, facts.resolution) == (
        2,
        "damaged",
        "sole",
        "worn",
        "repair",
    )
    assert (facts.country, facts.category, facts.tags, facts.is_business) == ("SE", "shoes", ("sale",), True)
    assert (facts.price_minor, facts.currency) == (5900, "EUR")
    unsaid = facts_of(order, order.lines[0], LineRequest("1", 2, "damaged"))
    assert (unsaid.sub_reason, unsaid.condition, unsaid.country) == (None, None, "FI")


def test_choices_are_those_of_the_lines_class() -> None:
    reasons = [{"code": "sole", "categories": ["Shoes"], "subs": [{"code": "left"}]}, {"code": "other"}]
    settings = make_settings(reasons=reasons, conditions=[{"code": "worn"}], resolutions=["refund", "repair"])
    assert choices_of(settings, make_line(category="shoes")).reasons == ("sole", "sole/left", "other")
    assert choices_of(settings, make_line(category="hats")).reasons == ("other",)
    known = known_of(settings)
    assert (known.choices.conditions, known.choices.resolutions, known.options) == (("worn",), ("refund", "repair"), {"any_post"})


def test_a_line_that_one_reason_lets_in_may_be_chosen(database: Database, make_shop: MakeShop) -> None:
    shop = save(database, make_shop().shop, WARRANTY)
    order = make_order(delivered_on=date(2026, 1, 1), shipped_on=None, ordered_on=None)
    (line, decision), *_ = judge_lines(shop, order, TODAY)
    assert (decision.outcome, decision.rule) == (Outcome.ASK, "warranty")
    table = survey_line(shop, order, line, TODAY)
    assert [(term.reasons, term.decision.outcome) for term in table] == [(("damaged",), Outcome.ASK), (None, Outcome.REFUSE)]


@pytest.mark.parametrize(
    ("zone", "delivered_on", "last_moment"),
    [
        ("Europe/Helsinki", date(2026, 3, 19), datetime(2026, 3, 29, 20, 59, 59, tzinfo=UTC)),  # 23 hours long
        ("Europe/Helsinki", date(2026, 10, 15), datetime(2026, 10, 25, 21, 59, 59, tzinfo=UTC)),  # 25 hours long
        ("America/Santiago", date(2026, 8, 27), datetime(2026, 9, 7, 2, 59, 59, tzinfo=UTC)),  # midnight does not exist
        ("Pacific/Kiritimati", date(2026, 11, 1), datetime(2026, 11, 11, 9, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_rule_ends_with_the_last_second_of_the_shops_own_day(
    database: Database, make_shop: MakeShop, zone: str, delivered_on: date, last_moment: datetime
) -> None:
    terms = "[terms]\nwindow_days = 0\ngrace_days = 0\n"
    text = f'{terms}[[rule]]\nid = "own"\nthen = "ask"\nwhen.within_days = 10\n'
    shop = save(database, make_shop(time_zone=zone).shop, text)
    order = database.write(push_order, shop.shop_id, ordered_on=None, shipped_on=None, delivered_on=delivered_on)
    made = database.write(request_return, shop, order, make_return_request(order), "shopper", last_moment)
    assert made.lines[0].because["rule"] == "own"
    too_late = datetime.fromtimestamp(last_moment.timestamp() + 1, UTC)
    with pytest.raises(Problem) as caught:
        database.write(request_return, shop, order, make_return_request(order), "shopper", too_late)
    assert caught.value.code is Code.NOT_RETURNABLE


def test_where_no_policy_is_written_the_terms_decide_as_ever(shop: Shop) -> None:
    order = make_order(lines=(make_line(), make_line("2", not_returnable=True), make_line("3", taken=2)))
    assert [decision.rule for _, decision in judge_lines(shop, order, TODAY)] == ["window", "marked", "quantity"]
    late = replace(order, delivered_on=date(2026, 1, 1))
    assert judge_lines(shop, late, TODAY)[0][1].sentence == "closed_on"
