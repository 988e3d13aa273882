"""What was found: never more than was announced, never sold when damaged, never against the rules without a word."""

import pytest

from sendback.database.ids import new_id
from sendback.database.model import Database
from sendback.errors import Problem
from sendback.journal.store import list_events
from sendback.receiving.model import By
from sendback.receiving.undoing import take_back
from sendback.returns.model import Status
from sendback.shops.model import Shop
from sendback.shops.receiving import Condition, Disposition
from tests.conftest import Clock
from tests.receiving.conftest import Find, Look, MakeSent, Receive


def test_what_is_found_is_on_stock_at_once_and_off_it_when_that_is_taken_back(
    database: Database, shop: Shop, by: By, make_sent: MakeSent, receive: Receive, find: Find, clock: Clock
) -> None:
    item = make_sent()
    receive(item)
    found = find(item, "1", "arrived", 2, grade="a", place=" A-1 ")
    assert (found.disposition, found.rule, found.condition, found.place) == (
        Disposition.RESTOCK, "as-new", Condition.SELLABLE, "A-1",
    )  # fmt: skip
    assert count(database, shop, "WOOL-1") == 2
    for _ in range(2):
        database.write(take_back, shop, found.inspection_id, by, clock())
    assert count(database, shop, "WOOL-1") == 0


def count(database: Database, shop: Shop, sku: str) -> int:
    events = database.read(list_events, shop.shop_id, f"stock:{sku}")
    return int(events[-1].body["level"]) if events else 0


@pytest.mark.parametrize(
    ("line_id", "outcome", "quantity", "wish", "said"),
    [
        ("1", "arrived", 3, {}, "Of this line 2 can still be found"),
        ("9", "arrived", 1, {}, "no such line"),
        ("1", "arrived", 1, {"grade": "z"}, "no such grade"),
        ("1", "damaged", 1, {"disposition": "restock", "reason": "fine"}, "damaged is never sold"),
        ("1", "arrived", 1, {"grade": "c", "disposition": "restock", "reason": "fine"}, "not sold as new"),
        ("1", "arrived", 1, {"grade": "a", "disposition": "scrap"}, "Say why"),
        ("1", "missing", 1, {"grade": "a"}, "What is missing"),
        ("", "extra", 1, {}, "Say what it is"),
        ("1", "extra", 1, {"title": "A sock"}, "name no line"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_kept(
    make_sent: MakeSent,
    receive: Receive,
    find: Find,
    look: Look,
    line_id: str,
    outcome: str,
    quantity: int,
    wish: dict[str, str],
    said: str,
) -> None:
    item = make_sent()
    receive(item)
    with pytest.raises(Problem, match=said):
        find(item, line_id, outcome, quantity, **wish)
    assert look(item).status is Status.RECEIVED


def test_two_workers_on_one_line_find_no_more_than_was_announced(make_sent: MakeSent, receive: Receive, find: Find) -> None:
    item, wish_id = make_sent(), new_id()
    receive(item)
    assert find(item, "1", "arrived", 1, wish_id=wish_id) == find(item, "1", "arrived", 1, wish_id=wish_id)
    find(item, "1", "missing", 1)
    with pytest.raises(Problem, match="All of this line was found"):
        find(item, "1", "arrived", 1)


def test_nothing_is_found_in_a_box_that_is_not_here(make_sent: MakeSent, find: Find) -> None:
    with pytest.raises(Problem, match="Take its box in first"):
        find(make_sent(), "1", "arrived", 1)


def test_who_overrides_the_rules_says_why_and_both_are_kept(make_sent: MakeSent, receive: Receive, find: Find) -> None:
    item = make_sent()
    receive(item)
    found = find(item, "1", "arrived", 1, grade="a", disposition="donate", reason="Out of season", recovered_minor=0)
    assert (found.suggested, found.disposition, found.reason) == (Disposition.RESTOCK, Disposition.DONATE, "Out of season")
    assert (found.recovered_minor, found.currency) == (0, "EUR")


def test_a_thing_of_which_nobody_knows_what_becomes_keeps_its_return_open(
    make_sent: MakeSent, receive: Receive, find: Find, look: Look
) -> None:
    item = make_sent()
    receive(item)
    find(item, "1", "arrived", 2, grade="a")
    pending = find(item, "2", "arrived", 1)
    assert (pending.disposition, pending.condition, look(item).status) == (None, None, Status.RECEIVED)


def test_what_is_wrong_or_nobody_announced_is_kept_under_its_own_sku(make_sent: MakeSent, receive: Receive, find: Find) -> None:
    item = make_sent()
    receive(item)
    wrong = find(item, "1", "wrong", 1, sku="SOCK-1", title="A sock", disposition="resell")
    extra = find(item, "", "extra", 1, title="A glove")
    assert (wrong.sku, wrong.title, wrong.line_id) == ("SOCK-1", "A sock", "1")
    assert (extra.sku, extra.title, extra.line_id) == ("", "A glove", "")


def test_a_box_in_which_something_was_found_is_not_taken_back(
    database: Database, shop: Shop, by: By, make_sent: MakeSent, receive: Receive, find: Find, clock: Clock
) -> None:
    item = make_sent()
    receipt = receive(item)
    find(item, "1", "arrived", 1)
    with pytest.raises(Problem, match="Take back first"):
        database.write(take_back, shop, receipt.receipt_id, by, clock())
    with pytest.raises(Problem, match="nothing of that id"):
        database.write(take_back, shop, new_id(), by, clock())
