"""The library: what a shop wants kept is there under its name, once, whatever happens to the store or the worker meanwhile."""

import dataclasses
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from sendback.database.model import Database
from sendback.delivery import outbox_store
from sendback.delivery.document_store import DocumentStore, open_document_store
from sendback.delivery.folder_store import FolderStore
from sendback.delivery.library import Copy, Library, read_copy, save_copy
from sendback.delivery.library_store import FoundDocument, Wanted, find_documents
from sendback.delivery.links import Document
from sendback.delivery.model import Job, Kind, State
from sendback.delivery.outbox import replay
from sendback.delivery.outbox_store import LEASE
from sendback.delivery.parts import WorkerParts
from sendback.delivery.worker import run_once
from sendback.errors import Code, Problem
from sendback.journal.store import find_broken_link, list_events
from sendback.paper.model import Form
from sendback.returns.boxes import add_box
from sendback.returns.deciding import approve, cancel
from sendback.returns.model import Return, Status
from sendback.returns.parcel_store import save_parcel
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from tests.conftest import Clock, MakeShop
from tests.delivery.bucket import KEY, SECRET, BucketServer
from tests.delivery.conftest import MakeReturn
from tests.factories import make_consignor, make_return_request, push_order

ROOT = Path(__file__).parents[2]


@pytest.fixture
def database(own_database: Database) -> Database:
    return own_database


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    """A shop that wants labels and slips kept, as PDF and BMP."""
    return make_shop(library={"forms": ["pdf", "bmp"], "documents": ["label", "slip"]}).shop


@pytest.fixture
def folder(parts: WorkerParts) -> Path:
    assert isinstance(parts.store, FolderStore)
    return parts.store.folder


def kept(database: Database, shop: Shop, **wanted: str) -> list[FoundDocument]:
    return database.read(find_documents, shop.shop_id, Wanted(**wanted), 100)


def names(found: list[FoundDocument]) -> list[str]:
    return sorted(one.saved.name for one in found)


def waiting(database: Database, shop: Shop, state: State = State.PENDING) -> list[Job]:
    jobs = database.read(outbox_store.list_jobs, shop.shop_id, state)
    return [job for job in jobs if job.kind is Kind.SAVE]


def count_saved(database: Database, item: Return) -> int:
    events = database.read(list_events, item.shop_id, item.return_id)
    return [event.type for event in events].count("document.saved")


def library(parts: WorkerParts) -> Library:
    return Library(parts.database, parts.store, parts.links.base_url)


def test_a_new_label_is_kept_as_the_shop_wants(
    database: Database, shop: Shop, make_return: MakeReturn, parts: WorkerParts, folder: Path, clock: Clock
) -> None:
    item = make_return(shop)
    assert run_once(parts, clock()) == 1
    start = f"{shop.slug}/2026/11/{item.order_number}_{item.rma}"
    assert names(kept(database, shop)) == sorted(f"{start}_{end}" for end in ("label.pdf", "label.bmp", "slip.pdf", "slip.bmp"))
    assert (folder / f"{start}_label.pdf").read_bytes().startswith(b"%PDF")
    assert (folder / f"{start}_label.bmp").read_bytes().startswith(b"BM")
    assert count_saved(database, item) == 4
    for one in kept(database, shop):
        saved, body = read_copy(library(parts), shop.shop_id, one.saved.document_id)
        assert (len(body), saved.name) == (saved.bytes, one.saved.name)
    assert find_broken_link(database, shop.shop_id) is None


def test_nothing_is_kept_unless_the_shop_wants_it(
    database: Database, make_shop: MakeShop, make_return: MakeReturn, parts: WorkerParts, folder: Path, clock: Clock
) -> None:
    shop = make_shop().shop
    make_return(shop)
    assert run_once(parts, clock()) == 0
    assert waiting(database, shop) == []
    assert not folder.exists()


def test_the_same_again_changes_nothing(
    database: Database, shop: Shop, make_return: MakeReturn, parts: WorkerParts, folder: Path, clock: Clock
) -> None:
    item, copy = make_return(shop), Copy(Document.LABEL, Form.PDF)
    (first,) = save_copy(library(parts), shop, item.return_id, copy, "tests", clock())
    file = folder / first.name
    written = file.stat().st_mtime_ns
    (again,) = save_copy(library(parts), shop, item.return_id, copy, "tests", clock.advance(days=1))
    assert (again, file.stat().st_mtime_ns, count_saved(database, item)) == (
        dataclasses.replace(first, saved_at=again.saved_at), written, 1,
    )  # fmt: skip
    file.unlink()
    save_copy(library(parts), shop, item.return_id, copy, "tests", clock())
    assert file.exists(), "a file that was lost is brought back"
    (finer,) = save_copy(library(parts), shop, item.return_id, Copy(Document.LABEL, Form.PNG, 300), "tests", clock())
    (coarser,) = save_copy(library(parts), shop, item.return_id, Copy(Document.LABEL, Form.PNG, 203), "tests", clock())
    assert finer.name == coarser.name.replace("_label.", "_label-300dpi.")
    assert read_copy(library(parts), shop.shop_id, finer.document_id)[0].dpi == 300


def test_a_file_that_somebody_took_away_is_said(shop: Shop, make_return: MakeReturn, parts: WorkerParts, clock: Clock) -> None:
    (saved,) = save_copy(library(parts), shop, make_return(shop).return_id, Copy(Document.LABEL, Form.PDF), "tests", clock())
    parts.store.delete(saved.name)
    with pytest.raises(Problem, match="no longer in the document store") as caught:
        read_copy(library(parts), shop.shop_id, saved.document_id)
    assert caught.value.code is Code.NOT_FOUND


def test_a_return_that_was_canceled_meanwhile_needs_nothing_kept(
    database: Database, shop: Shop, make_return: MakeReturn, parts: WorkerParts, folder: Path, clock: Clock
) -> None:
    item = make_return(shop)
    database.write(cancel, shop.shop_id, item.return_id, "tests", clock())
    run_once(parts, clock())
    assert waiting(database, shop) == []
    assert not folder.exists()


def test_found_by_any_part_in_any_case(database: Database, shop: Shop, parts: WorkerParts, clock: Clock) -> None:
    def ask(name: str, number: str) -> Return:
        order = database.write(push_order, shop.shop_id, number=number)
        request = make_return_request(order, consignor=make_consignor(name=name))
        return database.write(request_return, shop, order, request, "shopper", clock())

    items = {
        name: ask(name, number) for name, number in (("Äiti Öljynen", "SB/1001"), ("李小龙", "100%_A"), ("Zoë McDonald", "77-b"))
    }
    for item in items.values():
        if item.status is Status.REQUESTED:  # another name than the order's has to wait
            database.write(approve, item.shop_id, item.return_id, "tests", clock())
        save_copy(library(parts), shop, item.return_id, Copy(Document.LABEL, Form.PDF), "tests", clock())

    def found(**wanted: str) -> set[str]:
        return {one.consignor for one in kept(database, shop, **wanted)}

    äiti, li, zoe = "Äiti Öljynen", "李小龙", "Zoë McDonald"
    for text, expected in {
        "äiti": {äiti}, "ÄITI": {äiti}, "öljy": {äiti}, "小": {li}, "mcdon": {zoe}, "ZOË": {zoe},
        "sb/1": {äiti}, "77-B": {zoe}, "%": {li}, "_": {li}, "0%_": {li}, "!": set(), "nobody": set(), "\0": {äiti, li, zoe},
    }.items():  # fmt: skip
        assert found(text=text) == expected, text
    shown = items[zoe].rma[:5] + "-" + items[zoe].rma[5:]
    assert found(text=shown.lower()) == found(rma=shown) == found(order=" #77-B") == {zoe}
    assert found(rma="nonsense") == found(order="77") == found(order="77-b", rma=items[äiti].rma) == set()


def test_each_box_is_kept_and_found_by_its_tracking_number(
    database: Database, shop: Shop, make_return: MakeReturn, parts: WorkerParts, clock: Clock
) -> None:
    item = make_return(shop)
    box = database.write(add_box, shop.shop_id, item.return_id, "tests", clock())
    database.write(save_parcel, dataclasses.replace(box, tracking_number="JJD000390007"), box)
    while run_once(parts, clock()):
        pass
    ends = {one.saved.name.partition(f"{item.rma}_")[2]: one for one in kept(database, shop)}
    papers = ("label.pdf", "label.bmp", "slip.pdf", "slip.bmp")
    assert set(ends) == {*papers, *(name.replace(".", "_2.") for name in papers)}
    assert {ends["label_2.pdf"].tracking_number, ends["label.pdf"].tracking_number} == {"JJD000390007", ""}
    bodies = {read_copy(library(parts), shop.shop_id, ends[name].saved.document_id)[1] for name in ("label.pdf", "label_2.pdf")}
    assert len(bodies) == 2
    whole = names(kept(database, shop))
    assert names(kept(database, shop, text="jjd 0003 9000 7")) == names(kept(database, shop, tracking="jjd000390007")) == whole
    part = kept(database, shop, text="90007")
    assert {one.saved.box for one in part} == {2}
    assert kept(database, shop, tracking="JJD00039000") == []


def test_two_shops_never_see_one_anothers(
    database: Database, shop: Shop, make_shop: MakeShop, make_return: MakeReturn, parts: WorkerParts, clock: Clock
) -> None:
    """With the same order number, the same RMA number and the same name."""
    other = make_shop(library={"forms": ["pdf"]}).shop
    mine, theirs = make_return(shop), make_return(other)
    assert mine.rma == theirs.rma
    while run_once(parts, clock()):
        pass
    (seen,) = kept(database, other, text=theirs.rma)
    assert seen.saved.name.startswith(f"{other.slug}/")
    assert {one.saved.shop_id for one in kept(database, shop, text="Aino")} == {shop.shop_id}
    with pytest.raises(Problem):
        read_copy(library(parts), shop.shop_id, seen.saved.document_id)


def test_a_store_that_is_down_delays_and_loses_nothing(
    database: Database, shop: Shop, make_return: MakeReturn, parts: WorkerParts, clock: Clock, tmp_path: Path
) -> None:
    (tmp_path / "blocked").write_text("a file where the folder should be")
    down = dataclasses.replace(parts, store=FolderStore(tmp_path / "blocked"))
    make_return(shop), make_return(shop)
    assert run_once(down, clock()) == 0
    reasons = [job.last_error for job in waiting(database, shop)]
    assert sorted(map(bool, reasons)) == [False, True], "one try a turn: what is behind a store that hangs waits no longer"
    for _ in range(40):
        run_once(down, clock.advance(hours=1))
    dead = waiting(database, shop, State.DEAD)
    assert ["document folder cannot be written" in job.last_error for job in dead] == [True, True]
    for job in dead:
        database.write(replay, shop.shop_id, job.job_id, "tests", clock())
    assert run_once(parts, clock()) == 2
    assert len(kept(database, shop)) == 8


def test_a_full_disk_delays_with_its_reason(
    database: Database, make_shop: MakeShop, make_return: MakeReturn, parts: WorkerParts, clock: Clock, small_disk: Path
) -> None:
    shop = make_shop(library={"forms": ["pdf"]}).shop
    full = dataclasses.replace(parts, store=FolderStore(small_disk))
    full.store.put("filler.txt", b"x" * 62_000)
    make_return(shop)
    assert run_once(full, clock()) == 0
    (job,) = waiting(database, shop)
    assert job.last_error == "The disk of the document store is full. Nothing was saved."
    assert [file for file in small_disk.rglob("*") if file.is_file()] == [small_disk / "filler.txt"]
    full.store.delete("filler.txt")
    assert run_once(full, clock.advance(minutes=5)) == 1
    assert len(kept(database, shop)) == 1


def test_a_bucket_that_is_killed_and_comes_back(
    database: Database,
    make_shop: MakeShop,
    make_return: MakeReturn,
    parts: WorkerParts,
    clock: Clock,
    bucket_server: BucketServer,
) -> None:
    shop = make_shop(library={"forms": ["pdf"]}).shop
    store: DocumentStore = open_document_store(bucket_server.url(prefix="library"), KEY, SECRET)
    on_bucket = dataclasses.replace(parts, store=store)
    make_return(shop)
    assert run_once(on_bucket, clock()) == 1
    bucket_server.kill()
    item = make_return(shop)
    try:
        assert run_once(on_bucket, clock()) == 0
        (job,) = waiting(database, shop)
        assert "bucket cannot be reached" in job.last_error
    finally:
        bucket_server.start()
    assert run_once(on_bucket, clock.advance(minutes=5)) == 1
    (first, second) = reversed(kept(database, shop))
    assert second.rma == item.rma
    assert all(store.get(one.saved.name) for one in (first, second))


DYING = """
import os, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sendback.database.opening import open_database
from sendback.delivery.folder_store import FolderStore
from sendback.delivery.links import Links
from sendback.delivery.parts import WorkerParts
from sendback.delivery.worker import run_once
from sendback.shops.vault import Vault

url, folder, epoch, at = sys.argv[1:]
now, key, calls = datetime.fromtimestamp(int(epoch), UTC), "an installation key that only the tests know", iter(range(1000))
real = os.fsync

def die_at(descriptor):
    if next(calls) == int(at):
        os.kill(os.getpid(), 9)
    real(descriptor)

os.fsync = die_at
links = Links([key], "http://localhost", timedelta(days=30))
run_once(WorkerParts(open_database(url), Vault([key]), links, None, "", lambda: now, FolderStore(Path(folder))), now)
"""


@pytest.mark.parametrize("at", [0, 3, 8, 9, 10])
def test_a_worker_killed_while_saving_leaves_no_half_file_and_its_work_is_done_again(
    database: Database,
    database_url: str,
    shop: Shop,
    make_return: MakeReturn,
    parts: WorkerParts,
    folder: Path,
    clock: Clock,
    at: int,
) -> None:
    """Before a folder is on disk, between the draft and its name, between the name and the row: SIGKILL at each sync."""
    item = make_return(shop)
    command = [sys.executable, "-c", DYING, database_url, str(folder), str(int(clock().timestamp())), str(at)]
    killed = subprocess.run(command, cwd=ROOT, timeout=60, check=False, env={**os.environ})
    assert killed.returncode == -9
    whole = {one.name: one.read_bytes() for one in folder.rglob("*_*.*")}
    assert all(body.endswith(b"%%EOF\n") for name, body in whole.items() if name.endswith(".pdf"))
    clock.moment += LEASE + timedelta(seconds=1)
    assert run_once(parts, clock()) == 1
    assert len(kept(database, shop)) == 4
    assert count_saved(database, item) == 4
