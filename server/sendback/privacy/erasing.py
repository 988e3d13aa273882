"""Erasing one person: what may go goes at once, what the law keeps is named with its day."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sendback.database.model import Database, Tx
from sendback.database.scrubbing import scrub
from sendback.journal.store import record
from sendback.orders.intake.store import forget_import
from sendback.orders.normalize import norm_email
from sendback.privacy.import_store import forget_file_names, list_imports_that_name
from sendback.privacy.order_store import delete_order, erase_buyer, is_unused
from sendback.privacy.person_store import Found, Sought, find_person, list_addresses, names_one
from sendback.privacy.return_store import erase_return
from sendback.privacy.row_store import forget_address, forget_addresses
from sendback.privacy.wiping import SUBJECT
from sendback.shops.model import Shop
from sendback.withdrawals.store import get_withdrawal


@dataclass(frozen=True, slots=True)
class KeptReceipt:
    """A statement of withdrawal that is kept as evidence until a day."""

    receipt: str
    until: date


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was erased, and what had to stay."""

    returns: int
    orders: int
    kept: tuple[KeptReceipt, ...]


def mark_person(pepper: bytes, shop_id: str, sought: Sought) -> str:
    """Make the mark that stands for somebody in the journal: a keyed hash, the same for the same words."""
    words = "\n".join([shop_id, norm_email(sought.email), *sorted(sought.orders), sought.digits])
    return hashlib.blake2b(words.encode("utf-8", "replace"), key=pepper[:64], digest_size=8).hexdigest()


def erase_person(database: Database, shop: Shop, sought: Sought, mark: str, actor: str, now: datetime) -> Erasure:
    """Erase what a shop keeps of somebody, a return at a time; broken off, the next call finds what is left.

    The journal keeps that it was done, under the mark. Files are deleted by the worker within the hour.
    """
    found = database.read(find_person, shop.shop_id, sought)
    database.write(_forget_files_of_orders, shop.shop_id, sought, found)
    for return_id in found.returns:
        database.write(erase_return, shop.shop_id, return_id, now)
    for order_id in found.orders:
        database.write(_erase_order, shop.shop_id, order_id)
    for receipt in found.withdrawals:  # the statement says the address; that a mail went there need not say it again
        database.write(forget_addresses, shop.shop_id, receipt)
    if email := norm_email(sought.email):  # a mail may have gone there about what has another address by now
        database.write(forget_address, shop.shop_id, email)
    kept = database.read(list_kept, shop, found)
    erasure = Erasure(len(found.returns), len(found.orders), kept)
    database.write(_tell, shop.shop_id, mark, erasure, actor, now)
    scrub(database)
    return erasure


def list_kept(tx: Tx, shop: Shop, found: Found) -> tuple[KeptReceipt, ...]:
    """List the receipts that stay, each until its day."""
    years = timedelta(days=365 * shop.settings.retention.withdrawals_years + 1)
    items = [get_withdrawal(tx, shop.shop_id, number) for number in found.withdrawals]
    return tuple(KeptReceipt(item.withdrawal_id, (item.received_at + years).date()) for item in items)


def _forget_files_of_orders(tx: Tx, shop_id: str, sought: Sought, found: Found) -> None:
    """Forget files of orders that name somebody and wait to be imported: one that is imported is gone with that."""
    words = set(filter(names_one, [norm_email(sought.email), sought.phone.strip(), *list_addresses(tx, shop_id, found)]))
    for import_id in list_imports_that_name(tx, shop_id, words):
        forget_import(tx, shop_id, import_id)
    forget_file_names(tx, shop_id, words)


def _erase_order(tx: Tx, shop_id: str, order_id: str) -> None:
    if is_unused(tx, shop_id, order_id):
        delete_order(tx, shop_id, order_id)
    else:
        erase_buyer(tx, shop_id, order_id)


def _tell(tx: Tx, shop_id: str, mark: str, erasure: Erasure, actor: str, now: datetime) -> None:
    counts = {"returns": erasure.returns, "orders": erasure.orders, "kept": len(erasure.kept)}
    record(tx, shop_id, "privacy.erased", SUBJECT, {"person": mark, **counts}, actor, now)
