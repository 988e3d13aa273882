"""Where a return stands, from every mix of boxes and findings: a table."""

from dataclasses import replace

import pytest

from sendback.receiving.model import Inspection, Receipt
from sendback.receiving.progress import count_left, derive_status
from sendback.returns.model import Return, ReturnLine, Status
from sendback.shops.receiving import Disposition, Outcome
from sendback.shops.resolutions import Resolution
from tests.factories import NOW, make_inspection
from tests.receiving.conftest import make_return

A, R, C = Status.AUTHORIZED, Status.RECEIVED, Status.CLOSED
GONE = NOW


def box(number: int = 1, undone: bool = False) -> Receipt:
    return Receipt(
        "shop", f"box-{number}", "return", number, "main", "", None, "", "", "api", NOW, NOW, undone_at=GONE if undone else None
    )


def found(text: str) -> Inspection:
    """Read `2 arrived of 1`, with `?` for no disposition and `!` for what was taken back."""
    quantity, outcome, _, line_id = text.rstrip("?!").split()
    made = make_inspection("shop", order_id="order", line_id=line_id, quantity=int(quantity), outcome=Outcome(outcome))
    is_here = made.outcome is not Outcome.MISSING and "?" not in text
    return replace(made, disposition=Disposition.SCRAP if is_here else None, undone_at=GONE if "!" in text else None)


@pytest.mark.parametrize(
    ("boxes", "findings", "expected"),
    [
        ([], [], A),
        ([box(undone=True)], [], A),
        ([box()], [], R),
        ([box(), box(2)], [], R),
        ([box(undone=True), box(2)], [], R),
        ([box()], ["2 arrived of 1"], R),
        ([box()], ["2 arrived of 1", "1 arrived of 2"], C),
        ([box()], ["1 arrived of 1", "1 arrived of 2"], R),
        ([box()], ["1 arrived of 1", "1 damaged of 1", "1 arrived of 2"], C),
        ([box()], ["1 arrived of 1", "1 missing of 1", "1 wrong of 2"], C),
        ([box()], ["2 missing of 1", "1 missing of 2"], C),
        ([box()], ["2 arrived of 1?", "1 arrived of 2"], R),
        ([box()], ["1 arrived of 1", "1 arrived of 1?", "1 arrived of 2"], R),
        ([box()], ["2 arrived of 1", "1 arrived of 2!"], R),
        ([box()], ["2 arrived of 1", "1 arrived of 2!", "1 missing of 2"], C),
        ([box()], ["3 extra of 1"], R),
        ([box()], ["2 arrived of 1", "1 arrived of 2", "1 extra of 9?"], C),
        ([box()], ["2 arrived of 1", "1 arrived of 9"], R),
        ([box(), box(2)], ["2 arrived of 1", "1 arrived of 2"], C),
        ([], ["2 arrived of 1", "1 arrived of 2"], A),
        ([box(undone=True)], ["2 arrived of 1", "1 arrived of 2"], A),
    ],
)
@pytest.mark.parametrize("before", [A, R, C])
def test_a_return_on_its_way_stands_where_its_boxes_and_findings_say(
    before: Status, boxes: list[Receipt], findings: list[str], expected: Status
) -> None:
    assert derive_status(make_return(status=before), boxes, [found(text) for text in findings]) is expected


@pytest.mark.parametrize("status", [Status.REQUESTED, Status.DECLINED, Status.CANCELED])
def test_what_nobody_let_in_stays_where_it_is_whatever_arrives(status: Status) -> None:
    item = make_return(status=status)
    assert derive_status(item, [box()], [found("2 arrived of 1"), found("1 arrived of 2")]) is status


def test_what_is_all_kept_stays_closed() -> None:
    item = make_return(status=C)
    kept = replace(item, lines=tuple(replace(line, resolution=Resolution.KEEP) for line in item.lines))
    assert derive_status(kept, [], []) is C
    assert derive_status(kept, [box()], []) is C


def test_a_kept_line_is_not_waited_for() -> None:
    item = make_return()
    first, second = item.lines
    half = replace(item, lines=(first, replace(second, resolution=Resolution.KEEP)))
    assert derive_status(half, [box()], [found("2 arrived of 1")]) is C


def test_what_is_left_of_a_line_is_what_nobody_accounted_for() -> None:
    line: ReturnLine = make_return().lines[0]
    assert count_left(line, [found("1 arrived of 1"), found("1 missing of 1!"), found("1 extra of 1")]) == 1


def test_a_return_is_a_return() -> None:
    item: Return = make_return()
    assert item.status_of_goods is A
    assert replace(item, received_at=NOW).status_of_goods is R
    assert replace(item, received_at=NOW, closed_at=NOW).status_of_goods is C
