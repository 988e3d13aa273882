"""The lane: receivers that hang hold up nobody, a killed worker loses nothing, and many workers send each thing once."""

import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sendback.database.model import Database
from sendback.delivery.mailer import FileMailer
from sendback.delivery.model import Kind
from sendback.delivery.outbox_store import add_job
from sendback.delivery.parts import WorkerParts
from sendback.delivery.webhooks import delivery_store, sending, store, try_store
from sendback.delivery.webhooks.lane import Lane, run_once
from sendback.delivery.webhooks.model import DeliveryState, Endpoint
from sendback.delivery.webhooks.replaying import send_test
from sendback.delivery.worker import run_worker
from sendback.shops.model import Shop
from tests.conftest import Clock
from tests.delivery.conftest import MakeReturn
from tests.delivery.webhooks.conftest import AddEndpoint, announce, read_headers
from tests.egress.fault_server import FaultServer

ROOT = Path(__file__).parents[3]
FAULTS = ("hang", "drip", "drip-body", "reset", "inward", "big", "gone", "later", "noise", "empty", "endless-headers")


@contextmanager
def running(parts: WorkerParts, count: int = 1) -> Iterator[None]:
    """Run lanes until the block ends."""
    stop = threading.Event()
    threads = [threading.Thread(target=Lane(parts, stop).run) for _ in range(count)]
    for thread in threads:
        thread.start()
    yield
    stop.set()
    for thread in threads:
        thread.join(15)


def wait_until(holds: Callable[[], object], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def live(near: WorkerParts) -> WorkerParts:
    """The worker's parts with a clock that goes on."""
    return replace(near, clock=lambda: datetime.now(UTC))


def send(database: Database, endpoint: Endpoint) -> str:
    now = datetime.now(UTC) - timedelta(seconds=1)
    return database.write(send_test, endpoint.shop_id, endpoint.endpoint_id, now)


def test_receivers_with_every_fault_hold_up_nobody(
    database: Database, live: WorkerParts, add: AddEndpoint, receiver: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "SECONDS", 1.5)
    ill = [add(path) for path in FAULTS]
    well = [add(f"well-{number}") for number in range(3)]
    for endpoint in (*ill, *well):
        send(database, endpoint)
    with running(live):
        assert wait_until(lambda: all(receiver.count(f"well-{number}") for number in range(3)), 8)
        assert wait_until(lambda: all(receiver.count(path) for path in FAULTS), 20)
        for _ in range(3):  # those that answer go on while the others hang
            before = receiver.count("well-0")
            send(database, well[0])
            assert wait_until(lambda seen=before: receiver.count("well-0") > seen, 3)
        assert wait_until(lambda: all(_was_tried(database, each) for each in ill), 20)
    statuses = {path: _read_last(database, each) for path, each in zip(FAULTS, ill, strict=True)}
    assert statuses["big"] == 200
    assert {path: statuses[path] for path in ("inward", "gone", "later")} == {"inward": 301, "gone": 410, "later": 429}
    assert all(statuses[path] is None for path in ("hang", "drip", "drip-body", "reset", "noise", "empty", "endless-headers"))


def _was_tried(database: Database, endpoint: Endpoint) -> bool:
    (delivery, *_) = database.read(delivery_store.list_deliveries, endpoint.shop_id, endpoint.endpoint_id)
    return bool(database.read(try_store.list_tries, endpoint.shop_id, delivery.delivery_id))


def _read_last(database: Database, endpoint: Endpoint) -> int | None:
    (delivery, *_) = database.read(delivery_store.list_deliveries, endpoint.shop_id, endpoint.endpoint_id)
    return database.read(try_store.list_tries, endpoint.shop_id, delivery.delivery_id)[-1].status


def test_a_receiver_that_hangs_delays_no_mail(
    database: Database, live: WorkerParts, shop: Shop, add: AddEndpoint, make_return: MakeReturn, receiver: FaultServer,
    mail_folder: Path,
) -> None:  # fmt: skip
    for _ in range(9):
        send(database, add("hang"))
    item = make_return(shop)
    stop = threading.Event()
    worker = threading.Thread(target=run_worker, args=(replace(live, mailer=FileMailer(mail_folder)), stop))
    worker.start()
    assert wait_until(lambda: receiver.count("hang") >= 1, 5)
    database.write(add_job, shop.shop_id, Kind.LABEL, item.return_id, datetime.now(UTC) - timedelta(seconds=1))
    assert wait_until(lambda: list(mail_folder.glob("*.eml")), 5)
    receiver.done.set()
    stop.set()
    worker.join(20)
    assert not worker.is_alive()


def test_killed_between_the_answer_and_writing_it_down(
    database: Database, database_url: str, near: WorkerParts, shop: Shop, add: AddEndpoint, make_return: MakeReturn,
    receiver: FaultServer, clock: Clock,
) -> None:  # fmt: skip
    add(types=("return.requested",))
    make_return(shop)
    announce(database, shop, clock)
    command = [sys.executable, "-m", "tests.delivery.webhooks.dying_sender", database_url, str(int(clock().timestamp()))]
    assert subprocess.run(command, cwd=ROOT, timeout=60, check=False).returncode == 9
    assert len(receiver.received) == 1
    assert run_once(near, clock.advance(minutes=1)) == 0, "the lease of the dead still holds"
    clock.moment += delivery_store.LEASE
    assert run_once(near, clock()) == 1
    first, second = (request for _, request in receiver.received)
    assert first.partition(b"\r\n\r\n")[2] == second.partition(b"\r\n\r\n")[2]
    assert read_headers(first)["webhook-id"] == read_headers(second)["webhook-id"]
    assert run_once(near, clock.advance(days=1)) == 0


def test_many_workers_send_each_event_once(
    database: Database,
    live: WorkerParts,
    shop: Shop,
    add: AddEndpoint,
    make_return: MakeReturn,
    receiver: FaultServer,
    clock: Clock,
) -> None:
    clock.moment = datetime.now(UTC) - timedelta(seconds=5)
    endpoint = add()
    for _ in range(12):
        make_return(shop)
    announce(database, shop, clock)
    with running(live, count=4):
        assert wait_until(lambda: len(receiver.received) >= 36, 20)
        time.sleep(0.7)
    ids = Counter(read_headers(request)["webhook-id"] for _, request in receiver.received)
    assert (len(ids), set(ids.values())) == (36, {1})
    states = {each.state for each in database.read(delivery_store.list_deliveries, shop.shop_id, endpoint.endpoint_id, most=100)}
    assert states == {DeliveryState.DELIVERED}
    assert database.read(store.get_endpoint, shop.shop_id, endpoint.endpoint_id).failures == 0
