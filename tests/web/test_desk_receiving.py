"""Boxes at the desk: taken in, looked through and put right without a scanner; the unknown ones; what the shop decides."""

import re

import pytest
from flask.testing import FlaskClient

from sendback.database.ids import new_id
from sendback.database.model import Database
from sendback.receiving.inspection_store import list_inspections
from sendback.receiving.model import By
from sendback.receiving.mystery import take_unknown
from sendback.receiving.photo_store import save_photo
from sendback.receiving.receipt_store import list_receipts, list_unknown
from sendback.receiving.wishes import MysteryWish
from sendback.returns.model import LineRequest, Return, Status
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from sendback.shops.receiving import Disposition
from sendback.shops.sign_in import Role
from sendback.shops.store import get_shop
from sendback.web.context import Context
from tests.conftest import Clock, MakeShop
from tests.factories import make_return_request, push_order
from tests.web.owner import sign_in
from tests.web.pages import Page, send


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(policy={"refund_due": "inspection"}, spending_currency="EUR").shop


@pytest.fixture
def item(database: Database, shop: Shop, clock: Clock) -> Return:
    order = database.write(push_order, shop.shop_id)
    lines = (LineRequest("1", 2, "too_small"), LineRequest("2", 1, "damaged"))
    return database.write(request_return, shop, order, make_return_request(order, lines=lines), "shopper", clock())


@pytest.fixture
def desk(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock(), Role.AGENT)


def path(item: Return) -> str:
    return f"/desk/returns/{item.return_id}"


def stand(database: Database, item: Return) -> Return:
    return database.read(get_return, item.shop_id, item.return_id)


def test_a_return_is_received_looked_through_and_put_right_with_forms_alone(
    desk: FlaskClient, database: Database, item: Return
) -> None:
    page = desk.get(path(item))
    assert send(desk, page, {"weight_g": "3100", "note": "Wet"}, to="/arrived").status_code == 303
    page = desk.get(path(item))
    assert "3.10 kg" in page.text
    assert "Far off" in page.text
    assert "Look it through" in page.text
    assert ("Taken in" in page.text, "On the way" in page.text) == (True, False)
    assert send(desk, page, {"quantity": "2", "grade": "a"}, to="/findings").status_code == 303
    page = desk.get(path(item))
    kept = send(desk, page, {"quantity": "1", "outcome": "arrived", "disposition": "donate"}, to="/findings")
    assert kept.status_code == 303  # nothing was suggested without a grade, so there is nothing to override
    assert stand(database, item).status is Status.CLOSED
    wrong = database.read(list_inspections, item.shop_id, item.return_id)[0]
    page = desk.get(path(item))
    to = f"/findings/{wrong.inspection_id}"
    refused = send(desk, page, {"disposition": "scrap"}, to=to)
    assert (refused.status_code, "Say why it goes elsewhere" in refused.text) == (422, True)
    send(
        desk,
        page,
        {"grade": "c", "disposition": "scrap", "reason": "Torn seam", "recovered": "1.50", "note": "I misread it"},
        to=to,
    )
    before, other, after = database.read(list_inspections, item.shop_id, item.return_id)
    assert (before.undone_at is not None, other.undone_at, after.undone_at) == (True, None, None)
    assert (after.disposition, after.reason, after.recovered_minor, after.note) == (
        Disposition.SCRAP, "Torn seam", 150, "I misread it",
    )  # fmt: skip
    shown = desk.get(path(item)).text
    assert "the rule used says refurbish" in re.sub(r"<[^>]+>", "", shown)
    assert "Taken back (1)" in shown
    assert stand(database, item).status is Status.CLOSED
    label = desk.get(f"{path(item)}/findings/{after.inspection_id}/label.pdf?size=a6")
    assert (label.mimetype, label.data[:5]) == ("application/pdf", b"%PDF-")
    assert desk.get(f"{path(item)}/findings/{before.inspection_id}/label.pdf").status_code == 404


def test_the_same_form_twice_is_one_box_and_what_was_a_slip_is_taken_back(
    desk: FlaskClient, database: Database, item: Return
) -> None:
    page = desk.get(path(item))
    assert [send(desk, page, to="/arrived").status_code for _ in range(2)] == [303, 303]
    (receipt,) = database.read(list_receipts, item.shop_id, item.return_id)
    again = send(desk, desk.get(path(item)), to="/arrived")
    assert (again.status_code, "took this box in" in again.text) == (409, True)
    assert send(desk, desk.get(path(item)), to="/back").status_code == 303
    assert stand(database, item).status is Status.AUTHORIZED
    assert desk.post(f"/desk/returns/{new_id()}/arrived/{receipt.receipt_id}/back").status_code == 404


def test_the_page_says_what_is_left_to_do_and_in_the_end_what_did_not_come(desk: FlaskClient, item: Return) -> None:
    def read_next() -> str:
        shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", desk.get(path(item)).text))
        return shown[shown.index(" Next ") :][:200]

    send(desk, desk.get(path(item)), to="/arrived")
    assert "Look it through 3 items left to account for" in read_next()
    send(desk, desk.get(path(item)), {"quantity": "2", "grade": "", "disposition": ""}, to="/findings")
    assert "1 item left to account for: found, or missing. 2 items left to decide on." in read_next()
    send(desk, desk.get(path(item)), {"quantity": "1", "outcome": "missing"}, to="/findings")
    assert "Say what becomes of it 2 items left to decide on." in read_next()
    to = re.search(r"/findings/\w+", desk.get(path(item)).text)
    assert to is not None
    send(desk, desk.get(path(item)), {"grade": "", "disposition": "scrap"}, to=to[0])
    assert "Settled 1 item did not come. Money is due since" in read_next()
    assert "Settled: the items are kept" not in desk.get(path(item)).text
    send(desk, desk.get(path(item)), to="/refund")
    assert "Settled 1 item did not come. Given back on" in read_next()


def test_a_usual_reason_is_kept_by_its_code_and_read_in_words(desk: FlaskClient, database: Database, item: Return) -> None:
    send(desk, desk.get(path(item)), to="/arrived")
    against = {"quantity": "2", "grade": "a", "disposition": "donate", "reason": "worn"}
    send(desk, desk.get(path(item)), against, to="/findings")
    shown = desk.get(path(item))
    assert shown.text.count("Worn or dirty") == 2  # as it was said, and in the field that puts it right
    (found,) = database.read(list_inspections, item.shop_id, item.return_id)
    send(desk, shown, {"place": "B-2"}, to=f"/findings/{found.inspection_id}")
    kept = database.read(list_inspections, item.shop_id, item.return_id)
    assert {(each.reason, each.undone_at is None) for each in kept} == {("worn", False), ("worn", True)}


def test_an_agent_says_that_nothing_is_due(desk: FlaskClient, database: Database, item: Return) -> None:
    send(desk, desk.get(path(item)), to="/arrived")
    for quantity in ("2", "1"):
        send(desk, desk.get(path(item)), {"quantity": quantity, "grade": "d"}, to="/findings")
    assert stand(database, item).refund_due_at is not None
    page = desk.get(path(item))
    assert send(desk, page, {"why": ""}, to="/waive").status_code == 422
    assert send(desk, page, {"why": "Worn for a year"}, to="/waive").status_code == 303
    shown = desk.get(path(item)).text
    assert "Nothing is due: Worn for a year" in shown
    assert "Note as refunded" not in shown


def test_whoever_only_looks_sees_what_arrived_and_no_form(
    desk: FlaskClient, client: FlaskClient, database: Database, shop: Shop, item: Return, clock: Clock
) -> None:
    send(desk, desk.get(path(item)), {"note": "Aino wrote on it"}, to="/arrived")
    shown = sign_in(client, database, shop, clock(), Role.VIEWER).get(path(item)).text
    assert "What arrived" in shown
    assert "Aino" not in shown
    assert "/arrived" not in shown


def test_an_unknown_box_is_shown_with_its_photo_and_joined_by_hand(
    context: Context, desk: FlaskClient, database: Database, shop: Shop, item: Return, clock: Clock
) -> None:
    by, photo = By("worker", clock()), new_id()
    context.store.put("dock/one.jpg", b"\xff\xd8 a picture")
    database.write(save_photo, shop.shop_id, photo, "dock/one.jpg", "worker", clock())
    wish = MysteryWish(code="JJD 0003", note="No name on it", photos=(photo,))
    for number in (1, 2):
        database.write(take_unknown, shop, wish if number == 1 else MysteryWish(), new_id(), "main", by, clock())
    assert "boxes that nobody knows" in desk.get("/desk").text
    page = desk.get("/desk/unknown")
    assert "JJD 0003" in page.text
    assert "No name on it" in page.text
    (small,) = re.findall(r'<img src="[^"]*(/desk/photos/[^"]+)"', page.text)
    assert desk.get(small.replace("small", "full")).data == b"\xff\xd8 a picture"
    refused = send(desk, page, {"number": "nothing"}, to="/join")
    assert (refused.status_code, "no return of this number" in refused.text) == (422, True)
    joined = send(desk, page, {"number": show_rma(item.rma)}, to="/join")
    assert joined.headers["Location"].endswith(f"{path(item)}?done=received")
    assert "/desk/photos/" in desk.get(path(item)).text
    late = send(desk, page, {"number": item.order_number}, to="/join")
    assert (late.status_code, "said before" in late.text) == (409, True)
    assert send(desk, desk.get("/desk/unknown"), to="/back").status_code == 303
    assert database.read(list_unknown, shop.shop_id) == []


def test_the_shop_decides_about_grades_rules_and_places(
    client: FlaskClient, database: Database, shop: Shop, clock: Clock
) -> None:
    owner = sign_in(client, database, shop, clock())
    page = owner.get("/desk/settings/receiving")
    form = next(form for form in Page(page.text).forms if form.action.endswith("/settings/receiving"))
    same = owner.post(form.action, data=form.values)
    assert (same.status_code, database.read(get_shop, shop.shop_id).settings_version) == (303, shop.settings_version)
    last = max(int(name.split(".")[1]) for name in form.values if name.startswith("rule."))
    more = {
        "grade.1.code": "", "grade.4.code": "e", "grade.4.label": "Parts missing", "rule.2.name": "",
        f"rule.{last}.name": "cheap", f"rule.{last}.place": "0.5", f"rule.{last}.price_below_minor": "5.00",
        f"rule.{last}.outcomes": "arrived", f"rule.{last}.disposition": "recycle", "place.recycle": "Bin 3", "undo_seconds": "12",
    }  # fmt: skip
    assert owner.post(form.action, data={**form.values, **more}).status_code == 303
    setting = database.read(get_shop, shop.shop_id).settings.receiving
    assert [grade.code for grade in setting.grades] == ["a", "c", "d", "e"]
    assert [rule.name for rule in setting.rules] == ["cheap", "damaged", "as-new", "used", "broken"]
    assert (setting.rules[0].price_below_minor, setting.rules[0].outcomes) == (500, ("arrived",))
    assert (setting.find_place(Disposition.RECYCLE), setting.undo_seconds) == ("Bin 3", 12)
    page = owner.get("/desk/settings/receiving")
    form = next(form for form in Page(page.text).forms if form.action.endswith("/settings/receiving"))
    faulty = owner.post(form.action, data={**form.values, "grade.1.code": "", "undo_seconds": "1"})
    assert faulty.status_code == 422
    assert "no grade c" in owner.post(form.action, data={**form.values, "grade.1.code": ""}).text
    assert owner.post(form.action, data=form.values | {"version": "1"}).status_code == 409
