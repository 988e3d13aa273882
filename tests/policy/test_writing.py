"""The terms are written into the text and read back the same; a rule is changed and the rest stays as typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendback.policy.editing import add_rule, change_rule, drop_rule, shift_rule
from sendback.policy.faults import PolicyFaults
from sendback.policy.reading import read_policy
from sendback.policy.writing import write_policy
from sendback.shops.terms import PolicySetting
from tests.policy.drawing import terms

TEXT = """# Our policy.
[terms]
window_days = 14   # by law
never = [
    "GIFT*",       # money
]
# The rules.

# Soap never.
[[rule]]
id = "soap"
then = "refuse"
[rule.when]
category = "soap"

# Sale costs.
[[rule]]
id = "sale"
then = "allow"
fee = "1 EUR"    # cheap
when.tag = "sale"

# Where it goes.
[address.home]
lines = ["Street 1"]
country = "FI"
"""
SALE = '# Sale costs.\n[[rule]]\nid = "sale"\nthen = "allow"\nfee = "1 EUR"    # cheap\nwhen.tag = "sale"\n\n'
SOAP = '# Soap never.\n[[rule]]\nid = "soap"\nthen = "refuse"\n[rule.when]\ncategory = "soap"\n\n'
AMPLE = PolicySetting(window_days=14, non_returnable_skus=("GIFT*",))
thresholds = st.fixed_dictionaries(
    {
        "days": st.integers(1, 730),
        "returns_of_order": st.none() | st.integers(1, 9),
        "names_at_address": st.none() | st.integers(2, 9),
    }
)


def ids(text: str) -> list[str]:
    return [rule.id for rule in read_policy(text).rules]


@settings(max_examples=25)
@given(terms, thresholds, terms)
def test_the_terms_that_are_written_are_read(chosen: PolicySetting, asked: dict[str, int | None], before: PolicySetting) -> None:
    wanted = PolicySetting(**{**chosen.model_dump(), "thresholds": asked})
    for text in (
        TEXT,
        "",
        "# nothing yet\n",
        "\n[terms]",
        TEXT.rstrip() + "\n[terms.thresholds]\nreturns_of_person = 3 # many\n# end\n",
    ):
        written = write_policy(text, wanted)
        assert read_policy(written, before).terms == wanted
        assert write_policy(written, wanted) == written
        assert read_policy(written).rules == tuple(
            rule for rule, old in zip(read_policy(written).rules, read_policy(text).rules, strict=True) if rule.when == old.when
        )
        for remark in ("# Our policy.", "# by law", "# The rules.", "# Soap never.", "# nothing yet", "# end"):
            assert (remark in text) == (remark in written)


def test_what_is_missing_comes_below_the_head_and_not_into_what_follows() -> None:
    written = write_policy(TEXT, AMPLE)
    lines = TEXT.splitlines()
    fresh = [line for line in written.splitlines() if line not in lines]
    assert fresh == ['window_from = "delivered"', "grace_days = 3", 'approval = "all"', 'refund_due = "receipt"']
    assert written.splitlines()[2:6] == fresh


def test_a_text_that_says_it_already_is_not_touched() -> None:
    odd = write_policy(TEXT, AMPLE).replace("grace_days = 3", "grace_days   =3 #x")
    assert write_policy(odd, AMPLE) == odd


def test_a_rule_is_added_after_the_others_or_before_one() -> None:
    rule = {"id": "new", "then": "ask", "when": {"country": ["FI"], "not": {"tag": ["x"]}}, "shopper": {"en": 'Say "yes".'}}
    after, before = add_rule(TEXT, rule), add_rule(TEXT, rule, "soap")
    assert ids(after) == ["soap", "sale", "new"]
    assert ids(before) == ["new", "soap", "sale"]
    assert read_policy(after).rules[-1].shopper == {"en": 'Say "yes".'}
    for text in (after, before):
        assert SALE in text
        assert SOAP in text
        assert "# Where it goes.\n[address.home]" in text
    assert ids(add_rule("", rule)) == ["new"]


def test_a_rule_is_changed_where_it_stands() -> None:
    changed = change_rule(TEXT, "soap", {"id": "soaps", "then": "ask"})
    assert changed == TEXT.replace(SOAP, '# Soap never.\n[[rule]]\nid = "soaps"\nthen = "ask"\n\n')


def test_a_rule_is_taken_out_with_its_remark_only() -> None:
    assert drop_rule(TEXT, "sale") == TEXT.replace(SALE, "")
    assert drop_rule(TEXT, "soap") == TEXT.replace(SOAP, "")


@pytest.mark.parametrize(("rule", "by", "order"), [("sale", -1, "sale soap"), ("sale", -9, "sale soap"), ("soap", 1, "sale soap"),
                                                   ("soap", -1, "soap sale"), ("sale", 1, "soap sale")])  # fmt: skip
def test_a_rule_moves_up_and_down_within_the_rules(rule: str, by: int, order: str) -> None:
    moved = shift_rule(TEXT, rule, by)
    assert ids(moved) == order.split()
    assert sorted(moved.splitlines()) == sorted(TEXT.splitlines())
    assert SALE in moved
    assert SOAP in moved


def test_a_heading_stays_when_the_rule_above_it_goes() -> None:
    text = TEXT.replace("# Sale costs.\n", "# ── Money ──\n\n# Sale costs.\n")
    assert "# ── Money ──" in drop_rule(text, "soap")


@pytest.mark.parametrize(
    "change",
    [
        lambda: add_rule(TEXT, {"id": "soap", "then": "ask"}),
        lambda: add_rule(TEXT, {"id": "new"}),
        lambda: change_rule(TEXT, "sale", {"id": "sale", "then": "keep", "fee": "1 EUR"}),
        lambda: change_rule(TEXT, "none", {"id": "sale", "then": "keep"}),
        lambda: drop_rule(TEXT, "none"),
        lambda: shift_rule('rule = [{id = "a", then = "ask"}]', "a", 1),
        lambda: write_policy("[terms", AMPLE),
    ],
)
def test_what_could_not_be_read_then_is_refused(change: object) -> None:
    assert callable(change)
    with pytest.raises(PolicyFaults):
        change()
