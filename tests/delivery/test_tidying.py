"""Old answers, links and sessions are forgotten in time, and nothing else is."""

from sendback.database.model import Database, Tx
from sendback.delivery.tidying import tidy
from sendback.orders.access_store import make_access_link
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from tests.conftest import Clock
from tests.factories import push_order
from tests.people import make_link

TABLES = ("idempotency", "access_links", "people_links", "returns", "orders")


def count(database: Database, shop: Shop) -> dict[str, int]:
    def read(tx: Tx) -> dict[str, int]:
        rows = {name: tx.one(f"SELECT COUNT(*) AS n FROM {name} WHERE shop_id = :s", s=shop.shop_id) for name in TABLES}
        return {name: int(row["n"]) for name, row in rows.items() if row is not None}

    return database.read(read)


def test_what_has_served_its_turn_goes_and_the_rest_stays(database: Database, shop: Shop, clock: Clock) -> None:
    order = database.write(push_order, shop.shop_id)
    database.write(make_access_link, shop.shop_id, order.order_id, clock())
    make_link(database, shop.shop_id, Role.OWNER, clock())
    database.write(lambda tx: answer_once(tx, shop.shop_id, "x", "k", {}, clock(), lambda: Answer(201, {})))
    full = count(database, shop)
    assert (full["idempotency"], full["access_links"], full["people_links"]) == (1, 1, 1)
    database.write(tidy, shop.shop_id, clock())
    assert count(database, shop) == full
    database.write(tidy, shop.shop_id, clock.advance(days=8))
    assert count(database, shop) == {**full, "access_links": 0, "people_links": 0}
    database.write(tidy, shop.shop_id, clock.advance(days=30))
    assert count(database, shop) == {**full, "access_links": 0, "people_links": 0, "idempotency": 0}
