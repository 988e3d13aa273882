"""Orders are found by number, e-mail address and name, as a caller says them."""

import pytest

from sendback.database.model import Database, Tx
from sendback.orders import naming_store
from sendback.orders.list_store import list_sought
from sendback.orders.model import Order
from sendback.orders.naming_store import find_named
from sendback.orders.seeking_store import seek_orders
from sendback.privacy.order_store import delete_order, erase_buyer
from sendback.returns.searching import begin_rebuild, rebuild_some
from sendback.shops.model import Shop
from tests.conftest import MakeShop
from tests.factories import make_buyer, push_order


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop().shop


def make(database: Database, shop: Shop, name: str, number: str = "") -> Order:
    buyer = make_buyer(name=name)
    return database.write(push_order, shop.shop_id, buyer=buyer, **({"number": number} if number else {}))


def find(database: Database, shop: Shop, text: str) -> list[str]:
    return [order.order_id for order in database.read(seek_orders, shop.shop_id, text)]


def list_spelt(tx: Tx, shop_id: str) -> set[str]:
    return {row["word"] for row in tx.all("SELECT word FROM search_spellings WHERE shop_id = :s", s=shop_id)}


def test_a_name_is_found_in_any_order_begun_or_mistyped_newest_first(database: Database, shop: Shop) -> None:
    older, newer = (make(database, shop, "Anna-Maria Korhonen").order_id for _ in range(2))
    other = make(database, shop, "Anna Virtanen").order_id
    assert find(database, shop, "korhonen anna") == find(database, shop, "Korho mar") == [newer, older]
    assert find(database, shop, "korhnen") == find(database, shop, "ana KORHOINEN") == [newer, older]
    assert find(database, shop, "anna") == [other, newer, older]
    assert find(database, shop, "virtanen korhonen") == find(database, shop, "xqz") == find(database, shop, " ") == []


def test_names_of_scripts_without_blanks_and_with_umlauts_are_found(database: Database, shop: Shop) -> None:
    wei, muller = make(database, shop, "张伟").order_id, make(database, shop, "Jörg Müller").order_id
    assert find(database, shop, "伟") == [wei]
    assert find(database, shop, "joerg muller") == [muller]


def test_a_number_begun_comes_before_names_and_another_shops_orders_never(
    database: Database, shop: Shop, make_shop: MakeShop
) -> None:
    item = make(database, shop, "Anna Korhonen", "AK-1001")
    assert find(database, shop, "ak-1001") == find(database, shop, "AK-10") == [item.order_id]
    assert find(database, make_shop().shop, "korhonen") == []


def test_who_may_see_nobody_finds_orders_by_number_alone(database: Database, shop: Shop) -> None:
    make(database, shop, "Anna Korhonen", "AK-1001")
    for text, count in (("korhonen", 0), ("AK-1", 1), ("aino@example.fi", 0)):
        assert len(database.read(list_sought, shop.shop_id, text, 10, False)) == count, text


def test_a_name_that_changes_or_goes_is_no_longer_found(database: Database, shop: Shop) -> None:
    item = make(database, shop, "Anna Korhonen", "AK-1")
    make(database, shop, "Anna Virtanen", "AK-1")
    assert find(database, shop, "korhonen") == []
    assert find(database, shop, "virtanen") == [item.order_id]
    database.write(erase_buyer, shop.shop_id, item.order_id)
    assert find(database, shop, "virtanen") == []
    assert database.read(list_spelt, shop.shop_id) == set()
    database.write(delete_order, shop.shop_id, make(database, shop, "Matti Laine").order_id)
    assert find(database, shop, "laine") == []


def test_an_older_databases_orders_are_written_again(database: Database, shop: Shop) -> None:
    items = [make(database, shop, "Anna Korhonen").order_id for _ in range(3)]
    database.write(lambda tx: tx.run("DELETE FROM order_words WHERE shop_id = :s", s=shop.shop_id))
    assert find(database, shop, "korhonen") == []
    database.write(begin_rebuild, shop.shop_id)
    while database.write(rebuild_some, shop.shop_id, 2) is not None:
        pass
    assert find(database, shop, "korhonen") == items[::-1]
    assert find(database, shop, "korhnen") == items[::-1]


def test_only_the_newest_of_many_are_read(database: Database, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naming_store, "MOST_READ", 2)
    monkeypatch.setattr(naming_store, "_LEAST_READ", 2)
    items = [make(database, shop, f"Anna {name}").order_id for name in ("Korhonen", "Laine", "Laine", "Laine")]
    assert database.read(find_named, shop.shop_id, "anna", 5) == items[:1:-1]
    assert database.read(find_named, shop.shop_id, "anna korhonen", 5) == items[:1]
