"""Hearing a statement: matched, signed and kept with the second it arrived. It is never judged here, and never refused."""

from datetime import datetime

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.journal.store import record
from sendback.orders.normalize import norm_email, norm_order
from sendback.orders.store import find_order
from sendback.shops.model import Shop
from sendback.shops.text import clean_line
from sendback.shops.vault import Vault
from sendback.withdrawals import key_store, store
from sendback.withdrawals.keys import sign
from sendback.withdrawals.model import Receipt, Statement, Tie, Withdrawal
from sendback.withdrawals.wording import write_receipt, write_statement

CONSUMER = "consumer"
"""The actor of what a consumer states."""


def receive(tx: Tx, vault: Vault, shop: Shop, base_url: str, statement: Statement, now: datetime) -> Withdrawal:
    """Keep a statement and its signed receipt; the journal's event sets off the acknowledgement, in the same transaction.

    Nobody learns from the answer whether there is such an order.
    """
    shop_id, number = shop.shop_id, new_id()
    tie, order_id = match_order(tx, shop_id, statement)
    key = key_store.get_key_in_use(tx, vault, shop_id, CONSUMER, now)
    text = write_statement(shop, statement)
    signed = write_receipt(clean_line(shop.name), name_check_page(base_url, shop.slug, number), number, key.key_id, text, now)
    receipt = Receipt(signed, key.key_id, sign(vault, key, signed))
    item = Withdrawal(shop_id, number, statement, text, receipt, now.replace(microsecond=0), tie, order_id)
    store.save_withdrawal(tx, item)
    record(tx, shop_id, "withdrawal.received", number, {"tie": tie.value, "key_id": key.key_id}, CONSUMER, now)
    return item


def match_order(tx: Tx, shop_id: str, statement: Statement) -> tuple[Tie, str | None]:
    """Find the order a statement is about: tied where the buyer's address is the one named, else to be checked."""
    order = find_order(tx, shop_id, norm_order(statement.order_number))
    if order is None:
        return Tie.UNMATCHED, None
    known = norm_email(order.buyer.email)
    return (Tie.TIED if known and known == norm_email(statement.email) else Tie.TO_CHECK), order.order_id


def name_check_page(base_url: str, slug: str, number: str) -> str:
    """Address the public page on which a receipt is checked."""
    return f"{base_url}/w/{slug}/{number}"
