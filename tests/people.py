"""People for tests: an account with a passkey that nobody holds, so that a live shop lets it in."""

import itertools
from datetime import datetime

from sendback.database.model import Database, Tx
from sendback.shops.people import account_store, passkey_store, session_store, store
from sendback.shops.people.letting_in import make_sign_in_link
from sendback.shops.people.passkeys import Passkey
from sendback.shops.sign_in import Role

_count = itertools.count(1)


def make_member(tx: Tx, shop_id: str, role: Role, now: datetime, name: str = "Kaisa", email: str = "") -> str:
    """Let somebody with an account work for a shop; return the account's id."""
    address = email or f"kaisa-{shop_id}-{next(_count)}@people.example".lower()
    account_id = account_store.add_account(tx, name, address, now).account_id
    passkey_store.add_passkey(tx, account_id, Passkey(account_id, "", 0), "A key", now)
    store.add_member(tx, shop_id, account_id, role, "tests", now)
    return account_id


def open_session(database: Database, shop_id: str, role: Role, now: datetime) -> str:
    """Sign a new person in to a shop and return what the cookie holds."""

    def work(tx: Tx) -> str:
        return session_store.open_session(tx, make_member(tx, shop_id, role, now), shop_id, "A browser", now)

    return database.write(work)


def make_link(database: Database, shop_id: str, role: Role, now: datetime) -> str:
    """Make a link that signs a new person in to a shop."""
    return database.write(lambda tx: make_sign_in_link(tx, shop_id, make_member(tx, shop_id, role, now), "tests", now))
