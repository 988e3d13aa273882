"""Periods: 14 days from the day after, and no last day on a Saturday, a Sunday or a holiday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendback.withdrawals.calendars import end_on_working_day, find_easter
from sendback.withdrawals.periods import COUNTRIES, count_period, find_period
from tests.factories import make_settings

DAYS = st.dates(date(1990, 1, 1), date(2200, 1, 1))


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [
        (2024, (3, 31), (5, 5)), (2025, (4, 20), (4, 20)), (2026, (4, 5), (4, 12)), (2027, (3, 28), (5, 2)),
        (2038, (4, 25), (4, 25)),
    ],
)  # fmt: skip
def test_easter(year: int, western: tuple[int, int], orthodox: tuple[int, int]) -> None:
    assert find_easter(year) == date(year, *western)
    assert find_easter(year, is_orthodox=True) == date(year, *orthodox)


@pytest.mark.parametrize(
    ("country", "day", "ends"),
    [
        ("FI", date(2026, 11, 24), date(2026, 11, 24)),
        ("FI", date(2026, 11, 28), date(2026, 11, 30)),
        ("FI", date(2026, 12, 25), date(2026, 12, 28)),
        ("DE", date(2026, 4, 3), date(2026, 4, 7)),
        ("GR", date(2026, 4, 10), date(2026, 4, 14)),
        ("IE", date(2026, 5, 4), date(2026, 5, 5)),
        ("IE", date(2026, 10, 26), date(2026, 10, 27)),
        ("", date(2026, 12, 25), date(2026, 12, 25)),
    ],
)
def test_a_last_day_moves_on_to_a_working_day(country: str, day: date, ends: date) -> None:
    assert end_on_working_day(day, country) == ends


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_state_has_fourteen_days(country: str) -> None:
    assert find_period(make_settings(), country) == 14
    assert find_period(make_settings(withdrawal={"days": {country: 30}}), country) == 30


def test_a_shop_cannot_give_less() -> None:
    with pytest.raises(ValueError, match="greater than or equal to 14"):
        make_settings(withdrawal={"days": {"DE": 13}})


def test_it_is_counted_from_the_day_after_the_last_goods_came() -> None:
    period = count_period(make_settings(), "DE", date(2026, 11, 20))
    assert (period.ends_on, period.uninformed_ends_on) == (date(2026, 12, 4), date(2027, 12, 6))
    assert count_period(make_settings(), "DE", date(2028, 2, 15)).uninformed_ends_on == date(2029, 2, 28)
    assert count_period(make_settings(), "DE", date.max).days == 14


@given(st.sampled_from(COUNTRIES), DAYS, st.integers(0, 30))
def test_a_later_delivery_never_ends_earlier(country: str, day: date, later: int) -> None:
    first, second = (count_period(make_settings(), country, d).ends_on for d in (day, day + timedelta(days=later)))
    assert first <= second
    assert timedelta(days=14) <= first - day <= timedelta(days=14 + 8)
    assert first.weekday() < 5
