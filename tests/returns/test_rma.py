"""RMA numbers survive being read aloud, typed and scanned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendback.returns.rma import check_digit, make_rma, read_rma, show_rma

counts = st.integers(10_000_001, 99_999_999)


@given(counts, st.data())
def test_every_single_digit_slip_is_caught(count: int, data: st.DataObject) -> None:
    rma = make_rma(count)
    place = data.draw(st.integers(1, len(rma) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != rma[place]]))
    assert read_rma(rma[:place] + other + rma[place + 1 :]) is None


def test_nearly_every_swap_of_neighbours_is_caught() -> None:
    caught = tried = 0
    for count in range(10_000_001, 10_020_000, 7):
        rma = make_rma(count)
        for place in range(1, len(rma) - 1):
            swapped = rma[:place] + rma[place + 1] + rma[place] + rma[place + 2 :]
            if swapped != rma:
                tried += 1
                caught += read_rma(swapped) is None
    assert caught / tried > 0.97


@given(counts)
def test_what_is_shown_is_read_back(count: int) -> None:
    rma = make_rma(count)
    for typed in (rma, show_rma(rma), rma.lower(), show_rma(rma).replace("-", " "), f"  {rma} ", ".".join(rma)):
        assert read_rma(typed) == rma


@given(counts, counts)
def test_different_counts_give_different_numbers(one: int, other: int) -> None:
    assert (make_rma(one) == make_rma(other)) == (one == other)


@pytest.mark.parametrize(("digits", "check"), [("0794", "5"), ("3657426180", "9"), ("9457740319", "4")])
def test_the_check_digit_is_that_of_iso_7064(digits: str, check: str) -> None:
    """The standard's own example, a German tax number and a Croatian OIB: all three are MOD 11,10."""
    assert check_digit(digits) == check


@pytest.mark.parametrize(
    "text",
    [
        "",
        "R",
        "100000016",
        "X100000016",
        "R10000001",
        "R١٠٠٠٠٠٠١٦",
        "R1000000160",
        "R" + "1" * 40,
        "R1000-0001-6;",
        "RR100000016",
    ],
)
def test_anything_else_is_no_number(text: str) -> None:
    assert read_rma(text) is None
