"""The list of the desk: found as one half remembers, filtered by its address, paged from places that stay, masked by role."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.returns.model import LineRequest, Return
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from tests.conftest import Clock, MakeShop
from tests.factories import NOW, make_address, make_consignor, make_line, make_return_request, push_order
from tests.web.owner import sign_in
from tests.web.pages import send

Make = Callable[..., Return]
HOSTILE = "<script>alert(1)</script> {{7*7}} \u202egnp"


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(policy={"approval": "none"}).shop


@pytest.fixture
def desk(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock(), Role.AGENT)


@pytest.fixture
def make(database: Database, shop: Shop) -> Make:
    def one(
        name: str = "Aino Järvenpää", title: str = "Wool jumper", country: str = "FI", number: str = "", days: int = 0
    ) -> Return:
        changes = {"number": number} if number else {}
        order = database.write(push_order, shop.shop_id, lines=(make_line("1", title=title), make_line("2")), **changes)
        consignor = make_consignor(name=name, email="who@example.fi", address=make_address(name=name, country=country))
        request = make_return_request(order, lines=(LineRequest("1", 1, "too_small"),), consignor=consignor)
        return database.write(request_return, shop, order, request, "shopper", NOW - timedelta(days=days))

    return one


def listed(page: TestResponse) -> list[str]:
    return re.findall(r'<tr id="r-(\w+)"', page.text)


def find(desk: FlaskClient, text: str, query: str = "") -> list[str]:
    return listed(desk.post(f"/desk/returns?{query}", data={"find": text}))


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Aino Järvenpää", "Järvenpä"),
        ("Aino Järvenpää", "jarvenpaa"),
        ("Aino Järvenpää", "Jaervenpaa"),
        ("Matti Virtanen", "Virtane"),
        ("Matti Virtanen", "vitranen mat"),
        ("Liisa Nieminen", "Nieminnen"),
        ("Liisa Nieminen", "nimenen"),
        ("Anna Müller", "mueller anna"),
        ("张伟明", "伟"),
        ("Γιώργος Παπαδόπουλος", "παπαδοπουλος"),
        ("أحمد العلي", "احمد"),
        ("Łukasz Wiśniewski", "lukasz wisniewsky"),
    ],
)
def test_a_half_remembered_name_is_found(desk: FlaskClient, make: Make, name: str, typed: str) -> None:
    sought, _ = make(name), make("Otso Karhu")
    assert find(desk, typed) == [sought.return_id]


def test_names_spelt_alike_stand_below_what_begins_so(desk: FlaskClient, make: Make) -> None:
    alike, exact = make("Matti Korhonen"), make("Liisa Korhone-Laine")
    page = desk.post("/desk/returns", data={"find": "korhone"})
    assert sorted(listed(page)) == sorted([exact.return_id, alike.return_id])
    mistyped = desk.post("/desk/returns", data={"find": "karhone"})
    assert set(listed(mistyped)) == {exact.return_id, alike.return_id}


def test_numbers_items_and_addresses_are_found_by_their_beginnings(desk: FlaskClient, make: Make) -> None:
    item = make("Aino Laine", title="Silk scarf", number="SB-2026/0042")
    make("Otso Karhu", title="Wool jumper")
    for typed in ("sb2026", "#SB-2026/0042", "0042", "silk", "scarf aino", "who@exam aino", "aino who@example.fi"):
        assert find(desk, typed) == [item.return_id], typed
    assert set(find(desk, item.rma[:8])) >= {item.return_id}
    opened = desk.post("/desk/returns", data={"find": f" {show_rma(item.rma).lower()} "})
    assert opened.headers["Location"] == f"/desk/returns/{item.return_id}"
    assert "There is no return for" in desk.post("/desk/returns", data={"find": "nonsense"}).text
    assert listed(desk.post("/desk/returns?part=rows", data={"find": item.rma})) == [item.return_id]


def test_a_tracking_number_is_found_once_the_label_is_bought(
    desk: FlaskClient, database: Database, shop: Shop, make: Make
) -> None:
    item = make()
    database.write(
        lambda tx: tx.run(
            "UPDATE parcels SET tracking_number = 'JJFI64000001' WHERE shop_id = :s AND return_id = :r",
            s=shop.shop_id, r=item.return_id,
        )
    )  # fmt: skip
    assert find(desk, "jjfi6400") == find(desk, "JJFI64000001") == [item.return_id]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.DOCK])
def test_who_may_not_see_people_neither_reads_nor_finds_them(
    client: FlaskClient, database: Database, shop: Shop, clock: Clock, make: Make, role: Role
) -> None:
    item = make("Aino Laine", title="Silk scarf")
    masked = sign_in(client, database, shop, clock(), role)
    assert find(masked, "silk") == [item.return_id]
    for typed in ("aino", "laine", "lainr", "who@example.fi", "who"):
        assert find(masked, typed) == [], typed
    page = masked.get("/desk/returns")
    assert listed(page) == [item.return_id]
    assert "Laine" not in page.text
    assert "who@example.fi" not in page.text
    assert 'name="selected"' not in page.text
    assert masked.post("/desk/returns/many", data={"what": "approve", "selected": item.return_id, "key": "k"}).status_code == 403


def test_filters_stand_in_the_address(desk: FlaskClient, make: Make) -> None:
    old, german, new = make(days=40), make(country="DE"), make("Other Name", title="Silk scarf")
    desk.post(f"/desk/returns/{new.return_id}/approve")
    expected = {
        "country=DE": [german],
        "state=authorized": [new],
        "state=authorized&state=requested": [new, german, old],
        "state=requested&country=DE": [german],
        "reason=too_small": [new, german, old],
        "reason=damaged": [],
        "resolution=refund&country=FI": [new, old],
        "option=any_post": [new, german, old],
        "from=2026-11-24": [new, german],
        "to=2026-11-01": [old],
        "from=2026-10-01&to=2026-10-31&country=FI": [old],
        "waiting=30": [old],
        "mismatch=1&country=FI": [new],
        "withdrawal=1": [],
        "due=1": [],
        "unused=3": [],
        "sku=wool-1": [new, german, old],
        "sort=oldest": [old, german, new],
        "country=nonsense&from=yesterday&waiting=-1": [],
        "from=yesterday&waiting=soon&sort=sideways": [new, german, old],
    }
    found = {query: listed(desk.get(f"/desk/returns?{query}")) for query in expected}
    assert found == {query: [item.return_id for item in items] for query, items in expected.items()}
    assert listed(desk.get("/desk/returns?sort=updated"))[0] == new.return_id
    assert find(desk, "aino", "country=DE") == [german.return_id]


@pytest.mark.parametrize(
    "query", ["", "state=requested", "sort=oldest", "sort=updated", "from=2026-01-01", "reason=too_small&country=FI"]
)
def test_pages_go_both_ways_and_stay_while_returns_come_in(
    desk: FlaskClient, make: Make, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr("sendback.web.desk.listing.page.MOST_ON_A_PAGE", 2)
    for days in range(5, 0, -1):
        make(days=days)
    pages, address = [], f"/desk/returns?{query}"
    for _ in range(3):
        page = desk.get(address)
        pages.append(listed(page))
        links = dict(reversed(pair) for pair in re.findall(r'href="([^"]+)" rel="(prev|next)"', page.text))
        address = links.get("next", "").replace("&amp;", "&")
    assert [len(page) for page in pages] == [2, 2, 1]
    assert not address
    assert len({each for page in pages for each in page}) == 5
    make(days=0)
    back = desk.get(links["prev"].replace("&amp;", "&"))
    assert listed(back) == pages[1]
    first = re.findall(r'href="([^"]+)" rel="prev"', back.text)[0].replace("&amp;", "&")
    assert listed(desk.get(first))[-2:] == pages[0]


def test_only_so_many_are_looked_at_and_the_rest_is_a_link_away(
    desk: FlaskClient, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sendback.returns.page_store.DEPTHS", (2,))
    rare, *approved = make(country="DE"), *(make() for _ in range(3))
    for item in (rare, *approved):
        desk.post(f"/desk/returns/{item.return_id}/approve")
    for _ in range(3):
        make(country="DE")
    page = desk.get("/desk/returns?country=DE&state=authorized")
    seen = []
    while following := re.findall(r'href="([^"]+)" rel="next"', page.text):
        assert "Look further" in page.text
        page = desk.get(following[0].replace("&amp;", "&"))
        seen += listed(page)
    assert seen == [rare.return_id]


def test_a_row_is_short_and_hostile_text_stays_text(desk: FlaskClient, make: Make) -> None:
    make(HOSTILE, title=HOSTILE)
    page = desk.get("/desk/returns")
    assert "<script>alert" not in page.text
    assert "{{7*7}}" in page.text
    assert "1 × &lt;script&gt;" in page.text
    assert "€59.00" in page.text
    assert re.search(r">\s*1 return\b", page.text)
    assert "<script>alert" not in desk.post("/desk/returns", data={"find": HOSTILE}).text


def test_another_shops_names_are_not_found(desk: FlaskClient, database: Database, make_shop: MakeShop, make: Make) -> None:
    other = make_shop().shop
    order = database.write(push_order, other.shop_id)
    database.write(
        request_return, other, order, make_return_request(order, consignor=make_consignor(name="Ada Zzyx")), "shopper", NOW
    )
    make()
    assert find(desk, "zzyx") == find(desk, "zzxy") == find(desk, order.number) == []


def test_odd_addresses_show_a_list_all_the_same(desk: FlaskClient, make: Make) -> None:
    item = make()
    for query in (
        "after=x",
        "before=%00",
        "after=9.9.9&sort=updated",
        "state=%00",
        "waiting=99999999999",
        "sku=%00",
        "from=0001-01-01",
    ):
        assert desk.get(f"/desk/returns?{query}").status_code == 200, query
    for typed in ("%", "_", "'", "\0", "@", "a@", "x" * 5000, " ".join("abcdefgh"), "🙂", "-"):
        assert desk.post("/desk/returns", data={"find": typed}).status_code == 200, typed
    assert send(desk, desk.get("/desk/returns"), {"find": show_rma(item.rma)}, "/desk/returns").status_code == 303
