"""Whatever is done to a chain behind the program's back, it is found and named; a head kept elsewhere shows the rest."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendback.errors import Problem
from sendback.journal.checking import Break, Fault, check_chain
from sendback.journal.heads import Head, read_heads, write_head
from sendback.journal.model import BEGINNING, chain_hash
from tests.factories import NOW

Row = dict[str, Any]
COLUMNS = ("event_id", "type", "subject", "subject_seq", "at", "actor", "body", "hash")
chains = st.lists(st.text(max_size=8), min_size=1, max_size=12)


def forge(bodies: list[str], first: int = 1, previous: str = BEGINNING) -> list[Row]:
    """Make a chain that fits together."""
    rows = []
    for seq, body in enumerate(bodies, first):
        facts = {
            "shop_id": "S", "seq": seq, "event_id": f"E{seq}", "type": "x", "subject": "R", "subject_seq": seq, "at": 1,
            "actor": "tests", "body": body,
        }  # fmt: skip
        previous = chain_hash(previous, facts)
        rows.append({**facts, "hash": previous})
    return rows


def check(rows: list[Row], whole: list[Row]) -> Fault | None:
    """Check rows against the head of the whole chain, in batches of three."""
    head = (len(whole), whole[-1]["hash"])
    batches = [rows[place : place + 3] for place in range(0, len(rows), 3)]
    return check_chain([(batch, *head) for batch in [*batches, []]])


@given(chains)
def test_a_chain_that_was_left_alone_holds(bodies: list[str]) -> None:
    assert check(forge(bodies), forge(bodies)) is None


@given(chains, st.data())
def test_any_changed_value_is_found_at_its_place(bodies: list[str], data: st.DataObject) -> None:
    whole = forge(bodies)
    place, column = data.draw(st.integers(0, len(whole) - 1)), data.draw(st.sampled_from(COLUMNS))
    forged = [dict(row) for row in whole]
    forged[place][column] = f"{forged[place][column]}x" if isinstance(forged[place][column], str) else 99_999
    assert check(forged, whole) == Fault(place + 1, Break.CHANGED)


@given(chains, st.data())
def test_any_missing_event_is_found_the_last_ones_too(bodies: list[str], data: st.DataObject) -> None:
    whole = forge(bodies)
    first = data.draw(st.integers(0, len(whole) - 1))
    last = data.draw(st.integers(first + 1, len(whole)))
    assert check([*whole[:first], *whole[last:]], whole) == Fault(first + 1, Break.MISSING)


@given(st.lists(st.text(max_size=8), min_size=2, max_size=12), st.data())
def test_any_two_events_that_changed_places_are_found(bodies: list[str], data: st.DataObject) -> None:
    whole = forge(bodies)
    one, other = sorted(data.draw(st.sets(st.integers(0, len(whole) - 1), min_size=2, max_size=2)))
    forged = [dict(row) for row in whole]
    forged[one], forged[other] = {**whole[other], "seq": one + 1}, {**whole[one], "seq": other + 1}
    assert check(forged, whole) == Fault(one + 1, Break.CHANGED)


@given(chains)
def test_what_was_put_behind_the_head_is_found_though_it_fits(bodies: list[str]) -> None:
    whole = forge(bodies)
    more = forge(["forged"], len(whole) + 1, whole[-1]["hash"])
    assert check(whole + more, whole) == Fault(len(whole) + 1, Break.APPENDED)


def test_a_head_that_was_changed_is_found() -> None:
    whole = forge(["a", "b"])
    assert check(whole, [*whole[:1], {**whole[1], "hash": "f" * 64}]) == Fault(2, Break.HEAD_CHANGED)


def test_a_head_is_read_back_from_its_text_and_from_a_mail_that_quotes_it() -> None:
    head = Head("01SHOP", 17, "a" * 64, NOW)
    mail = "Keep this.\n\n" + "\n".join(f"> {line}" for line in write_head(head).splitlines()) + "\n\nBye"
    assert read_heads(write_head(head)) == [head]
    assert read_heads(mail) == [head]
    with pytest.raises(Problem, match="no head"):
        read_heads("shop: nothing")
