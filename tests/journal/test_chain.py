"""The journal: in order, without gaps, and nobody can rewrite it unseen."""

import json
import threading
from typing import Any

import pytest

from sendback.database.model import Database, Tx
from sendback.journal.model import Happening
from sendback.journal.store import find_broken_link, list_events, list_events_after, record, record_all
from sendback.shops.model import Shop
from tests.conftest import MakeShop
from tests.factories import NOW
from tests.journal.forging import forge

COLUMNS = {
    "event_id": "01FORGED",
    "type": "return.forged",
    "subject": "somebody else",
    "subject_seq": 99,
    "at": 1,
    "actor": "nobody",
    "body": "{}",
    "hash": "0" * 64,
}


def record_three(database: Database, shop: Shop) -> None:
    told = [Happening("return.requested", "R1", {"n": n}) for n in range(3)]
    database.write(record_all, shop.shop_id, told, "tests", NOW)


def change(database: Database, sql: str, **values: Any) -> None:
    def run(tx: Tx) -> None:
        assert forge(tx, sql, **values) == 1

    database.write(run)


def find_place(database: Database, shop: Shop) -> int | None:
    fault = find_broken_link(database, shop.shop_id)
    return fault.seq if fault else None


def test_an_untouched_chain_holds(database: Database, shop: Shop) -> None:
    record_three(database, shop)
    assert find_broken_link(database, shop.shop_id) is None


@pytest.mark.parametrize("column", COLUMNS)
def test_a_change_in_any_column_is_found_at_its_place(database: Database, shop: Shop, column: str) -> None:
    record_three(database, shop)
    seq = database.read(list_events, shop.shop_id, "R1")[1].seq
    sql = f"UPDATE journal SET {column} = :v WHERE shop_id = :s AND seq = :q"
    change(database, sql, v=COLUMNS[column], s=shop.shop_id, q=seq)
    assert find_place(database, shop) == seq


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_missing_event_is_found_wherever_it_stood(database: Database, shop: Shop, place: int) -> None:
    record_three(database, shop)
    seq = database.read(list_events, shop.shop_id, "R1")[place].seq
    change(database, "DELETE FROM journal WHERE shop_id = :s AND seq = :q", s=shop.shop_id, q=seq)
    assert find_place(database, shop) == seq


def test_an_event_moved_to_another_shop_is_found(database: Database, make_shop: MakeShop) -> None:
    one, other = make_shop().shop, make_shop().shop
    record_three(database, one)
    seq = database.read(list_events, one.shop_id, "R1")[-1].seq
    sql = "UPDATE journal SET shop_id = :to WHERE shop_id = :s AND seq = :q"
    change(database, sql, to=other.shop_id, s=one.shop_id, q=seq)
    assert find_place(database, one) == seq
    assert find_broken_link(database, other.shop_id) is not None


@pytest.mark.parametrize("sql", ["UPDATE journal SET actor = 'x' WHERE shop_id = :s", "DELETE FROM journal WHERE shop_id = :s"])
def test_the_database_itself_lets_nobody_change_or_take_out_an_entry(database: Database, shop: Shop, sql: str) -> None:
    record_three(database, shop)
    with pytest.raises(Exception, match="only ever added to"):
        database.write(lambda tx: tx.run(sql, s=shop.shop_id))
    assert find_broken_link(database, shop.shop_id) is None


def test_each_subject_counts_its_own_events(database: Database, shop: Shop) -> None:
    told = [Happening("x", subject, {}) for subject in ("A", "B", "A", "A", "B")]
    database.write(record_all, shop.shop_id, told, "tests", NOW)
    database.write(record, shop.shop_id, "x", "B", {}, "tests", NOW)
    assert [event.subject_seq for event in database.read(list_events, shop.shop_id, "A")] == [1, 2, 3]
    assert [event.subject_seq for event in database.read(list_events, shop.shop_id, "B")] == [1, 2, 3]


def test_events_come_back_as_they_were_told(database: Database, shop: Shop) -> None:
    body = {"name": "ä", "lines": [{"line_id": "1", "quantity": 2}]}
    database.write(record, shop.shop_id, "return.requested", "R1", body, "shopper", NOW)
    (event,) = database.read(list_events, shop.shop_id, "R1")
    assert (event.type, event.subject, event.actor, event.at) == ("return.requested", "R1", "shopper", NOW)
    assert json.loads(json.dumps(event.body)) == body


def test_eight_writers_and_two_shops_leave_no_gap(database: Database, make_shop: MakeShop) -> None:
    shops = [make_shop().shop, make_shop().shop]

    def write(worker: int) -> None:
        for n in range(15):
            database.write(record, shops[n % 2].shop_id, "x", f"S{worker}", {"n": n}, "tests", NOW)

    threads = [threading.Thread(target=write, args=(worker,)) for worker in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for shop, written in zip(shops, (64, 56), strict=True):
        founding = 3  # shop created, two keys created
        events = database.read(list_events_after, shop.shop_id, 0, 1000)
        assert [event.seq for event in events] == list(range(1, founding + written + 1))
        assert find_broken_link(database, shop.shop_id) is None


def test_a_refused_change_leaves_no_event(database: Database, shop: Shop) -> None:
    def fail(tx: Tx) -> None:
        record(tx, shop.shop_id, "x", "R1", {}, "tests", NOW)
        raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        database.write(fail)
    assert database.read(list_events, shop.shop_id, "R1") == []
    assert find_broken_link(database, shop.shop_id) is None
