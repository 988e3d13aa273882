"""Facts are counted from what is known, shown with their source, and ask for approval only at a limit the shop set."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from sendback.database.model import Database, Tx
from sendback.journal.store import list_events
from sendback.returns import fact_store
from sendback.returns.deciding import cancel
from sendback.returns.fact_keys import key_address
from sendback.returns.facts import FactName, read_facts
from sendback.returns.model import LineRequest, Return, Status
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from tests.conftest import MakeShop
from tests.factories import make_address, make_buyer, make_consignor, make_line, make_return_request, push_order

Ask = Callable[..., Return]


def limited(make_shop: MakeShop, **limits: int) -> Shop:
    return make_shop(policy={"thresholds": limits}).shop


@pytest.fixture
def ask(database: Database, now: datetime) -> Ask:
    """Ask for a return of a new order: `ask(shop, name=…, email=…, address=…, at=…)`."""

    def make(shop: Shop, name: str = "Aino Järvenpää", email: str = "aino@example.fi", at: datetime = now, **more: Any) -> Return:
        address = more.get("address", make_address())
        buyer = make_buyer(name=name, email=email, address=address)
        order = database.write(push_order, shop.shop_id, buyer=buyer, currency=more.get("currency", "EUR"))
        consignor = make_consignor(name=name, email=email, address=address)
        return database.write(request_return, shop, order, make_return_request(order, consignor=consignor), "shopper", at)

    return make


def told(item: Return) -> dict[FactName, int]:
    return {fact.name: fact.value for fact in read_facts(item.because)}


def test_a_first_return_has_nothing_to_tell(shop: Shop, ask: Ask) -> None:
    assert told(ask(shop)) == {}


def test_a_persons_returns_and_their_worth_are_counted_with_the_one_at_hand(shop: Shop, ask: Ask) -> None:
    first, second = ask(shop), ask(shop, email=" AINO@example.fi")  # at the same second: the later id comes first
    third = ask(shop)
    assert told(third) == {FactName.RETURNS_OF_PERSON: 3, FactName.VALUE_OF_PERSON: 3 * 5900}
    assert third.status is Status.AUTHORIZED
    fact = read_facts(third.because)[0]
    assert fact.source == ((second.return_id, second.rma), (first.return_id, first.rma))
    assert (fact.days, fact.limit, fact.is_over) == (90, None, False)


@pytest.mark.parametrize(
    ("limits", "name"),
    [({"returns_of_person": 2}, FactName.RETURNS_OF_PERSON), ({"value_of_person_minor": 11_800}, FactName.VALUE_OF_PERSON)],
)
def test_at_its_limit_a_fact_asks_for_approval(
    database: Database, make_shop: MakeShop, ask: Ask, limits: dict[str, int], name: FactName
) -> None:
    shop = limited(make_shop, **limits)
    assert ask(shop).status is Status.AUTHORIZED
    item = ask(shop)
    assert (item.status, item.because["rule"]) == (Status.REQUESTED, "facts")
    assert [fact.name for fact in read_facts(item.because) if fact.is_over] == [name]
    assert "return.authorized" not in [event.type for event in database.read(list_events, shop.shop_id, item.return_id)]


def test_a_value_is_summed_in_one_currency(shop: Shop, ask: Ask) -> None:
    ask(shop, currency="SEK")
    assert told(ask(shop))[FactName.VALUE_OF_PERSON] == 5900


def test_what_is_long_ago_does_not_count(make_shop: MakeShop, ask: Ask, now: datetime) -> None:
    shop = limited(make_shop, days=30, returns_of_person=2)
    ask(shop, at=now - timedelta(days=31))
    assert ask(shop).status is Status.AUTHORIZED


def test_what_was_canceled_does_not_count(database: Database, make_shop: MakeShop, ask: Ask, now: datetime) -> None:
    shop = limited(make_shop, returns_of_person=2)
    database.write(cancel, shop.shop_id, ask(shop).return_id, "shopper", now)
    assert ask(shop).status is Status.AUTHORIZED


def test_returns_of_one_order_are_counted_also_when_they_came_in_anothers_box(
    database: Database, make_shop: MakeShop, now: datetime
) -> None:
    shop = limited(make_shop, returns_of_order=2)
    order = database.write(push_order, shop.shop_id, lines=(make_line("1"), make_line("2")))
    first = database.write(request_return, shop, order, make_return_request(order), "shopper", now)
    again = make_return_request(order, lines=(LineRequest("2", 1, "other"),))
    second = database.write(request_return, shop, order, again, "shopper", now)
    assert (first.status, second.status) == (Status.AUTHORIZED, Status.REQUESTED)
    assert told(second)[FactName.RETURNS_OF_ORDER] == 2


def test_other_names_at_the_same_address_are_counted_however_it_is_spelt(make_shop: MakeShop, ask: Ask) -> None:
    shop = limited(make_shop, names_at_address=3)
    spelt = make_address(lines=("HÄMEENKATU 5, A 12",), postcode="33 100")
    ask(shop, name="Aino Järvenpää", email="a@x.example")
    ask(shop, name="aino järvenpää", email="b@x.example", address=spelt)
    second = ask(shop, name="Otso Karhu", email="c@x.example")
    third = ask(shop, name="Veikko Susi", email="d@x.example", address=spelt)
    assert told(second) == {FactName.NAMES_AT_ADDRESS: 2}
    assert (told(third), third.because["rule"]) == ({FactName.NAMES_AT_ADDRESS: 3}, "facts")


def test_an_address_without_a_street_is_nobodys() -> None:
    assert key_address(make_address(lines=())) == key_address(make_address(lines=("…",))) == ""
    assert key_address(make_address()) != key_address(make_address(lines=("Hämeenkatu 5 A 13",)))


def test_shops_do_not_count_each_others_returns(make_shop: MakeShop, ask: Ask) -> None:
    ask(make_shop().shop)
    assert told(ask(make_shop().shop)) == {}


def test_a_gifts_returner_is_not_its_buyer(database: Database, shop: Shop, ask: Ask, now: datetime) -> None:
    ask(shop)
    order = database.write(push_order, shop.shop_id)
    given = make_return_request(order, consignor=make_consignor(name="Otso", email=""), is_gift=True)
    item = database.write(request_return, shop, order, replace(given), "shopper", now)
    assert FactName.RETURNS_OF_PERSON not in told(item)


def test_the_journal_and_the_facts_name_nobody(database: Database, make_shop: MakeShop, ask: Ask) -> None:
    shop = limited(make_shop, returns_of_person=2)
    ask(shop)
    item = ask(shop)
    written = str(item.because) + str([event.body for event in database.read(list_events, shop.shop_id, item.return_id)])
    for personal in ("aino", "Järvenpää", "Hämeenkatu"):
        assert personal not in written


INDEXES = {
    "_OF_ORDER": "return_lines_by_order",
    "_OF_EMAIL": "returns_by_email",
    "_OF_ADDRESS": "returns_by_address",
    "_WORTH": "returns_by_email",
}


@pytest.mark.parametrize("statement", INDEXES)
def test_counting_reads_an_index_and_never_the_table(database: Database, shop: Shop, statement: str) -> None:
    if database.engine != "sqlite":
        pytest.skip("the plan is read in SQLite's words")

    def explain(tx: Tx) -> list[str]:
        values = dict.fromkeys(("s", "o", "k", "c"), shop.shop_id) | {"t": 0, "n": 100, "by_right": "x%"}
        return [row["detail"] for row in tx.all(f"EXPLAIN QUERY PLAN {getattr(fact_store, statement)}", **values)]

    plan = database.read(explain)
    assert INDEXES[statement] in " ".join(plan), plan
    assert [step for step in plan if step.startswith("SCAN") and step != "SCAN r"] == [], plan
