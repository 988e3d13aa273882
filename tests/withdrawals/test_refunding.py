"""Money that is due: told of once, in time, and by nobody's act."""

from datetime import timedelta

from sendback.database.model import Database
from sendback.delivery.tidying import tidy
from sendback.journal.store import find_broken_link, list_events
from sendback.shops.model import Shop
from sendback.shops.vault import Vault
from sendback.withdrawals.refunding import note_refund
from tests.factories import NOW
from tests.withdrawals.test_receiving import hear


def test_the_journal_tells_two_days_before_and_once(database: Database, vault: Vault, shop: Shop) -> None:
    waiting, paid = hear(database, vault, shop), hear(database, vault, shop)
    database.write(note_refund, shop.shop_id, paid.withdrawal_id, "Kaisa", NOW)
    for days in (11, 12, 13, 20):
        database.write(tidy, shop.shop_id, NOW + timedelta(days=days))
    told = database.read(list_events, shop.shop_id, waiting.withdrawal_id)
    assert [(event.type, event.body) for event in told[1:]] == [("withdrawal.due", {"last_on": "2026-12-08"})]
    assert told[1].at == NOW + timedelta(days=12)
    events = database.read(list_events, shop.shop_id, paid.withdrawal_id)
    assert [event.type for event in events] == ["withdrawal.received", "withdrawal.refunded"]
    assert find_broken_link(database, shop.shop_id) is None
