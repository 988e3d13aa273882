"""What a scanner gives is read alike here and on the dock's devices: both are held to the same vectors."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendback.receiving.scanning.codes import read_code
from sendback.receiving.scanning.model import Candidate, Kind, Reading, Sort
from sendback.returns.rma import make_rma, number_box, show_rma

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "scan_codes.json").read_text("utf-8"))


def test_there_are_enough_vectors_and_each_says_where_its_shape_comes_from() -> None:
    assert len({vector["code"] for vector in VECTORS}) == len(VECTORS) >= 120
    assert all(vector["from"] for vector in VECTORS)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["from"])
def test_a_code_is_read_as_the_vectors_say(vector: dict[str, object]) -> None:
    wanted = tuple(Candidate(Kind(kind), *rest) for kind, *rest in named(vector["candidates"]))
    assert read_code(str(vector["code"])) == Reading(Sort(str(vector["sort"])), wanted)


def named(rows: object) -> list[list[object]]:
    assert isinstance(rows, list)
    return rows


@given(st.integers(10_000_000, 10**14), st.integers(1, 10), st.sampled_from(("]C0{}", "{}\r\n", " {} ", "\x02{}\x03")))
def test_our_own_numbers_are_read_however_they_come(count: int, box: int, way: str) -> None:
    rma = make_rma(count)
    for text in (number_box(rma, box), show_rma(rma, box), number_box(rma, box).lower()):
        read = read_code(way.format(text))
        assert (Kind.RMA, rma) in [(each.kind, each.text) for each in read.candidates]
        assert read.sort is Sort.CODE


@given(st.text(max_size=80))
def test_nothing_that_comes_breaks_the_reading(text: str) -> None:
    reading = read_code(text)
    assert len(reading.candidates) < 100
    assert all(each.text for each in reading.candidates)


def test_one_wrong_digit_of_ours_is_said_to_be_incomplete_and_leads_to_no_return() -> None:
    for wrong in "012345789":
        reading = read_code(f"R10000001{wrong}")
        assert reading.sort is Sort.INCOMPLETE
        assert {each.kind for each in reading.candidates} == {Kind.TRACKING, Kind.ORDER}
