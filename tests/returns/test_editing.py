"""Lines change through the ledger, against no rule but the agent's word, and leave their traces."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from sendback.database.model import Database
from sendback.errors import Code, Problem
from sendback.journal.store import find_broken_link, list_events
from sendback.orders.store import get_order
from sendback.returns import deciding
from sendback.returns.editing import LineEdit, edit_lines
from sendback.returns.message_store import list_messages
from sendback.returns.messages import MessageKind
from sendback.returns.model import LineRequest, Return
from sendback.returns.overriding import list_addable, override
from sendback.shops.model import Shop
from sendback.shops.resolutions import Resolution
from tests.factories import make_line
from tests.returns.conftest import MakeWaiting

TWO = (LineRequest("1", 1, "too_small"), LineRequest("2", 2, "damaged"))


def as_is(item: Return, place: int = 0, **changes: Any) -> LineEdit:
    line = item.lines[place]
    same = LineEdit(
        line.order_id, line.line_id, line.quantity, line.reason, line.sub_reason, line.resolution, line.fee_minor, "EUR"
    )
    return replace(same, **changes)


def edit(database: Database, item: Return, now: datetime, *edits: LineEdit, why: str = "As agreed.") -> Return:
    return database.write(edit_lines, item.shop_id, item.return_id, edits, why, "Kaisa", now)


def taken(database: Database, item: Return) -> list[int]:
    return [line.taken for line in database.read(get_order, item.shop_id, item.order_id).lines]


def last_event(database: Database, item: Return) -> tuple[str, dict[str, Any]]:
    event = database.read(list_events, item.shop_id, item.return_id)[-1]
    return event.type, dict(event.body)


def test_quantities_go_up_and_down_with_the_ledger(database: Database, make_waiting: MakeWaiting, now: datetime) -> None:
    item = make_waiting(lines=TWO)
    changed = edit(database, item, now, as_is(item, 0, quantity=2), as_is(item, 1, quantity=1))
    assert [line.quantity for line in changed.lines] == [2, 1]
    assert taken(database, item) == [2, 1]
    kind, body = last_event(database, item)
    assert (kind, body["message"]) == ("return.edited", 1)
    assert [line["quantity"] for line in body["lines"]] == [[1, 2], [2, 1]]
    assert find_broken_link(database, item.shop_id) is None


def test_a_line_is_taken_out_and_the_last_one_stays(database: Database, make_waiting: MakeWaiting, now: datetime) -> None:
    item = make_waiting(lines=TWO)
    changed = edit(database, item, now, as_is(item, 1, quantity=0))
    assert [line.line_id for line in changed.lines] == ["1"]
    assert taken(database, item) == [1, 0]
    with pytest.raises(Problem, match="At least one line stays"):
        edit(database, changed, now, as_is(changed, 0, quantity=0))


def test_more_than_there_is_changes_nothing(database: Database, make_waiting: MakeWaiting, now: datetime) -> None:
    item = make_waiting(lines=TWO)
    with pytest.raises(Problem) as refused:
        edit(database, item, now, as_is(item, 0, quantity=2), as_is(item, 1, quantity=3))
    assert refused.value.code is Code.QUANTITY_GONE
    assert taken(database, item) == [1, 2]
    assert last_event(database, item)[0] == "return.requested"


def test_what_the_shopper_gets_changes_with_a_word_to_them(database: Database, make_waiting: MakeWaiting, now: datetime) -> None:
    item = make_waiting()
    with pytest.raises(Problem, match="Say why"):
        edit(database, item, now, as_is(item, fee_minor=490), why=" ")
    edit(database, item, now, as_is(item, fee_minor=490, resolution=Resolution.EXCHANGE), why="The box was opened.")
    (message,) = database.read(list_messages, item.shop_id, item.return_id)
    assert (message.kind, message.body, message.made_by) == (MessageKind.CHANGE, "The box was opened.", "Kaisa")
    assert "opened" not in str(last_event(database, item))


def test_another_reason_is_the_desks_own_business(database: Database, make_waiting: MakeWaiting, now: datetime) -> None:
    item = make_waiting()
    changed = edit(database, item, now, as_is(item, reason="damaged"), why="")
    assert changed.lines[0].reason == "damaged"
    assert "message" not in last_event(database, item)[1]
    with pytest.raises(Problem, match="reasons offered"):
        edit(database, item, now, as_is(item, reason="no_such"))


def test_nothing_changed_writes_nothing(database: Database, make_waiting: MakeWaiting, now: datetime) -> None:
    item = make_waiting()
    edit(database, item, now, as_is(item), why="")
    assert last_event(database, item)[0] == "return.requested"


def test_a_decided_return_is_changed_no_more(database: Database, make_waiting: MakeWaiting, now: datetime) -> None:
    item = make_waiting()
    database.write(deciding.approve, item.shop_id, item.return_id, "Teemu", now)
    with pytest.raises(Problem, match="Teemu approved this return"):
        edit(database, item, now, as_is(item, quantity=2))
    with pytest.raises(Problem, match="Teemu approved this return"):
        let_in(database, item, now)


def let_in(database: Database, item: Return, now: datetime, line_id: str = "2", quantity: int = 1, why: str = "Loyal.") -> Return:
    wanted = LineRequest(line_id, quantity, "too_small", order_id=item.order_id)
    return database.write(override, item.shop_id, item.return_id, wanted, why, "Kaisa", now)


def test_an_agent_lets_in_what_the_policy_refuses(
    database: Database, asking_shop: Shop, make_waiting: MakeWaiting, now: datetime
) -> None:
    late = make_line("2", returnable_until=date(2026, 11, 1))
    item = make_waiting(order={"lines": (make_line("1"), late)})
    ((_, ware, decision),) = database.read(list_addable, asking_shop, item, now)
    assert (ware.line_id, decision.is_returnable) == ("2", False)
    changed = let_in(database, item, now, why="She called\nin time.")
    because = changed.lines[1].because
    word = {"agent": "Kaisa", "reason": "She called in time.", "at": int(now.timestamp())}
    assert (because["outcome"], because["sentence"], because["override"]) == ("refuse", "closed_on", word)
    assert changed.because["override"] == word
    assert changed.because["rule"] == "approval"
    assert taken(database, item) == [1, 1]
    kind, body = last_event(database, item)
    assert (kind, body["line_id"], body["rule"]) == ("return.overridden", "2", "window")
    assert "called" not in str(body)
    assert database.read(list_addable, asking_shop, changed, now) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"why": " "}, "Say why"),
        ({"why": "x" * 501}, "Say why"),
        ({"line_id": "1"}, "not in this return yet"),
        ({"line_id": "9"}, "not in this return yet"),
        ({"quantity": 0}, "more or less than possible"),
        ({"quantity": 3}, "already in another return"),
    ],
)
def test_the_ledger_and_a_reason_bind_agents_too(
    database: Database, make_waiting: MakeWaiting, now: datetime, change: dict[str, Any], told: str
) -> None:
    item = make_waiting()
    with pytest.raises(Problem, match=told):
        let_in(database, item, now, **change)
    assert taken(database, item) == [1, 0]
