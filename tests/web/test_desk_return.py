"""A return's page: undo, notes, words to the shopper, corrections, what is stale, and what who may not see is not shown."""

import re

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.delivery.model import Kind, State
from sendback.delivery.outbox import act_on_events
from sendback.delivery.outbox_store import claim_job, list_jobs, save_failure
from sendback.returns import deciding, noting
from sendback.returns.approval_links import mark_approver
from sendback.returns.asking import answer_question, ask_shopper
from sendback.returns.message_store import list_messages
from sendback.returns.model import LineRequest, Return, Status
from sendback.returns.overriding import override
from sendback.returns.requesting import request_return
from sendback.returns.store import get_return
from sendback.returns.undoing import UNDO_WITHIN
from sendback.returns.writing import write_to_shopper
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from sendback.web.context import Context
from tests.conftest import Clock, MakeShop
from tests.factories import make_consignor, make_line, make_return_request, push_order
from tests.web.owner import sign_in
from tests.web.pages import Page, send

SECRETS = ("Aino", "Järvenpää", "aino@example.fi", "Hämeenkatu", "33100", "Note of a colleague", "Words to her", "Her answer")
TYPED = ("It itches.", "Because she rang.", "Which seam?", "Never worn, I think.")


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(policy={"approval": "none"}, desk={"approvers": ["boss@nordlys.example"]}).shop


@pytest.fixture
def item(database: Database, shop: Shop, clock: Clock) -> Return:
    lines = (make_line("1", quantity=3), make_line("2", title="Felt slippers", not_returnable=True))
    order = database.write(push_order, shop.shop_id, lines=lines)
    request = make_return_request(order, lines=(LineRequest("1", 1, "too_small", "It itches."),))
    return database.write(request_return, shop, order, request, "shopper", clock())


@pytest.fixture
def desk(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock(), Role.AGENT)


def kinds(database: Database, shop: Shop, clock: Clock) -> list[Kind]:
    database.write(act_on_events, shop.shop_id, clock())
    return [job.kind for job in database.read(list_jobs, shop.shop_id, State.PENDING)]


def path(item: Return) -> str:
    return f"/desk/returns/{item.return_id}"


def test_a_slip_is_undone_and_the_page_says_so(desk: FlaskClient, database: Database, item: Return) -> None:
    declined = send(desk, desk.get(path(item)), {"reason": "Worn."}, "/decline")
    page = desk.get(declined.headers["Location"])
    back = send(desk, page, {}, "/undo")
    shown = desk.get(back.headers["Location"]).text
    assert "Taken back." in shown
    assert "Declined → Waiting for you" in shown
    assert database.read(get_return, item.shop_id, item.return_id).status is Status.REQUESTED


def test_minutes_later_no_undo_is_offered(desk: FlaskClient, item: Return, clock: Clock) -> None:
    send(desk, desk.get(path(item)), {}, "/approve")
    page = desk.get(path(item))
    clock.advance(seconds=UNDO_WITHIN.total_seconds() + 1)
    assert "/undo" not in desk.get(path(item)).text
    late = send(desk, page, {}, "/undo")
    assert late.status_code == 409
    assert "There is nothing to undo any more." in late.text


def test_what_cannot_be_undone_says_why(desk: FlaskClient, database: Database, make_shop: MakeShop, clock: Clock) -> None:
    shop = make_shop(policy={"approval": "none", "refund_due": "request"}).shop
    order = database.write(push_order, shop.shop_id)
    item = database.write(request_return, shop, order, make_return_request(order), "shopper", clock())
    sign_in(desk, database, shop, clock(), Role.AGENT)
    approved = send(desk, desk.get(path(item)), {}, "/approve")
    shown = desk.get(approved.headers["Location"]).text
    assert "Cannot be undone. Your systems were told that money is due." in shown
    assert "Money is due since 24 Nov 2026." in shown


def test_a_note_stays_at_the_desk_and_its_writer_may_remove_it(
    desk: FlaskClient, database: Database, shop: Shop, item: Return, clock: Clock, context: Context
) -> None:
    page = desk.get(path(item))
    before = kinds(database, shop, clock)
    for _ in range(2):
        noted = send(desk, page, {"note": "Be kind.\nShe rang."}, "/notes")
    shown = desk.get(noted.headers["Location"])
    assert "Kaisa noted" in shown.text
    assert "Be kind." in shown.text
    assert len(database.read(list_messages, shop.shop_id, item.return_id)) == 1
    assert kinds(database, shop, clock) == before
    assert "Be kind." not in desk.get(f"/r/{context.links.status_secret(shop.shop_id, item.return_id)}").text
    send(desk, shown, {}, "/remove")
    (note,) = database.read(list_messages, shop.shop_id, item.return_id)
    assert (note.body, note.is_removed) == ("", True)
    assert "Note removed" in desk.get(path(item)).text


def test_nobody_removes_anothers_note_or_an_old_one(desk: FlaskClient, database: Database, item: Return, clock: Clock) -> None:
    database.write(noting.add_note, item.shop_id, item.return_id, "Mine.", "Teemu", clock())
    assert desk.post(f"{path(item)}/notes/1/remove").status_code == 409
    send(desk, desk.get(path(item)), {"note": "Mine too."}, "/notes")
    clock.advance(seconds=noting.REMOVE_WITHIN.total_seconds() + 1)
    assert desk.post(f"{path(item)}/notes/2/remove").status_code == 409
    assert desk.post(f"{path(item)}/notes/77/remove").status_code == 409


@pytest.mark.parametrize(("field", "to"), [("note", "/notes"), ("message", "/messages")])
@pytest.mark.parametrize("text", [" ", "x" * 1001])
def test_what_is_empty_or_too_long_is_kept_and_said(desk: FlaskClient, item: Return, field: str, to: str, text: str) -> None:
    refused = send(desk, desk.get(path(item)), {field: text}, to)
    assert refused.status_code == 422
    kept = next(form for form in Page(refused.text).forms if form.action.endswith(to))
    assert kept.values[field] == text


@pytest.mark.parametrize("status", ["requested", "authorized", "declined"])
def test_the_shopper_reads_what_is_written_to_them(
    desk: FlaskClient, database: Database, shop: Shop, item: Return, clock: Clock, context: Context, status: str
) -> None:
    if status == "authorized":
        database.write(deciding.approve, shop.shop_id, item.return_id, "Kaisa", clock())
    if status == "declined":
        database.write(deciding.decline, shop.shop_id, item.return_id, "Worn.", "Kaisa", clock())
    page = desk.get(path(item))
    for _ in range(2):
        written = send(desk, page, {"message": "Look at <b>seam</b> 2.\nThank you."}, "/messages")
    assert written.status_code == 303
    assert kinds(database, shop, clock).count(Kind.MESSAGE) == 1
    status_page = desk.get(f"/r/{context.links.status_secret(shop.shop_id, item.return_id)}?lang=fi").text
    assert "Viestit" in status_page
    assert "Look at &lt;b&gt;seam&lt;/b&gt; 2." in status_page


def test_a_wrong_address_is_corrected_and_its_mail_goes_out_again(
    desk: FlaskClient, database: Database, shop: Shop, item: Return, clock: Clock
) -> None:
    database.write(deciding.approve, shop.shop_id, item.return_id, "Kaisa", clock())
    before = kinds(database, shop, clock)
    job = database.write(claim_job, database.engine, shop.shop_id, clock())
    while job and job.kind is not Kind.LABEL:
        job = database.write(claim_job, database.engine, shop.shop_id, clock())
    assert job
    database.write(save_failure, job, State.DEAD, clock(), 1, "No such mailbox.")
    page = desk.get(path(item))
    assert "A mail did not get through" in page.text
    assert "No such mailbox." in page.text
    corrected = send(desk, page, {"contact.email": "aino@correct.example", "again": "1"}, "/sender")
    assert corrected.status_code == 303
    after = database.read(get_return, shop.shop_id, item.return_id)
    assert after.consignor.email == "aino@correct.example"
    assert after.consignor.address == item.consignor.address or after.consignor.address.lines == item.consignor.address.lines
    assert sorted(kinds(database, shop, clock)) == sorted(before)
    shown = desk.get(corrected.headers["Location"]).text
    assert "Sender corrected" in shown
    assert "A mail did not get through" not in shown


def test_a_slip_in_the_form_is_said_and_nothing_changes(desk: FlaskClient, database: Database, item: Return) -> None:
    refused = send(desk, desk.get(path(item)), {"contact.email": "nobody", "contact.city": "Turku"}, "/sender")
    assert refused.status_code == 422
    kept = next(form for form in Page(refused.text).forms if form.action.endswith("/sender"))
    assert kept.values["contact.city"] == "Turku"
    assert database.read(get_return, item.shop_id, item.return_id) == item


def test_where_it_stands_is_mailed_again(desk: FlaskClient, database: Database, shop: Shop, item: Return, clock: Clock) -> None:
    assert kinds(database, shop, clock).count(Kind.RECEIVED) == 1
    send(desk, desk.get(path(item)), {}, "/email")
    assert kinds(database, shop, clock).count(Kind.RECEIVED) == 1  # what still waits is not doubled
    database.write(deciding.decline, shop.shop_id, item.return_id, "Worn.", "Kaisa", clock())
    send(desk, desk.get(path(item)), {}, "/email")
    assert Kind.DECLINED in kinds(database, shop, clock)


@pytest.mark.parametrize(
    ("to", "typed"),
    [("/approve", {}), ("/cancel", {}), ("/decline", {"reason": "Worn, I say."}), ("/lines", {"why": "Box open, I say."})],
)
def test_a_page_from_before_decides_nothing_and_loses_nothing(
    desk: FlaskClient, database: Database, item: Return, clock: Clock, to: str, typed: dict[str, str]
) -> None:
    page = desk.get(path(item))
    line = LineRequest("2", 1, "damaged")
    database.write(override, item.shop_id, item.return_id, line, "Because she rang.", "Teemu", clock())
    late = send(desk, page, typed, to)
    assert late.status_code == 409
    assert "Teemu was here meanwhile: line added by hand." in late.text
    assert all(text in late.text for text in typed.values())
    assert database.read(get_return, item.shop_id, item.return_id).status is Status.REQUESTED
    assert send(desk, late, {"quantity.0": "2", "why": "x", "reason": "x"}, to).status_code == 303


def fill(database: Database, item: Return, clock: Clock) -> None:
    ids = (item.shop_id, item.return_id)
    database.write(override, *ids, LineRequest("2", 1, "damaged"), "Because she rang.", "Kaisa", clock())
    database.write(noting.add_note, *ids, "Note of a colleague", "Kaisa", clock())
    database.write(write_to_shopper, *ids, "Words to her", "Kaisa", clock())
    database.write(ask_shopper, *ids, "Which seam?", False, "Kaisa", clock())
    database.write(answer_question, *ids, "Her answer", clock())


def test_an_agent_sees_all_of_it(desk: FlaskClient, database: Database, item: Return, clock: Clock) -> None:
    fill(database, item, clock)
    shown = desk.get(path(item)).text
    assert [secret for secret in SECRETS if secret not in shown] == []


@pytest.mark.parametrize("role", [Role.DOCK, Role.VIEWER])
@pytest.mark.parametrize("status", ["requested", "authorized", "declined"])
def test_who_may_not_see_people_sees_articles_and_states(
    client: FlaskClient, database: Database, shop: Shop, item: Return, clock: Clock, role: Role, status: str
) -> None:
    fill(database, item, clock)
    if status == "authorized":
        database.write(deciding.approve, shop.shop_id, item.return_id, "Kaisa", clock())
    if status == "declined":
        database.write(deciding.decline, shop.shop_id, item.return_id, "Never worn, I think.", "Kaisa", clock())
    shown = sign_in(client, database, shop, clock(), role).get(path(item)).text
    assert "Wool jumper" in shown
    assert "WOOL-1" in shown
    assert [secret for secret in (*SECRETS, *TYPED, "boss@") if secret in shown] == []
    assert "/documents/" not in shown
    assert "/r/" not in shown
    receives = {f"{path(item)}/arrived"} if role is Role.DOCK else set()
    receives |= {f"{path(item)}/boxes/1/arrived"} if (role, status) == (Role.DOCK, "authorized") else set()
    assert set(re.findall(r'<form method="post" action="([^"]+)"', shown)) == {"/desk/returns", "/sign-out"} | receives


def test_a_mask_hides_the_address_of_an_approver_too(
    client: FlaskClient, database: Database, shop: Shop, item: Return, clock: Clock
) -> None:
    actor = f"approver {mark_approver(shop.shop_id, 'boss@nordlys.example')}"
    database.write(deciding.approve, shop.shop_id, item.return_id, actor, clock())
    assert "boss@nordlys.example, by mail" in sign_in(client, database, shop, clock(), Role.AGENT).get(path(item)).text
    masked = sign_in(client, database, shop, clock(), Role.VIEWER).get(path(item)).text
    assert "An approver" in masked
    assert "boss@" not in masked


def test_lines_and_events_that_are_many_are_folded(desk: FlaskClient, database: Database, shop: Shop, clock: Clock) -> None:
    lines = tuple(make_line(str(n), title=f"Sock {n}") for n in range(12))
    order = database.write(push_order, shop.shop_id, lines=lines)
    asked = tuple(LineRequest(line.line_id, 1, "damaged") for line in lines)
    request = make_return_request(order, lines=asked, consignor=make_consignor())
    item = database.write(request_return, shop, order, request, "shopper", clock())
    shown = desk.get(path(item)).text
    assert "4 more" in shown
    assert all(line.title in shown for line in lines)
