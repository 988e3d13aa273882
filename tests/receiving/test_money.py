"""Receiving says when money is due and for what; whether any is, the shop says."""

import pytest

from sendback.database.model import Database
from sendback.errors import Problem
from sendback.journal.store import list_events
from sendback.receiving.model import By
from sendback.receiving.undoing import take_back
from sendback.returns.message_store import list_messages
from sendback.returns.model import Return
from sendback.returns.refunding import note_refund, waive_refund
from sendback.shops.model import Shop
from tests.conftest import Clock, MakeShop
from tests.receiving.conftest import Find, Look, MakeSent, Receive

AGENT = "person:agent"


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    """A shop that pays once it has looked."""
    return make_shop(policy={"refund_due": "inspection"}).shop


def list_due(database: Database, item: Return) -> list[list[tuple[str, int, int, int | None]]]:
    events = database.read(list_events, item.shop_id, item.return_id)
    told = [event.body["lines"] for event in events if event.type == "refund.due"]
    return [
        [(line["line_id"], line["quantity"], line.get("missing", 0), line["amount_minor"]) for line in lines] for lines in told
    ]


def test_after_the_look_it_is_due_for_what_came_and_names_what_did_not(
    database: Database, make_sent: MakeSent, receive: Receive, find: Find
) -> None:
    item = make_sent()
    receive(item)
    find(item, "1", "arrived", 1, grade="a")
    find(item, "1", "missing", 1)
    assert list_due(database, item) == []
    find(item, "2", "damaged", 1)
    assert list_due(database, item) == [[("1", 1, 1, 5900), ("2", 1, 0, 3450)]]


def test_of_what_did_not_come_nothing_is_due(database: Database, make_sent: MakeSent, receive: Receive, find: Find) -> None:
    item = make_sent()
    receive(item)
    find(item, "1", "missing", 2)
    find(item, "2", "wrong", 1, title="A brick", disposition="scrap")
    assert list_due(database, item) == []


@pytest.mark.parametrize("moment", ["first_scan", "receipt"])
def test_a_box_that_is_here_is_the_moment_for_who_pays_on_receipt(
    database: Database, make_shop: MakeShop, make_sent: MakeSent, receive: Receive, moment: str
) -> None:
    paying = make_shop(policy={"refund_due": moment}).shop
    item = make_sent(paying)
    receive(item, of=paying)
    assert list_due(database, item) == [[("1", 2, 0, 11800), ("2", 1, 0, 3450)]]


def test_an_agent_says_that_nothing_is_due_and_it_stays_so(
    database: Database, shop: Shop, by: By, make_sent: MakeSent, receive: Receive, find: Find, look: Look, clock: Clock
) -> None:
    item = make_sent()
    with pytest.raises(Problem, match="No money is due"):
        database.write(waive_refund, shop.shop_id, item.return_id, "Lost", AGENT, clock())
    receive(item)
    found = [find(item, "1", "arrived", 2, grade="d"), find(item, "2", "damaged", 1)]
    assert look(item).refund_due_at is not None
    with pytest.raises(Problem, match="Say why"):
        database.write(waive_refund, shop.shop_id, item.return_id, " ", AGENT, clock())
    database.write(waive_refund, shop.shop_id, item.return_id, "Worn for a year", AGENT, clock())
    assert (look(item).refund_due_at, look(item).refund_waived_at) == (None, clock())
    (note,) = database.read(list_messages, shop.shop_id, item.return_id)
    assert note.body == "Nothing is due: Worn for a year"
    database.write(take_back, shop, found[1].inspection_id, by, clock())
    find(item, "2", "arrived", 1, grade="a")
    assert look(item).refund_due_at is None
    with pytest.raises(Problem, match="No money is due"):
        database.write(note_refund, shop.shop_id, item.return_id, AGENT, clock())
    assert "Worn" not in str(database.read(list_events, shop.shop_id, item.return_id))
