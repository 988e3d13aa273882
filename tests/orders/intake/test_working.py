"""Imports in batches: a crash doubles nothing, two workers do it once, and rows of one order stand together."""

from datetime import timedelta
from pathlib import Path

import pytest

from sendback.database.model import Database
from sendback.orders.intake import store
from sendback.orders.intake.deciding import begin_import, begin_undo, check, forget_imports
from sendback.orders.intake.receiving import receive_file
from sendback.orders.intake.rows_store import list_faults, list_rows
from sendback.orders.intake.stages import Import, Outcome, Stage
from sendback.orders.intake.working import go_on
from sendback.orders.store import find_order
from sendback.shops.model import Shop
from tests.conftest import Clock


def receive(database: Database, shop: Shop, folder: Path, clock: Clock, rows: str) -> str:
    file = folder / "orders.csv"
    file.write_text(f"order_number,title,quantity\n{rows}", "utf-8")
    import_id = receive_file(database, shop.shop_id, file, file.name, "tests", clock())
    database.write(check, shop.shop_id, get(database, shop, import_id), clock())
    return import_id


def get(database: Database, shop: Shop, import_id: str) -> Import:
    item = database.read(store.find_import, shop.shop_id, import_id)
    assert item is not None
    return item


def finish(database: Database, shop: Shop, import_id: str, clock: Clock, seconds: float = 60) -> Import:
    while go_on(database, shop.shop_id, import_id, clock, seconds):
        pass
    return get(database, shop, import_id)


def test_one_batch_at_a_time_comes_to_the_same(database: Database, shop: Shop, clock: Clock, tmp_path: Path) -> None:
    rows = "".join(f"N-{number // 2},Mug {number},1\n" for number in range(1800))
    import_id = receive(database, shop, tmp_path, clock, rows)
    assert go_on(database, shop.shop_id, import_id, clock, 0.0)
    checked = finish(database, shop, import_id, clock, seconds=0.0)
    assert (checked.stage, checked.counts[Outcome.NEW], checked.bad_count) == (Stage.CHECKED, 900, 0)
    database.write(begin_import, shop.shop_id, checked, clock())
    done = finish(database, shop, import_id, clock, seconds=0.0)
    assert (done.stage, done.saved_count) == (Stage.DONE, 900)
    order = database.read(find_order, shop.shop_id, "N-899")
    assert order is not None
    assert len(order.lines) == 2
    assert database.read(list_rows, shop.shop_id, import_id, 0) == []


def test_rows_of_one_order_that_stand_apart_are_told_and_lose_nothing(
    database: Database, shop: Shop, clock: Clock, tmp_path: Path
) -> None:
    import_id = receive(database, shop, tmp_path, clock, "A,Mug,1\nB,Hat,1\nA,Tent,1\n")
    checked = finish(database, shop, import_id, clock)
    assert [(bad.row, bad.field) for bad in database.read(list_faults, shop.shop_id, import_id)] == [(4, "order_number")]
    database.write(begin_import, shop.shop_id, checked, clock())
    finish(database, shop, import_id, clock)
    order = database.read(find_order, shop.shop_id, "A")
    assert order is not None
    assert [line.title for line in order.lines] == ["Mug"]


def test_a_worker_that_was_overtaken_writes_nothing(database: Database, shop: Shop, clock: Clock, tmp_path: Path) -> None:
    import_id = receive(database, shop, tmp_path, clock, "A,Mug,1\n")
    stale = get(database, shop, import_id)
    finish(database, shop, import_id, clock)
    assert not database.write(store.advance, shop.shop_id, stale, 99, clock())
    assert get(database, shop, import_id).counts[Outcome.NEW] == 1


def test_a_file_is_forgotten_in_time(database: Database, shop: Shop, clock: Clock, tmp_path: Path) -> None:
    left = receive(database, shop, tmp_path, clock, "A,Mug,1\n")
    done = receive(database, shop, tmp_path, clock, "B,Mug,1\n")
    for import_id in (left, done):
        finish(database, shop, import_id, clock)
    database.write(begin_import, shop.shop_id, get(database, shop, done), clock())
    finish(database, shop, done, clock)
    database.write(forget_imports, shop.shop_id, clock() + timedelta(days=2))
    assert database.read(store.find_import, shop.shop_id, left) is None
    assert get(database, shop, done).stage is Stage.DONE


def test_what_was_undone_can_be_imported_again(database: Database, shop: Shop, clock: Clock, tmp_path: Path) -> None:
    for _ in range(2):
        import_id = receive(database, shop, tmp_path, clock, "A,Mug,1\n")
        database.write(begin_import, shop.shop_id, finish(database, shop, import_id, clock), clock())
        database.write(begin_undo, shop.shop_id, finish(database, shop, import_id, clock), "tests", clock())
        undone = finish(database, shop, import_id, clock)
        assert (undone.stage, undone.undone_count) == (Stage.UNDONE, 1)
        assert database.read(find_order, shop.shop_id, "A") is None
        clock.advance(minutes=1)


@pytest.mark.parametrize("stage", [Stage.DONE, Stage.UPLOADED])
def test_only_what_may_follow_follows(database: Database, shop: Shop, clock: Clock, tmp_path: Path, stage: Stage) -> None:
    import_id = receive(database, shop, tmp_path, clock, "A,Mug,1\n")
    item = finish(database, shop, import_id, clock)
    assert not database.write(store.move, shop.shop_id, import_id, (stage, item.turn), Stage.UNDOING, clock())
