"""Many at once: the last unit goes to one, and the same request is done once."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest

from sendback.database.model import Database, Tx
from sendback.errors import Code, Problem
from sendback.journal.store import find_broken_link
from sendback.orders.store import get_order
from sendback.returns import deciding
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.returns.model import LineRequest, ReturnRequest, Status
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from tests.conftest import MakeShop
from tests.factories import count_by_status, make_line, make_return_request, push_order


def outcome(work: Callable[[], object]) -> str:
    try:
        work()
    except Problem as problem:
        return problem.code.value
    return "done"


def at_once(times: int, work: Callable[[], object]) -> Counter[str]:
    with ThreadPoolExecutor(times) as pool:
        return Counter(pool.map(lambda _: outcome(work), range(times)))


@pytest.mark.parametrize("units", [1, 7])
def test_fifty_at_once_never_take_more_than_there_is(database: Database, shop: Shop, now: datetime, units: int) -> None:
    order = database.write(push_order, shop.shop_id, lines=(make_line("1", quantity=units),))
    request = make_return_request(order)
    told = at_once(50, lambda: database.write(request_return, shop, order, request, "shopper", now))
    assert told == {"done": units, "quantity-gone": 50 - units}
    assert database.read(get_order, shop.shop_id, order.order_id).lines[0].taken == units
    assert database.read(count_by_status, shop.shop_id) == {Status.AUTHORIZED: units}
    assert find_broken_link(database, shop.shop_id) is None


def test_lines_asked_for_in_any_order_never_block_each_other(database: Database, shop: Shop, now: datetime) -> None:
    wares = tuple(make_line(str(n), quantity=20) for n in range(1, 6))
    order = database.write(push_order, shop.shop_id, lines=wares)
    asked = tuple(LineRequest(str(n), 1, "other") for n in range(1, 6))
    requests = [make_return_request(order, lines=asked[turn:] + asked[:turn]) for turn in range(5)]

    def ask(request: ReturnRequest) -> str:
        return outcome(lambda: database.write(request_return, shop, order, request, "shopper", now))

    with ThreadPoolExecutor(20) as pool:
        assert Counter(pool.map(ask, requests * 4)) == {"done": 20}


def test_two_people_who_decide_at_once_decide_once(database: Database, make_shop: MakeShop, now: datetime) -> None:
    shop = make_shop(policy={"approval": "none"}).shop
    order = database.write(push_order, shop.shop_id)
    item = database.write(request_return, shop, order, make_return_request(order), "shopper", now)

    def decline() -> None:
        database.write(deciding.decline, shop.shop_id, item.return_id, "worn", "desk", now)

    assert at_once(20, decline) == {"done": 1, "status-conflict": 19}
    assert [line.taken for line in database.read(get_order, shop.shop_id, order.order_id).lines] == [0, 0]


def test_two_hundred_with_one_key_make_one_return_and_get_one_answer(database: Database, shop: Shop, now: datetime) -> None:
    order = database.write(push_order, shop.shop_id)
    request = make_return_request(order)

    def ask(_: int) -> Answer:
        def answer(tx: Tx) -> Answer:
            def work() -> Answer:
                return Answer(201, {"rma": request_return(tx, shop, order, request, "shopper", now).rma})

            return answer_once(tx, shop.shop_id, "returns", "key", {"order": order.number}, now, work)

        return database.write(answer)

    with ThreadPoolExecutor(200) as pool:
        answers = list(pool.map(ask, range(200)))
    assert answers == [answers[0]] * 200
    assert answers[0].status == 201
    assert database.read(count_by_status, shop.shop_id) == {Status.AUTHORIZED: 1}
    assert [line.taken for line in database.read(get_order, shop.shop_id, order.order_id).lines] == [1, 0]


def once(database: Database, shop: Shop, now: datetime, key: str = "key", scope: str = "returns", **request: Any) -> Answer:
    made = Answer(201, {"made": len(str(request))})
    return database.write(lambda tx: answer_once(tx, shop.shop_id, scope, key, request, now, lambda: made))


def test_a_key_used_for_something_else_is_refused(database: Database, shop: Shop, now: datetime) -> None:
    once(database, shop, now, line="1")
    with pytest.raises(Problem) as caught:
        once(database, shop, now, line="2")
    assert caught.value.code is Code.IDEMPOTENCY_KEY_REUSED


def test_keys_of_other_callers_and_other_shops_are_their_own(
    database: Database, make_shop: MakeShop, shop: Shop, now: datetime
) -> None:
    once(database, shop, now, line="1")
    once(database, shop, now, scope="orders", line="2")
    once(database, make_shop().shop, now, line="3")


@pytest.mark.parametrize("key", ["", "x" * 65])
def test_a_key_is_needed_and_is_short(database: Database, shop: Shop, now: datetime, key: str) -> None:
    with pytest.raises(Problem) as caught:
        once(database, shop, now, key=key)
    assert caught.value.code is Code.IDEMPOTENCY_KEY_MISSING


def test_a_refusal_is_not_remembered_so_that_it_may_be_mended(database: Database, shop: Shop, now: datetime) -> None:
    def refuse() -> Answer:
        raise Problem(Code.QUANTITY_GONE, "gone")

    with pytest.raises(Problem, match="gone"):
        database.write(lambda tx: answer_once(tx, shop.shop_id, "returns", "key", {}, now, refuse))
    assert once(database, shop, now).status == 201


def test_the_order_of_fields_does_not_make_another_request(database: Database, shop: Shop, now: datetime) -> None:
    assert once(database, shop, now, a=1, b=2) == once(database, shop, now, b=2, a=1)
