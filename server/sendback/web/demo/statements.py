"""Three withdrawals: one that fits its order and whose money is due soon, one from another address, one of no known order."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sendback.database.model import Tx
from sendback.orders.model import Order
from sendback.orders.normalize import norm_order
from sendback.orders.store import find_order
from sendback.shops.model import Shop
from sendback.shops.vault import Vault
from sendback.web.demo.store import OrderRow, list_orders
from sendback.withdrawals.model import Statement
from sendback.withdrawals.receiving import receive
from sendback.withdrawals.refunding import note_goods
from sendback.words.catalogue import list_law_languages, match_language

_AGENT = "kari"
_EUROPE = ("AT", "CZ", "DE", "DK", "ES", "FI", "FR", "GR", "IT", "PL", "SE")
_LONG_AGO, _LATELY = range(14, 27), range(3, 14)
"""How many days ago an order came that is withdrawn from by now."""


def make_statements(tx: Tx, vault: Vault, shop: Shop, base_url: str, now: datetime) -> None:
    """Receive them as the page for it does, each at its moment."""

    def hear(statement: Statement, age: timedelta) -> str:
        return receive(tx, vault, shop, base_url, statement, now - age).withdrawal_id

    today = now.astimezone(shop.settings.zone).date()
    tied = _take(tx, shop, today, _LONG_AGO)
    differs = _take(tx, shop, today, _LATELY)
    number = hear(_state(tied), timedelta(days=12, hours=3))
    note_goods(tx, shop.shop_id, number, _AGENT, now - timedelta(days=2))
    hear(_state(differs, email="familie@brevet.example"), timedelta(days=1, hours=6))
    hear(
        Statement("Noora Salmi", "12/2026 Nordlys", "noora.salmi@brevet.example", "Taljakynttilä, 2 kpl", "fi"),
        timedelta(hours=2),
    )


def _state(order: Order, email: str = "") -> Statement:
    language = match_language([order.language or "en"], list_law_languages()) or "en"
    return Statement(order.buyer.name, order.number, email or order.buyer.email, "", language)


def _take(tx: Tx, shop: Shop, today: date, ages: Sequence[int]) -> Order:
    rows = list_orders(tx, shop.shop_id)
    row = next(row for row in rows if _is_untouched(row) and row.delivered_on and (today - row.delivered_on).days in ages)
    order = find_order(tx, shop.shop_id, norm_order(row.number))
    assert order is not None, "the demo saved its orders a moment ago"
    return order


def _is_untouched(row: OrderRow) -> bool:
    return row.taken == 0 and row.country in _EUROPE
