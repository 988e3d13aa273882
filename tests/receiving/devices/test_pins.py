"""PINs: which are taken, and how often one may be tried."""

import threading

import pytest

from sendback.database.model import Database
from sendback.errors import Code, Problem
from sendback.receiving.devices.beginning import begin_shift
from sendback.receiving.devices.model import Device, Worker
from sendback.receiving.devices.pins import check_pin
from sendback.receiving.devices.worker_store import get_worker
from sendback.receiving.devices.workers import end_worker, reset_pin
from sendback.shops.model import Shop
from tests.conftest import Clock
from tests.docking import PIN, PIN_HASH, hire, pair

WRONG = ""
"""No PIN, so that no test waits for argon2id."""


@pytest.fixture
def device(database: Database, shop: Shop, clock: Clock) -> Device:
    return pair(database, shop, clock())[0]


@pytest.fixture
def worker(database: Database, shop: Shop, clock: Clock) -> Worker:
    return hire(database, shop, clock())


def try_pin(database: Database, device: Device, worker: Worker, pin: str, clock: Clock) -> Code | None:
    try:
        begin_shift(database, device, worker.worker_id, pin, clock())
    except Problem as problem:
        return problem.code
    return None


@pytest.mark.parametrize("pin", ["0000", "1234", "9876", "7890", "1212", "123123", "2580", "77777777"])
def test_a_pin_that_anybody_would_try_is_refused(pin: str) -> None:
    with pytest.raises(Problem, match="first that anybody"):
        check_pin(pin)


@pytest.mark.parametrize("pin", ["123", "123456789", "12a4", "", "１２５７", "4071 "])
def test_a_pin_has_four_to_eight_digits(pin: str) -> None:
    with pytest.raises(Problem, match="4 to 8 digits"):
        check_pin(pin)


@pytest.mark.parametrize("pin", ["4071", "58213", "40714072"])
def test_any_other_pin_is_taken(pin: str) -> None:
    assert check_pin(pin) == pin


def test_two_workers_may_have_the_same_pin(database: Database, shop: Shop, device: Device, worker: Worker, clock: Clock) -> None:
    other = hire(database, shop, clock(), "Vilja")
    assert [try_pin(database, device, each, PIN, clock) for each in (worker, other)] == [None, None]


def test_five_wrong_pins_lock_for_a_quarter_of_an_hour(database: Database, device: Device, worker: Worker, clock: Clock) -> None:
    tried = [try_pin(database, device, worker, WRONG, clock) for _ in range(5)]
    assert tried == [Code.PIN_WRONG] * 4 + [Code.WORKER_LOCKED]
    assert try_pin(database, device, worker, PIN, clock) is Code.WORKER_LOCKED
    clock.advance(minutes=14, seconds=59)
    assert try_pin(database, device, worker, PIN, clock) is Code.WORKER_LOCKED
    clock.advance(seconds=1)
    assert try_pin(database, device, worker, PIN, clock) is None


def test_a_right_pin_forgives_the_wrong_ones(database: Database, device: Device, worker: Worker, clock: Clock) -> None:
    for _ in range(2):
        assert [try_pin(database, device, worker, WRONG, clock) for _ in range(4)] == [Code.PIN_WRONG] * 4
        assert try_pin(database, device, worker, PIN, clock) is None


def test_many_tries_at_once_get_no_further_than_one_by_one(
    database: Database, device: Device, worker: Worker, clock: Clock
) -> None:
    answers: list[Code | None] = []
    threads = [
        threading.Thread(target=lambda: answers.append(try_pin(database, device, worker, WRONG, clock))) for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count(Code.PIN_WRONG) == 4
    assert answers.count(Code.WORKER_LOCKED) == 8


def test_another_pin_opens_a_lock(database: Database, shop: Shop, device: Device, worker: Worker, clock: Clock) -> None:
    for _ in range(5):
        try_pin(database, device, worker, WRONG, clock)
    database.write(reset_pin, shop.shop_id, worker.worker_id, PIN_HASH, "tests", clock())
    assert try_pin(database, device, worker, PIN, clock) is None


def test_who_was_let_go_has_no_pin_any_more(database: Database, shop: Shop, device: Device, worker: Worker, clock: Clock) -> None:
    database.write(end_worker, shop.shop_id, worker.worker_id, "tests", clock())
    assert try_pin(database, device, worker, PIN, clock) is Code.PIN_WRONG
    assert database.read(get_worker, shop.shop_id, worker.worker_id).pin_hash == ""
