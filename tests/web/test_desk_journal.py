"""The journal's page: everything in plain sentences, narrowed by the address, and its head to take along."""

import re
from datetime import datetime

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.journal.heads import read_heads
from sendback.journal.store import find_rewriting
from sendback.returns.deciding import cancel
from sendback.returns.rma import show_rma
from sendback.shops.model import Shop
from sendback.web.context import Context
from tests.conftest import MakeShop
from tests.privacy.telling import CANARIES, Told, tell_all
from tests.web.owner import sign_in

PATH = "/desk/journal"


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(policy={"approval": "none"}).shop


@pytest.fixture
def told(context: Context, shop: Shop) -> Told:
    return tell_all(context, shop)


@pytest.fixture
def owner(client: FlaskClient, database: Database, shop: Shop, now: datetime) -> FlaskClient:
    return sign_in(client, database, shop, now)


def list_entries(owner: FlaskClient, query: str = "") -> list[str]:
    answer = owner.get(f"{PATH}?{query}")
    assert answer.status_code == 200
    return re.findall(r'<th scope="row">(.*?)</th>', answer.text)


def test_what_happened_is_told_newest_first_without_a_personal_word(owner: FlaskClient, told: Told) -> None:
    entries = list_entries(owner)
    assert entries[0] == "Kept in the library: label"
    assert "Return requested" in entries
    assert entries[-1] == "Shop founded"
    page = owner.get(PATH).text
    assert not [canary for canary in CANARIES if canary in page]
    assert f'href="/desk/returns/{told.item.return_id}">{show_rma(told.item.rma)}</a>' in page


@pytest.mark.parametrize(
    ("query", "some"),
    [
        ("kind=key", {"Key made: publishable", "Key made: signing"}),
        ("kind=withdrawal", set()),
        ("actor=tests&kind=return", {"Approved", "The shopper was asked", "Note written"}),
        ("from=2026-11-24&to=2026-11-24&kind=shop", {"Shop founded"}),
        ("from=2026-11-25", set()),
        ("to=2026-11-23", set()),
        ("kind=shop&from=no-day&before=nothing&about=%00", {"Shop founded"}),
        ("kind=shop&to=9999-12-31", {"Shop founded"}),
    ],
)
def test_the_address_narrows_it(owner: FlaskClient, told: Told, query: str, some: set[str]) -> None:
    found = set(list_entries(owner, query)) - {"Signed in"}
    assert found == some


def test_a_return_leads_to_its_own_journal(owner: FlaskClient, told: Told) -> None:
    page = owner.get(f"/desk/returns/{told.item.return_id}").text
    (query,) = re.findall(r'href="/desk/journal\?([^"]+)"', page)
    entries = list_entries(owner, query)
    assert "Shop founded" not in entries
    assert "Return requested" in entries


def test_pages_follow_one_another_without_a_gap(
    owner: FlaskClient, database: Database, told: Told, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = list_entries(owner)
    monkeypatch.setattr("sendback.web.desk.journal.MOST_ON_A_PAGE", 4)
    read, path = [], PATH
    while path:
        page = owner.get(path).text
        read += re.findall(r'<th scope="row">(.*?)</th>', page)
        database.write(cancel, told.shop.shop_id, told.item.return_id, "tests", now) if len(read) == 4 else None
        older = re.findall(r'href="([^"]+)">Older', page)
        path = older[0].replace("&amp;", "&") if older else ""
    assert read == whole


def test_the_head_is_a_file_that_verify_reads(owner: FlaskClient, database: Database, shop: Shop) -> None:
    answer = owner.get(f"{PATH}/head.txt")
    (head,) = read_heads(answer.text)
    assert (answer.mimetype, head.shop_id) == ("text/plain", shop.shop_id)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert database.read(find_rewriting, head) is None
