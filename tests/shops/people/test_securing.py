"""What somebody signs in with is theirs to change, and never all to lose."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from sendback.database.model import Database
from sendback.errors import Problem
from sendback.shops.model import Shop
from sendback.shops.people import account_store, passkey_store, securing
from sendback.shops.people.letting_in import found_account, make_first_link
from sendback.shops.people.link_store import get_link
from sendback.shops.people.passkeys import Passkey
from sendback.shops.sign_in import Person, Role
from tests.people import make_member


def give(database: Database, account_id: str, count: int, now: datetime) -> list[str]:
    """Take away all that an account signs in with, and give it so many passkeys instead."""
    database.write(securing.strip, account_id)
    passkeys = [Passkey(f"{account_id}-{place}", "public", 0) for place in range(count)]
    return [database.write(passkey_store.add_passkey, account_id, passkey, "Key", now) for passkey in passkeys]


def do_at_once(*deeds: Callable[[], object]) -> list[bool]:
    """Do several things at the same moment; say of each whether it was let through."""

    def attempt(deed: Callable[[], object]) -> bool:
        try:
            deed()
        except Problem:
            return False
        return True

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(attempt, deeds))


@pytest.mark.parametrize("has_password", [False, True])
def test_two_tabs_do_not_take_the_last_way_in(database: Database, shop: Shop, now: datetime, has_password: bool) -> None:
    account_id = database.write(make_member, shop.shop_id, Role.OWNER, now, "Kaisa", f"kaisa{has_password}@two.example")
    person = Person(shop.shop_id, Role.OWNER, "Kaisa", account_id)

    def remove(passkey_id: str) -> Callable[[], object]:
        return lambda: database.write(securing.remove_passkey, person, passkey_id, now)

    for _ in range(10):
        deeds = [remove(passkey_id) for passkey_id in give(database, account_id, 1 if has_password else 2, now)]
        if has_password:
            database.write(account_store.save_password, account_id, "a hash")
            deeds.append(lambda: database.write(securing.remove_password, person, now))
        assert sorted(do_at_once(*deeds)) == [False, True]


def test_two_who_take_the_same_address_at_once_get_one_account(database: Database, shop: Shop, now: datetime) -> None:
    for place in range(10):
        texts = [database.write(make_first_link, shop.shop_id, Role.AGENT, "tests", now) for _ in range(2)]
        links = [database.read(get_link, text, now) for text in texts]
        deeds = [
            lambda link=link, place=place: database.write(found_account, link, "Aino", f"aino{place}@two.example", now)
            for link in links
        ]
        assert sorted(do_at_once(*deeds)) == [False, True]
