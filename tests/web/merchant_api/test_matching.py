"""If-Match: of many systems that change the state they saw at the same moment, one does; the others read it again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from flask import Flask

from sendback.database.model import Database
from sendback.orders.model import Order
from tests.conftest import MakeShop
from tests.factories import make_line, push_order
from tests.web.merchant_api.conftest import MakeSystem
from tests.web.merchant_api.system import System

ROUNDS = 4
LINE = {"id": "1", "title": "T"}


def change_at_once(app: Flask, system: System, method: str, seen: str, path: str, body: Callable[[int], Any]) -> list[int]:
    """Send four changes of one state; return how they were answered."""
    headers = {"Authorization": f"Bearer {system.key}", "If-Match": system.get(seen).headers["ETag"]}

    def change(place: int) -> int:
        answer = app.test_client().open(f"/api/v1{path}", method=method, json=body(place), headers=headers)
        return answer.status_code

    with ThreadPoolExecutor(4) as pool:
        return sorted(pool.map(change, range(4)))


def test_one_changes_the_lines_of_a_return(app: Flask, make_system: MakeSystem, make_shop: MakeShop, database: Database) -> None:
    shop = make_shop(policy={"approval": "none"}).shop
    system = make_system(shop=shop)
    for place in range(ROUNDS):
        database.write(push_order, shop.shop_id, number=f"M-{place}", lines=(make_line(quantity=9),))
        asked = {"order_number": f"M-{place}", "lines": [{"id": "1", "quantity": 1, "reason": "too_small"}]}
        where = f"/returns/{system.post('/returns', asked).get_json()['rma']}"

        def more(place: int) -> Any:
            return {"lines": [{"id": "1", "quantity": 2 + place}], "why": "As you wrote."}

        assert change_at_once(app, system, "PATCH", where, f"{where}/lines", more) == [200, 412, 412, 412]


def test_one_replaces_an_order(app: Flask, system: System, order: Order) -> None:
    where = f"/orders/{order.number}"
    for round_ in range(ROUNDS):

        def other(place: int, round_: int = round_) -> Any:
            return {"number": order.number, "name": f"Aino {round_}-{place}", "lines": [{**LINE, "quantity": 9}]}

        assert change_at_once(app, system, "PUT", where, where, other) == [200, 412, 412, 412]
