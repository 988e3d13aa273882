"""What returns are found by: written with them, changed with them, forgotten with a person, written anew."""

from datetime import datetime

import pytest

from sendback.database.model import Database, Tx
from sendback.orders.search_words import loosen, split_words
from sendback.returns.editing import LineEdit, edit_lines
from sendback.returns.filters import Filter, Place, Search
from sendback.returns.listing_store import count_listed, find_alike, find_returns
from sendback.returns.model import LineRequest, Return
from sendback.returns.overriding import override
from sendback.returns.rebuild_store import find_rebuild
from sendback.returns.requesting import request_return
from sendback.returns.searching import begin_rebuild, forget_words, rebuild_next, rebuild_some
from sendback.shops.founding import found_shop
from sendback.shops.model import Mode, Shop
from sendback.shops.resolutions import Resolution
from sendback.shops.vault import Vault
from tests.conftest import MakeShop
from tests.factories import NOW, make_consignor, make_line, make_return_request, make_settings, push_order


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(policy={"approval": "none"}).shop


def make(database: Database, shop: Shop, name: str = "Aino Järvenpää", many: int = 1) -> Return:
    lines = (make_line("1", title="Wool jumper"), make_line("2", title="Silk scarf", sku="SILK-9"))
    order = database.write(push_order, shop.shop_id, lines=lines)
    asked = tuple(LineRequest(str(n + 1), 1, "too_small") for n in range(many))
    consignor = make_consignor(name=name, email="x@example.fi")
    return database.write(
        request_return, shop, order, make_return_request(order, lines=asked, consignor=consignor), "shopper", NOW
    )


def find(database: Database, shop: Shop, text: str = "", **wanted: object) -> list[str]:
    search = Search(text, sees_people=True)
    return list(database.read(find_returns, shop.shop_id, Filter(**wanted), search, Place(), 50).ids)  # type: ignore[arg-type]


def count_words(tx: Tx, shop_id: str) -> int:
    rows = [
        tx.one(f"SELECT COUNT(*) AS n FROM {table} WHERE shop_id = :s", s=shop_id)
        for table in ("search_words", "search_spellings")
    ]
    return sum(row["n"] for row in rows if row)


@pytest.mark.parametrize("word", ["jaervenpaa", "mueller", "ooe", "aaee", "joel", "bach"])
def test_every_beginning_of_a_word_is_a_beginning_of_its_loosened_form(word: str) -> None:
    assert all(loosen(word).startswith(loosen(word[:end])) for end in range(1, len(word) + 1))


def test_words_are_split_where_people_split_them() -> None:
    assert split_words("O’Brien-Smith, Zoë") == ["o", "brien", "smith", "zo"]


def test_what_an_agent_changes_is_found_at_once(database: Database, shop: Shop, now: datetime) -> None:
    item = make(database, shop)
    assert find(database, shop, "silk") == []
    database.write(override, shop.shop_id, item.return_id, LineRequest("2", 1, "damaged"), "They called.", "Kaisa", now)
    assert find(database, shop, "silk") == find(database, shop, reason="damaged") == find(database, shop, sku="silk 9")
    edit = LineEdit(item.order_id, "2", 0, "damaged", "", Resolution.REFUND, 0, "EUR")
    database.write(edit_lines, shop.shop_id, item.return_id, [edit], "As agreed.", "Kaisa", now)
    assert find(database, shop, "silk") == find(database, shop, reason="damaged") == []
    assert find(database, shop, "jumper") == find(database, shop, reason="too_small") == [item.return_id]


def test_a_person_is_forgotten_and_the_return_is_still_found(database: Database, shop: Shop) -> None:
    item, other = make(database, shop, "Ada Zzyxander"), make(database, shop, "Ada Virtanen")
    database.write(forget_words, shop.shop_id, item.return_id)
    for typed in ("zzyxander", "zyxandr", "x@example.fi zzyx"):
        assert find(database, shop, typed) == [], typed
    assert find(database, shop, "ada") == find(database, shop, "vitranen") == [other.return_id]
    assert find(database, shop, item.order_number) == [item.return_id]
    left = database.read(lambda tx: tx.all("SELECT word FROM search_spellings WHERE shop_id = :s", s=shop.shop_id))
    assert {row["word"] for row in left} == {"virtanen", "aino", "jarvenpa"}, "what the orders' buyers are called stays"


def test_rebuilding_writes_the_same_again_and_goes_on_where_it_was(database: Database, shop: Shop) -> None:
    items = [make(database, shop, many=2).return_id for _ in range(5)]
    before = database.read(count_words, shop.shop_id)
    database.write(begin_rebuild, shop.shop_id)
    while database.write(rebuild_some, shop.shop_id, 2) == 0:
        pass
    database.write(begin_rebuild, shop.shop_id)  # what was begun is not begun again
    assert (rebuild := database.read(find_rebuild, shop.shop_id)) is not None
    assert rebuild.place == sorted(items)[1]
    assert len(find(database, shop, "aino")) == 2
    while database.write(rebuild_some, shop.shop_id, 2) is not None:
        pass
    assert database.read(count_words, shop.shop_id) == before
    assert find(database, shop, "aino") == sorted(items, reverse=True)


def test_an_older_databases_returns_are_written_by_the_worker(own_database: Database, vault: Vault) -> None:
    founded = own_database.write(found_shop, vault, "old", "Old", Mode.LIVE, make_settings(), "tests", NOW)
    item = make(own_database, founded.shop)

    def as_before(tx: Tx) -> None:
        tx.run("DELETE FROM search_words WHERE shop_id = :s", s=item.shop_id)
        tx.run("INSERT INTO search_rebuilds (shop_id, is_clearing, place) SELECT shop_id, 0, '' FROM shops")

    own_database.write(as_before)
    assert find(own_database, founded.shop, "aino") == []
    assert rebuild_next(own_database)
    assert not rebuild_next(own_database)
    assert find(own_database, founded.shop, "aino") == [item.return_id]


def test_only_what_one_thing_says_is_counted(database: Database, shop: Shop) -> None:
    for place in range(5):
        make(database, shop, many=1 + place % 2)
    assert database.read(count_listed, shop.shop_id, Filter()) == 5
    assert database.read(count_listed, shop.shop_id, Filter(reason="too_small", country="FI")) is None


def test_names_are_found_alike_only_by_who_may_see_people(database: Database, shop: Shop) -> None:
    item = make(database, shop, "Matti Korhonen")
    for sees, expected in ((True, [item.return_id]), (False, [])):
        found = database.read(find_alike, shop.shop_id, Filter(), Search("korhnen matti", sees), 5)
        assert list(found) == expected
