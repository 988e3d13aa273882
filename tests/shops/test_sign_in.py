"""The owner's way in: a link that works once, a session that ends."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from sendback.database.model import Database
from sendback.errors import Code, Problem
from sendback.shops import sign_in_store
from sendback.shops.model import Shop
from sendback.shops.sign_in import IDLE_LIFE, LINK_LIFE, SESSION_LIFE, Person, Role
from tests.conftest import MakeShop


@pytest.fixture
def link(database: Database, shop: Shop, now: datetime) -> str:
    return database.write(sign_in_store.make_sign_in_link, shop.shop_id, Role.OWNER, "Aino", now)


@pytest.fixture
def session(database: Database, link: str, now: datetime) -> str:
    return database.write(sign_in_store.use_sign_in_link, link, now)


def refuse(database: Database, link: str, now: datetime) -> None:
    with pytest.raises(Problem) as caught:
        database.write(sign_in_store.use_sign_in_link, link, now)
    assert caught.value.code is Code.LINK_EXPIRED


def test_a_link_makes_its_holder_known(database: Database, shop: Shop, session: str, now: datetime) -> None:
    assert database.read(sign_in_store.find_person, session, now) == Person(shop.shop_id, Role.OWNER, "Aino")


def test_a_link_works_once(database: Database, link: str, session: str, now: datetime) -> None:
    refuse(database, link, now)


def test_of_many_who_use_a_link_at_once_one_gets_in(database: Database, link: str, now: datetime) -> None:
    def use(_: int) -> bool:
        try:
            return bool(database.write(sign_in_store.use_sign_in_link, link, now))
        except Problem:
            return False

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(use, range(40))) == 1


def test_an_old_link_is_refused(database: Database, link: str, now: datetime) -> None:
    refuse(database, link, now + LINK_LIFE)


def test_a_link_opens_no_other_shop(database: Database, make_shop: MakeShop, link: str, now: datetime) -> None:
    refuse(database, f"{make_shop().shop.shop_id}.{link.partition('.')[2]}", now)


@pytest.mark.parametrize("made_up", ["", ".", "x", "x.y", "." * 1000])
def test_a_made_up_link_or_session_opens_nothing(database: Database, made_up: str, now: datetime) -> None:
    refuse(database, made_up, now)
    assert database.read(sign_in_store.find_person, made_up, now) is None


def test_a_session_that_is_used_lasts_its_whole_life_and_no_longer(database: Database, session: str, now: datetime) -> None:
    moment = now
    while moment < now + SESSION_LIFE:
        assert database.read(sign_in_store.find_person, session, moment) is not None
        database.write(sign_in_store.keep_session, session, moment)
        moment += timedelta(hours=1)
    assert database.read(sign_in_store.find_person, session, now + SESSION_LIFE) is None


def test_a_session_nobody_uses_idles_out(database: Database, session: str, now: datetime) -> None:
    assert database.read(sign_in_store.find_person, session, now + IDLE_LIFE - timedelta(seconds=1)) is not None
    assert database.read(sign_in_store.find_person, session, now + IDLE_LIFE) is None


def test_a_session_is_noted_every_few_minutes_only(database: Database, session: str, now: datetime) -> None:
    assert not database.read(sign_in_store.is_session_stale, session, now + timedelta(minutes=4))
    assert database.read(sign_in_store.is_session_stale, session, now + timedelta(minutes=5))


def test_who_signs_out_is_out(database: Database, session: str, now: datetime) -> None:
    database.write(sign_in_store.end_session, session, now)
    database.write(sign_in_store.end_session, session, now)
    assert database.read(sign_in_store.find_person, session, now) is None


def test_the_database_holds_no_secret_that_opens_anything(database: Database, link: str, session: str) -> None:
    rows = database.read(lambda tx: [*tx.all("SELECT * FROM sign_in_links"), *tx.all("SELECT * FROM sign_in_sessions")])
    kept = str(rows)
    assert link.partition(".")[2] not in kept
    assert session.partition(".")[2] not in kept
