"""One person is found, told and erased, and nobody who only shares an order with them."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from sendback.journal.store import find_broken_link, list_events
from sendback.orders.intake.store import find_import
from sendback.privacy.archive import write_archive
from sendback.privacy.erasing import erase_person, mark_person
from sendback.privacy.exporting import export_person, list_photo_names
from sendback.privacy.person_store import Sought, find_person
from sendback.returns.model import LineRequest
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from sendback.web.context import Context
from tests.conftest import Clock
from tests.factories import make_consignor, make_return_request
from tests.privacy.telling import (
    CANARIES,
    DEPOT,
    EMAIL,
    NAME,
    NOTE,
    OWN,
    PHONE,
    WORDS,
    Told,
    dump,
    import_again,
    log,
    tell_all,
    withdraw,
)


@pytest.fixture
def told(context: Context, shop: Shop) -> Told:
    return tell_all(context, shop)


@pytest.mark.parametrize(
    "name_it",
    [
        lambda told: Sought(EMAIL),
        lambda told: Sought(f" {EMAIL.upper()} "),
        lambda told: Sought(orders=(f"# {told.order.number}",)),
        lambda told: Sought(phone="040 999-8877"),
    ],
)
def test_somebody_is_found_by_what_they_call_themselves(context: Context, told: Told, name_it: object) -> None:
    found = context.database.read(find_person, told.shop.shop_id, name_it(told))  # type: ignore[operator]
    assert (found.orders, found.returns) == ((told.order.order_id,), (told.item.return_id,))


@pytest.mark.parametrize("sought", [Sought(), Sought("x@y.example"), Sought(orders=("nothing",)), Sought(phone="123")])
def test_nobody_is_found_by_what_fits_nobody(context: Context, told: Told, sought: Sought) -> None:
    assert context.database.read(find_person, told.shop.shop_id, sought).is_empty


def test_who_was_given_something_of_an_order_is_not_the_buyer(context: Context, told: Told, clock: Clock) -> None:
    other = make_consignor(name="Ville Vieras", email="ville@example.fi")
    for gift in (True, False):
        line = LineRequest(told.order.lines[1].line_id, 1, "too_small")
        request = make_return_request(told.order, consignor=other, is_gift=gift, lines=(line,))
        context.database.write(request_return, told.shop, told.order, request, "shopper", clock())
    found = context.database.read(find_person, told.shop.shop_id, Sought(EMAIL))
    assert found.returns == (told.item.return_id,)


def test_an_export_tells_a_person_all_that_is_kept_of_them(context: Context, told: Told, clock: Clock) -> None:
    withdraw(context, told.shop, told.order)
    found = context.database.read(find_person, told.shop.shop_id, Sought(EMAIL))
    photos = context.database.read(list_photo_names, told.shop.shop_id, found)
    facts = context.database.write(export_person, told.shop, found, "mark", "tests", clock())
    with zipfile.ZipFile(BytesIO(write_archive(facts, photos, context.store))) as archive:
        assert sorted(name.partition("/")[0] for name in archive.namelist()) == ["data.html", "data.json", "photos"]
        text = archive.read("data.json").decode()
        page = archive.read("data.html").decode()
    for known in (NAME, EMAIL, PHONE, NOTE, OWN, DEPOT):
        assert known in text
        assert known in page
    assert json.loads(text)["withdrawals"][0]["order_number"] == told.order.number
    (event,) = [e for e in context.database.read(list_events, told.shop.shop_id, "privacy") if e.type == "privacy.exported"]
    assert event.body == {"person": "mark", "orders": 1, "returns": 1, "withdrawals": 1}


def test_an_erased_person_is_nowhere_but_in_the_receipt_that_the_law_asks_for(context: Context, told: Told, clock: Clock) -> None:
    receipt = withdraw(context, told.shop, told.order)
    log(context, told.shop, "a return whose address was corrected", EMAIL)
    sought = Sought(EMAIL.upper())
    mark = mark_person(context.pepper, told.shop.shop_id, sought)
    erased = erase_person(context.database, told.shop, sought, mark, "tests", clock())
    assert (erased.returns, erased.orders) == (1, 1)
    assert [(kept.receipt, kept.until.year) for kept in erased.kept] == [(receipt.withdrawal_id, 2029)]
    after = dump(context.database, told.shop)
    assert {table for table, text in after.items() for canary in CANARIES if canary in text} == {"withdrawals"}
    assert find_broken_link(context.database, told.shop.shop_id) is None
    again = erase_person(context.database, told.shop, sought, mark, "tests", clock())
    assert (again.returns, again.orders) == (0, 0)


def test_an_erased_person_is_in_no_file_of_orders_and_found_by_no_word(
    context: Context, told: Told, clock: Clock, tmp_path: Path
) -> None:
    waiting = import_again(context, told, tmp_path)
    shop_id, before = told.shop.shop_id, dump(context.database, told.shop)
    assert all(EMAIL in before[table] for table in ("imports", "import_orders", "search_words"))
    assert NAME.split()[0].casefold() in before["search_spellings"]
    erase_person(context.database, told.shop, Sought(orders=(told.order.number,)), "mark", "tests", clock())
    assert context.database.read(find_import, shop_id, waiting) is None
    after = dump(context.database, told.shop)
    assert {table for table, text in after.items() for word in WORDS if word in text.casefold()} == set()


@pytest.mark.parametrize("sought", [Sought("nobody@else.example", phone="1"), Sought("a"), Sought("@"), Sought("x@y.example")])
def test_a_scrap_that_stands_in_anybodys_rows_takes_no_file_of_orders_along(
    context: Context, told: Told, clock: Clock, tmp_path: Path, sought: Sought
) -> None:
    waiting = import_again(context, told, tmp_path)
    erase_person(context.database, told.shop, sought, "mark", "tests", clock())
    assert context.database.read(find_import, told.shop.shop_id, waiting) is not None


def test_an_order_that_nothing_came_of_goes_whole(context: Context, told: Told, clock: Clock) -> None:
    other = tell_all(context, told.shop, "second@lintu.example")
    erase_person(context.database, told.shop, Sought(EMAIL), "mark", "tests", clock())
    found = context.database.read(find_person, told.shop.shop_id, Sought("second@lintu.example"))
    assert found.returns == (other.item.return_id,), "nobody else was touched"
