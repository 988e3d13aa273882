"""A fee is worked out to the minor unit of its currency, or its rule does not fit."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendback.policy.decide import decide
from sendback.policy.fees import find_fee
from sendback.policy.model import LineFacts
from sendback.policy.rules import Fee
from sendback.policy.text.amounts import read_fee, read_money, write_money
from tests.policy.policies import make_policy

LINE = LineFacts(sku="A", left=3, quantity=2, price_minor=1995, currency="EUR")


@pytest.mark.parametrize(
    ("texts", "changes", "fee"),
    [
        (("4.90 EUR",), {}, (490, "EUR")),
        (("4.90 EUR each",), {}, (980, "EUR")),
        (("4.90 EUR each",), {"quantity": None}, (490, "EUR")),
        (("49 SEK", "4.90 EUR"), {}, (490, "EUR")),
        (("49 SEK",), {}, None),
        (("49 SEK",), {"currency": ""}, (4900, "SEK")),
        (("500 JPY",), {"currency": "JPY"}, (500, "JPY")),
        (("1.250 KWD",), {"currency": "KWD"}, (1250, "KWD")),
        (("15 %",), {}, (599, "EUR")),  # 598.5, half up
        (("12.5%",), {"quantity": 1}, (249, "EUR")),  # 249.375
        (("100 %",), {"quantity": None}, (1995, "EUR")),
        (("15 %",), {"price_minor": None}, None),
        (("15 %",), {"price_minor": 0}, (0, "EUR")),
    ],
)
def test_a_fee_is_worked_out(texts: tuple[str, ...], changes: dict[str, object], fee: tuple[int, str] | None) -> None:
    assert find_fee(read_fee(texts), replace(LINE, **changes)) == fee  # type: ignore[arg-type]


def test_a_rule_whose_fee_cannot_be_worked_out_does_not_fit() -> None:
    policy = make_policy('[[rule]]\nid = "own"\nthen = "allow"\nfee = "4.90 EUR"\n')
    rules = [decide(policy, replace(LINE, currency=currency), date(2026, 3, 1)).rule for currency in ("EUR", "SEK", "")]
    assert rules == ["own", "window", "own"]


@given(st.integers(0, 10**8), st.sampled_from(["EUR", "JPY", "KWD", "SEK"]))
def test_an_amount_is_read_as_it_is_written(minor: int, currency: str) -> None:
    if len(str(minor)) <= 7:
        assert read_money(write_money(currency, minor)) == (currency, minor)


@given(st.integers(0, 10**7), st.integers(1, 100), st.integers(1, 10_000))
def test_a_part_of_the_price_is_never_more_than_it(price: int, quantity: int, points: int) -> None:
    fee = find_fee(Fee(basis_points=points), replace(LINE, price_minor=price, quantity=quantity))
    assert fee is not None
    assert 0 <= fee[0] <= price * quantity
