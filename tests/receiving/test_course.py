"""A return is where its boxes and findings say."""

from datetime import datetime

from sendback.database.model import Database
from sendback.journal.store import list_events
from sendback.receiving.model import By
from sendback.receiving.undoing import take_back
from sendback.returns.model import Status
from sendback.shops.model import Shop
from tests.receiving.conftest import Find, Look, MakeSent, Receive


def test_a_return_is_received_looked_through_and_closed(
    database: Database, make_sent: MakeSent, receive: Receive, find: Find, look: Look
) -> None:
    item = make_sent()
    receive(item, weight_g=900)
    assert (look(item).status, look(item).received_at is None, look(item).closed_at) == (Status.RECEIVED, False, None)
    find(item, "1", "arrived", 2, grade="a")
    find(item, "2", "damaged", 1)
    assert look(item).status is Status.CLOSED
    events = [event.type for event in database.read(list_events, item.shop_id, item.return_id)]
    assert events[-7:] == [
        "return.received",
        "refund.due",
        "item.inspected",
        "item.disposed",
        "item.inspected",
        "item.disposed",
        "return.closed",
    ]


def test_what_is_taken_back_leads_back(
    database: Database, shop: Shop, by: By, now: datetime, make_sent: MakeSent, receive: Receive, find: Find, look: Look
) -> None:
    item = make_sent()
    receipt = receive(item)
    findings = [find(item, "1", "arrived", 2, grade="a"), find(item, "2", "missing", 1)]
    assert look(item).status is Status.CLOSED
    database.write(take_back, shop, findings[1].inspection_id, by, now)
    assert (look(item).status, look(item).closed_at) == (Status.RECEIVED, None)
    database.write(take_back, shop, findings[0].inspection_id, by, now)
    database.write(take_back, shop, receipt.receipt_id, by, now)
    assert (look(item).status, look(item).received_at) == (Status.AUTHORIZED, None)
