"""What a device carries: all that is expected and nothing else, in pages, then what changed."""

from datetime import datetime
from typing import Any

import pytest

from sendback.database.model import Database
from sendback.journal.store import record
from sendback.receiving.devices.serving import end_service
from sendback.receiving.scanning import snapshot
from sendback.receiving.scanning.cursor import Cursor, Place, read_cursor, write_cursor
from sendback.receiving.scanning.snapshot import read_page
from sendback.returns.deciding import cancel
from sendback.shops.model import Shop
from tests.conftest import MakeShop
from tests.docking import serve
from tests.receiving.conftest import MakeSent
from tests.receiving.scanning.conftest import Dock
from tests.unpacking import unpack


def follow(dock: Dock, cursor: str = "") -> tuple[dict[str, Any], dict[str, Any]]:
    """Ask until there is no more; give what a device then holds, by id, and the last answer."""
    held: dict[str, Any] = {}
    while True:
        page = dock.ask(f"snapshot?cursor={cursor}")
        held |= read_items(page)
        for each in page["gone"]:
            held.pop(each, None)
        cursor = page["cursor"]
        if not page["more"]:
            return held, page


def read_items(page: dict[str, Any]) -> dict[str, Any]:
    """Read the items of a page, by id."""
    return {item[0]: unpack(item, page["common"]) for item in page["items"]}


def test_a_device_holds_what_is_expected_and_hears_what_changed(
    dock: Dock, database: Database, make_sent: MakeSent, now: datetime
) -> None:
    first, second = make_sent(), make_sent()
    held, page = follow(dock)
    assert held.keys() == {first.return_id, second.return_id}
    assert (page["anew"], page["bounds"]["left_out"]) == ([dock.shop.slug], [])
    told = str(held)
    assert first.consignor.email not in told
    assert first.consignor.name not in told
    third = make_sent()
    database.write(cancel, first.shop_id, first.return_id, "shopper", now)
    dock.send(dock.say("receive", return_id=second.return_id))
    page = dock.ask(f"snapshot?cursor={page['cursor']}")
    assert {return_id: each["status"] for return_id, each in read_items(page).items()} == {
        second.return_id: "received",
        third.return_id: "authorized",
    }
    assert (page["gone"], page["more"]) == ([first.return_id], False)
    assert dock.ask(f"snapshot?cursor={page['cursor']}")["items"] == []


def test_pages_follow_one_another_without_gap_or_repeat(database: Database, shop: Shop, make_sent: MakeSent) -> None:
    ids = [make_sent().return_id for _ in range(5)]
    seen, cursor = list[str](), Cursor()
    while True:
        page = database.read(read_page, [shop], cursor, 2)
        seen += [each[0] for each in page.items]
        cursor = read_cursor(write_cursor(page.cursor))
        if not page.more:
            break
    assert seen == sorted(ids, reverse=True), "the newest first"


def test_a_device_is_told_when_it_cannot_hold_all(dock: Dock, make_sent: MakeSent, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = sorted(make_sent().return_id for _ in range(3))
    monkeypatch.setattr(snapshot, "MOST_RETURNS", 2)
    held, page = follow(dock)
    assert sorted(held) == ids[1:]
    assert page["bounds"]["left_out"] == [dock.shop.slug]


def test_a_device_is_told_no_more_than_it_has_room_for(dock: Dock, make_sent: MakeSent, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = sorted(make_sent().return_id for _ in range(3))
    monkeypatch.setattr(snapshot, "MOST_BYTES", 800)
    held, page = follow(dock)
    assert sorted(held) == ids[-len(held) :]
    assert (0 < len(held) < 3, page["bounds"]["left_out"]) == (True, [dock.shop.slug])


def test_a_shop_that_joins_is_told_from_its_beginning_and_one_that_leaves_no_more(
    dock: Dock, database: Database, make_shop: MakeShop, make_sent: MakeSent, now: datetime
) -> None:
    mine = make_sent()
    _, page = follow(dock)
    other = make_shop().shop
    theirs = make_sent(other)
    serve(database, dock.device, other, now)
    page = dock.ask(f"snapshot?cursor={page['cursor']}")
    assert (page["anew"], [each[0] for each in page["items"]]) == ([other.slug], [theirs.return_id])
    assert page["shops"] == [dock.shop.slug, other.slug]
    database.write(end_service, other.shop_id, dock.device.home, dock.device.device_id, other.shop_id, "tests", now)
    make_sent(other)
    page = dock.ask(f"snapshot?cursor={page['cursor']}")
    assert (page["shops"], page["items"]) == ([dock.shop.slug], [])
    assert mine.return_id in follow(dock)[0]


def test_what_was_erased_has_a_device_begin_anew(dock: Dock, database: Database, make_sent: MakeSent, now: datetime) -> None:
    item = make_sent()
    _, page = follow(dock)
    database.write(record, item.shop_id, "privacy.erased", "privacy", {}, "tests", now)
    page = dock.ask(f"snapshot?cursor={page['cursor']}")
    assert (page["anew"], [each[0] for each in page["items"]]) == ([dock.shop.slug], [item.return_id])


@pytest.mark.parametrize("cursor", ["", "x", "bm9uZQ", "eyJhIjoxfQ", "W10", write_cursor(Cursor({"s": Place(-1, "", "")}))])
def test_a_cursor_that_is_none_begins_anew(dock: Dock, make_sent: MakeSent, cursor: str) -> None:
    item = make_sent()
    page = dock.ask(f"snapshot?cursor={cursor}")
    assert (page["anew"], [each[0] for each in page["items"]]) == ([dock.shop.slug], [item.return_id])


def test_a_cursor_from_before_a_backup_was_put_back_begins_anew(database: Database, shop: Shop, make_sent: MakeSent) -> None:
    item = make_sent()
    page = database.read(read_page, [shop], Cursor())
    ahead = Cursor({shop.shop_id: Place(10**6, "", page.cursor.places[shop.shop_id].setting)})
    again = database.read(read_page, [shop], ahead)
    assert ([each[0] for each in again.items], again.anew) == ([item.return_id], [shop.shop_id])
