"""Colours that can be read: the ratios of WCAG, and the nearest mend."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendback.shops.look import LEAST_CONTRAST, Look, contrast, find_poor_pairs, mend_contrast

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        ("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0), ("#0000ff", "#ffffff", 8.59), ("#ffff00", "#ffffff", 1.07), ("#008000", "#ffffff", 5.14),
        ("#1f5e4b", "#ffffff", 7.61), ("#FFFFFF", "#1A1D1F", 16.94),
    ],
)  # fmt: skip
def test_contrast_is_the_ratio_of_wcag(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.01)
    assert contrast(second, first) == contrast(first, second)


@given(colours, colours)
def test_a_mended_colour_can_be_read(front: str, back: str) -> None:
    assert contrast(mend_contrast(front, back), back) >= LEAST_CONTRAST


@given(colours, colours)
def test_a_colour_that_can_be_read_needs_no_mending(front: str, back: str) -> None:
    if contrast(front, back) >= LEAST_CONTRAST:
        assert mend_contrast(front, back) == front


def test_the_standard_look_can_be_read() -> None:
    assert find_poor_pairs(Look()) == []


def test_poor_pairs_are_named() -> None:
    poor = Look.model_construct(accent="#ffff00", on_accent="#ffffff", background="#ffffff", text="#eeeeee")
    assert [name for name, _, _ in find_poor_pairs(poor)] == ["on_accent", "text"]
