"""The operator's way in for somebody: a link that works once, a session that ends."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from sendback.database.model import Database, Tx
from sendback.errors import Code, Problem
from sendback.shops.model import Shop
from sendback.shops.people import link_store, session_store, store
from sendback.shops.people.letting_in import enter_by, make_first_link
from sendback.shops.people.model import IDLE_LIFE, LINK_LIFE, SESSION_LIFE, Purpose, Session
from sendback.shops.sign_in import Role
from tests.conftest import MakeShop
from tests.people import make_link, make_member


@pytest.fixture
def link(database: Database, shop: Shop, now: datetime) -> str:
    return make_link(database, shop.shop_id, Role.OWNER, now)


@pytest.fixture
def secret(database: Database, link: str, now: datetime) -> str:
    return database.write(use, link, "Firefox on Linux", now)


def use(tx: Tx, text: str, device: str, now: datetime) -> str:
    """Use a link as the page of it does, for whom it is made out to."""
    link = link_store.get_link(tx, text, now)
    if link.account_id is None:
        raise link_store.refuse_link()
    return enter_by(tx, link, link.account_id, device, now)


def find(database: Database, secret: str, now: datetime) -> Session | None:
    return database.read(session_store.find_session, secret, now)


def refuse(database: Database, link: str, now: datetime) -> None:
    with pytest.raises(Problem) as caught:
        database.write(use, link, "", now)
    assert caught.value.code is Code.LINK_EXPIRED


def test_a_link_makes_its_holder_known(database: Database, shop: Shop, secret: str, now: datetime) -> None:
    session = find(database, secret, now)
    assert session is not None
    assert (session.person.shop_id, session.person.role, session.person.name) == (shop.shop_id, Role.OWNER, "Kaisa")
    assert (session.device, session.is_fresh(now), session.must_set_up) == ("Firefox on Linux", True, False)


def test_a_link_works_once(database: Database, link: str, secret: str, now: datetime) -> None:
    refuse(database, link, now)


def test_of_many_who_use_a_link_at_once_one_gets_in(database: Database, link: str, now: datetime) -> None:
    def try_it(_: int) -> bool:
        try:
            return bool(database.write(use, link, "", now))
        except Problem:
            return False

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(try_it, range(50))) == 1


def test_an_old_link_is_refused(database: Database, link: str, now: datetime) -> None:
    refuse(database, link, now + LINK_LIFE[Purpose.SIGN_IN])


def test_a_link_opens_no_other_shop(database: Database, make_shop: MakeShop, link: str, now: datetime) -> None:
    refuse(database, f"{make_shop().shop.shop_id}.{link.partition('.')[2]}", now)


def test_an_invitation_signs_nobody_in(database: Database, shop: Shop, now: datetime) -> None:
    refuse(database, database.write(make_first_link, shop.shop_id, Role.OWNER, "operator", now), now)


@pytest.mark.parametrize("made_up", ["", ".", "x", "x.y", "." * 1000])
def test_a_made_up_link_or_session_opens_nothing(database: Database, made_up: str, now: datetime) -> None:
    refuse(database, made_up, now)
    assert find(database, made_up, now) is None


def test_a_session_that_is_used_lasts_its_whole_life_and_no_longer(database: Database, secret: str, now: datetime) -> None:
    moment = now
    while moment < now + SESSION_LIFE:
        session = find(database, secret, moment)
        assert session is not None
        database.write(session_store.keep_session, session, moment)
        moment += timedelta(hours=1)
    assert find(database, secret, now + SESSION_LIFE) is None


def test_a_session_nobody_uses_idles_out(database: Database, secret: str, now: datetime) -> None:
    assert find(database, secret, now + IDLE_LIFE - timedelta(seconds=1)) is not None
    assert find(database, secret, now + IDLE_LIFE) is None


def test_whoever_is_shut_out_of_a_shop_has_no_session_there(
    database: Database, make_shop: MakeShop, shop: Shop, secret: str, now: datetime
) -> None:
    session = find(database, secret, now)
    assert session is not None
    database.write(store.set_disabled, shop.shop_id, session.person.account_id, now)
    assert find(database, secret, now) is None


def test_a_new_secret_makes_the_old_one_worthless(database: Database, secret: str, now: datetime) -> None:
    session = find(database, secret, now)
    assert session is not None
    renewed = database.write(session_store.renew_session, session.session_id, now)
    assert renewed is not None
    assert find(database, secret, now) is None
    assert find(database, renewed, now) == session


def test_a_person_is_known_at_each_of_their_shops_and_no_other(database: Database, make_shop: MakeShop, now: datetime) -> None:
    one, two = make_shop(name="Aurinko").shop, make_shop(name="Birk").shop
    account_id = database.write(make_member, one.shop_id, Role.OWNER, now)
    database.write(store.add_member, two.shop_id, account_id, Role.AGENT, "tests", now)
    shops = database.read(store.list_shops_of, account_id)
    assert [(each.name, each.role) for each in shops] == [("Aurinko", Role.OWNER), ("Birk", Role.AGENT)]


def test_the_database_holds_no_secret_that_opens_anything(database: Database, link: str, secret: str) -> None:
    rows = database.read(lambda tx: [*tx.all("SELECT * FROM people_links"), *tx.all("SELECT * FROM sessions")])
    kept = str(rows)
    assert link.partition(".")[2] not in kept
    assert secret not in kept
