"""The queue: all that a decision needs, decided where it stands, by one or by many at once."""

import re
from collections.abc import Sequence

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.returns import deciding
from sendback.returns.asking import answer_question, ask_shopper
from sendback.returns.model import Return, Status
from sendback.returns.reminding import remind
from sendback.returns.rma import show_rma
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from tests.conftest import Clock, MakeShop
from tests.web.owner import sign_in
from tests.web.pages import Page, send
from tests.web.waiting import make_waiting

HOSTILE = "<script>alert(1)</script> {{7*7}} \u202egnp"


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(policy={"approval": "none", "thresholds": {"returns_of_person": 3}}).shop


@pytest.fixture
def desk(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock(), Role.AGENT)


def listed(page: TestResponse) -> list[str]:
    return re.findall(r'<li class="card" id="r-(\w+)"', page.text)


def decide_many(desk: FlaskClient, items: Sequence[Return], verdict: str, **more: str) -> TestResponse:
    chosen = {"key": "one", "verdict": verdict, "selected": [item.return_id for item in items], **more}
    return desk.post("/desk/waiting", data=chosen)


def status_of(database: Database, item: Return) -> Status:
    return database.read(get_return, item.shop_id, item.return_id).status


def test_the_oldest_comes_first_and_every_page_of_the_desk_counts_them(
    desk: FlaskClient, database: Database, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sendback.web.desk.waiting.listing.MOST_ON_A_PAGE", 2)
    items = [make_waiting(database, shop).return_id for _ in range(3)]
    first = desk.get("/desk/waiting")
    assert listed(first) == items[:2]
    assert listed(desk.get(f"/desk/waiting?after={items[1]}")) == items[2:]
    assert listed(desk.get("/desk/waiting?show=200")) == items
    assert '<span class="num">(3)</span></a>' in desk.get("/desk/token").text


def test_a_row_says_what_a_decision_needs(desk: FlaskClient, database: Database, shop: Shop, clock: Clock) -> None:
    earlier = [make_waiting(database, shop) for _ in range(2)]
    item = make_waiting(database, shop, name="Otso Karhu", note="The sleeves are short.")
    clock.advance(days=4)
    database.write(remind, shop.shop_id, "worker", clock())
    desk = sign_in(desk, database, shop, clock(), Role.AGENT)  # nobody stays signed in for four days
    row = desk.get("/desk/waiting").text.partition(f'id="r-{item.return_id}"')[2]
    for words in (
        show_rma(item.rma), item.order_number, "1 × Wool jumper", "€59.00 · Too small · Refund", "The sleeves are short.",
        "What was typed differs from the order.", "Name: typed <strong><bdi>Otso Karhu</bdi></strong>", "4 days", "Reminded",
        "3 returns by this person in 90 days", "asks you from 3 on", *(show_rma(one.rma) for one in earlier),
    ):  # fmt: skip
        assert words in row


def test_what_was_typed_to_decline_stays_open_in_its_row(desk: FlaskClient, database: Database, shop: Shop) -> None:
    item, _ = make_waiting(database, shop), make_waiting(database, shop)
    page = desk.post(f"/desk/returns/{item.return_id}/decline", data={"back": "waiting", "reason": "x" * 501})
    rows = page.text.split("<li class=")
    assert page.status_code == 422
    assert [item.return_id in row for row in rows if "<details open>" in row] == [True]
    assert "x" * 501 in page.text
    assert f'href="#reason-{item.return_id}">{show_rma(item.rma)}' in page.text


def test_one_click_approves_and_goes_on_to_the_next(desk: FlaskClient, database: Database, shop: Shop) -> None:
    first, second = (make_waiting(database, shop) for _ in range(2))
    page = desk.get("/desk/waiting")
    answer = send(desk, page, {}, f"/{first.return_id}/approve")
    assert answer.headers["Location"] == f"/desk/waiting?done=approved&rma={first.rma}#r-{second.return_id}"
    assert status_of(database, first) is Status.AUTHORIZED
    shown = desk.get(answer.headers["Location"])
    assert "approved. The label goes out now." in shown.text
    assert listed(shown) == [second.return_id]


def test_a_reason_from_the_list_reaches_the_shopper_in_their_language(desk: FlaskClient, database: Database, shop: Shop) -> None:
    item = make_waiting(database, shop, language="fi")
    page = desk.get("/desk/waiting")
    assert send(desk, page, {"preset": "used"}, f"/{item.return_id}/decline").status_code == 303
    assert database.read(get_return, shop.shop_id, item.return_id).decline_reason == "Tuotteessa on käytön jälkiä."


def test_a_decline_without_a_reason_stays_in_the_queue(desk: FlaskClient, database: Database, shop: Shop) -> None:
    item = make_waiting(database, shop)
    refused = send(desk, desk.get("/desk/waiting"), {}, f"/{item.return_id}/decline")
    assert refused.status_code == 422
    assert "Say why" in refused.text
    assert listed(refused) == [item.return_id]


def test_whoever_comes_second_is_told_who_was_first_and_goes_on(
    desk: FlaskClient, database: Database, shop: Shop, clock: Clock
) -> None:
    first, second = (make_waiting(database, shop) for _ in range(2))
    page = desk.get("/desk/waiting")
    database.write(deciding.decline, shop.shop_id, first.return_id, "Worn.", "Teemu", clock())
    late = send(desk, page, {}, f"/{first.return_id}/approve")
    assert late.status_code == 409
    assert "Teemu declined this return. Nothing was changed." in late.text
    assert listed(late) == [second.return_id]


def test_many_are_decided_at_once_and_each_is_told_of(desk: FlaskClient, database: Database, shop: Shop, clock: Clock) -> None:
    items = [make_waiting(database, shop) for _ in range(4)]
    database.write(deciding.cancel, shop.shop_id, items[0].return_id, "shopper", clock())
    answer = decide_many(desk, items[:3], "approve")
    assert answer.status_code == 200
    assert "2 of 3 approved" in answer.text
    assert "The shopper canceled this return. Nothing was changed." in answer.text
    assert listed(answer) == [items[3].return_id]


def test_the_same_form_sent_twice_decides_once_and_says_the_same(desk: FlaskClient, database: Database, shop: Shop) -> None:
    items = [make_waiting(database, shop) for _ in range(2)]
    first, again = (decide_many(desk, items, "decline", preset="late") for _ in range(2))
    assert "2 of 2 declined" in first.text
    assert "2 of 2 declined" in again.text
    assert decide_many(desk, items, "approve").status_code == 422


@pytest.mark.parametrize("more", [{}, {"reason": " "}, {"preset": "nonsense"}])
def test_many_are_not_declined_without_a_reason(desk: FlaskClient, database: Database, shop: Shop, more: dict[str, str]) -> None:
    items = [make_waiting(database, shop) for _ in range(2)]
    refused = decide_many(desk, items, "decline", **more)
    assert refused.status_code == 422
    assert refused.text.count(" checked>") >= 2
    assert {status_of(database, item) for item in items} == {Status.REQUESTED}


@pytest.mark.parametrize("form", [{}, {"verdict": "approve"}, {"verdict": "burn", "selected": "x"}])
def test_nothing_selected_decides_nothing(desk: FlaskClient, form: dict[str, str]) -> None:
    refused = desk.post("/desk/waiting", data={"key": "one", **form})
    assert refused.status_code == 422
    assert "Select at least one return" in refused.text


def test_another_shops_returns_are_not_decided(desk: FlaskClient, database: Database, make_shop: MakeShop) -> None:
    theirs = make_waiting(database, make_shop(policy={"approval": "none"}).shop)
    answer = decide_many(desk, [theirs], "approve")
    assert "0 of 1 approved" in answer.text
    assert show_rma(theirs.rma) not in answer.text
    assert status_of(database, theirs) is Status.REQUESTED


def test_another_sites_form_decides_nobody(desk: FlaskClient, database: Database, shop: Shop) -> None:
    item = make_waiting(database, shop)
    chosen = {"key": "one", "verdict": "approve", "selected": item.return_id}
    assert desk.post("/desk/waiting", data=chosen, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert status_of(database, item) is Status.REQUESTED


def test_who_was_asked_waits_in_a_place_of_their_own(desk: FlaskClient, database: Database, shop: Shop, clock: Clock) -> None:
    item = make_waiting(database, shop)
    database.write(ask_shopper, shop.shop_id, item.return_id, "Which seam?", False, "Kaisa", clock())
    assert listed(desk.get("/desk/waiting")) == []
    theirs = desk.get("/desk/waiting?whose=shopper")
    assert listed(theirs) == [item.return_id]
    assert "Which seam?" in theirs.text
    database.write(answer_question, shop.shop_id, item.return_id, "The left one.", clock())
    back = desk.get("/desk/waiting")
    assert "Answered" in back.text
    assert "The left one." in back.text


def test_an_empty_queue_says_so(desk: FlaskClient) -> None:
    assert "Nothing waits for you" in desk.get("/desk/waiting").text
    assert "Nobody is asked" in desk.get("/desk/waiting?whose=shopper&after=zzz").text


def test_all_of_a_page_are_selected_without_script(desk: FlaskClient, database: Database, shop: Shop) -> None:
    items = [make_waiting(database, shop) for _ in range(3)]
    assert desk.get("/desk/waiting?select=all").text.count(" checked>") == 3 + 1  # and whether the keys are on
    assert len(items) == 3


def test_hostile_text_is_shown_as_text(desk: FlaskClient, database: Database, shop: Shop, clock: Clock) -> None:
    item = make_waiting(database, shop, name=HOSTILE, note=HOSTILE)
    database.write(ask_shopper, shop.shop_id, item.return_id, HOSTILE, False, "Kaisa", clock())
    for path in ("/desk/waiting?whose=shopper", f"/desk/returns/{item.return_id}"):
        page = desk.get(path).text
        assert "<script>" not in page
        assert "{{7*7}}" in page


def test_every_form_of_the_page_can_be_told_apart(desk: FlaskClient, database: Database, shop: Shop) -> None:
    for _ in range(2):
        make_waiting(database, shop)
    page = Page(desk.get("/desk/waiting").text)
    assert len(set(page.ids)) == len(page.ids)
