"""One spelling for what shoppers type, ASCII only."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendback.orders import normalize
from sendback.orders.normalize import norm_email, norm_order, norm_postcode


def test_the_examples_in_the_module_hold() -> None:
    assert doctest.testmod(normalize).failed == 0


@pytest.mark.parametrize(
    ("typed", "norm"),
    [("№ 55", "№55"), ("äÖ-7", "äÖ-7"), ("\t#a\r\n#b ", "AB"), ("ß", "ß"), ("\u00a01", "\u00a01"), ("ı", "ı")],
)
def test_order_numbers_fold_ascii_only(typed: str, norm: str) -> None:
    assert norm_order(typed) == norm


@pytest.mark.parametrize(
    ("typed", "norm"),
    [
        ("94105-1234", "94105"),
        (" 94105 - 1234 ", "94105"),
        ("941051234", "941051234"),
        ("94105-123", "94105123"),
        ("94105-12345", "9410512345"),
        ("A94105-1234", "A941051234"),
        ("10115", "10115"),
        ("ｓｗ1", "1"),
        ("٩", ""),
    ],
)
def test_postcodes_keep_ascii_letters_and_digits(typed: str, norm: str) -> None:
    assert norm_postcode(typed) == norm


@pytest.mark.parametrize(
    ("typed", "norm"),
    [(" Ada@X.FI\r\n", "ada@x.fi"), ("ÜNI@x.de", "Üni@x.de"), ("a b@x", "a b@x"), ("\u00a0a@x", "\u00a0a@x")],
)
def test_emails_are_lowered_in_ascii_only(typed: str, norm: str) -> None:
    assert norm_email(typed) == norm


@given(st.text())
def test_normalizing_twice_changes_nothing(text: str) -> None:
    assert norm_order(norm_order(text)) == norm_order(text)
    assert norm_postcode(norm_postcode(text)) == norm_postcode(text)
    assert norm_email(norm_email(text)) == norm_email(text)
