"""The status page from request to refund: five stages, what is next and by when, messages, calling it off, and news."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.delivery.alerts.counting import count_kinds
from sendback.delivery.alerts.model import AlertKind
from sendback.journal.store import list_events
from sendback.privacy.return_store import erase_return
from sendback.receiving.inspection_store import add_inspection
from sendback.returns import parcel_store, store
from sendback.returns.message_store import list_messages
from sendback.returns.messages import MessageKind
from sendback.returns.model import Delivery, Return, Status
from sendback.returns.requesting import request_return
from sendback.returns.stages import Stage, find_stage
from sendback.returns.words_in import mark_read, write_to_shop
from sendback.returns.writing import write_to_shopper
from sendback.shops.model import Shop
from sendback.shops.receiving import Outcome
from sendback.web.context import Context
from sendback.web.status.steps import list_steps
from sendback.words.catalogue import words_for
from tests.conftest import Clock
from tests.factories import NOW, make_inspection, make_return_request, push_order


@pytest.fixture
def item(database: Database, shop: Shop) -> Return:
    order = database.write(push_order, shop.shop_id)
    request = make_return_request(order, delivery=Delivery.POPUP)
    return database.write(request_return, shop, order, request, "shopper", NOW)


@pytest.fixture
def page(context: Context, item: Return) -> str:
    return context.links.status_url(item.shop_id, item.return_id).removeprefix(context.settings.base_url)


@pytest.mark.parametrize(
    ("status", "is_seen", "stage"),
    [
        (Status.REQUESTED, False, Stage.REQUESTED),
        (Status.AUTHORIZED, False, Stage.READY),
        (Status.AUTHORIZED, True, Stage.MOVING),
        (Status.RECEIVED, True, Stage.ARRIVED),
        (Status.RECEIVED, False, Stage.ARRIVED),
        (Status.CLOSED, True, Stage.SETTLED),
        (Status.DECLINED, False, None),
        (Status.CANCELED, True, None),
    ],
)
def test_a_return_is_at_one_of_five_stages(
    database: Database, item: Return, status: Status, is_seen: bool, stage: Stage | None
) -> None:
    boxes = database.read(parcel_store.list_parcels, item.shop_id, item.return_id)
    parcels = [replace(box, seen_at=NOW if is_seen else None) for box in boxes]
    moved = replace(item, status=status)
    assert find_stage(moved, parcels) is stage
    steps = list_steps(moved, parcels, words_for("en"))
    assert len(steps) == (5 if stage else 0)
    assert [step.state for step in steps].count("now") == (0 if stage in (None, Stage.SETTLED) else 1)


def test_it_says_by_when(client: FlaskClient, database: Database, item: Return, page: str) -> None:
    arrived = {"status": Status.RECEIVED, "at": NOW}
    sql = "UPDATE returns SET status = 'received', received_at = :n WHERE shop_id = :s AND return_id = :r"
    database.write(lambda tx: tx.run(sql, n=int(arrived["at"].timestamp()), s=item.shop_id, r=item.return_id))
    shown = client.get(page).text
    day = words_for("en").day((NOW + timedelta(days=14)).date())
    assert "Your parcel has arrived." in shown
    assert f"by {day}" in shown


def test_the_label_steps_back_once_the_box_is_there(client: FlaskClient, database: Database, item: Return, page: str) -> None:
    before = client.get(page).text
    database.write(store.save_status, replace(item, status=Status.RECEIVED), item.status)
    after = client.get(page).text
    assert before.index("Open and print label") < before.index('class="progress"')
    assert after.index("Open and print label") > after.index('class="progress"')


def test_of_a_settled_return_it_says_until_when_money_comes(
    client: FlaskClient, database: Database, item: Return, page: str
) -> None:
    sql = """UPDATE returns SET status = 'closed', received_at = :n, closed_at = :n, refund_due_at = :n
    WHERE shop_id = :s AND return_id = :r"""
    database.write(lambda tx: tx.run(sql, n=int(NOW.timestamp()), s=item.shop_id, r=item.return_id))
    day = words_for("en").day((NOW + timedelta(days=14)).date())
    assert f"sends the money by {day} at the latest" in client.get(page).text


def test_what_the_shopper_writes_waits_for_the_shop_until_it_answers(
    client: FlaskClient, database: Database, shop: Shop, item: Return, page: str
) -> None:
    answer = client.post(f"{page}/messages", data={"word": "Where is <b>my</b> money?", "key": "one"})
    assert answer.status_code == 303
    shown = client.get(page).text
    assert "Where is &lt;b&gt;my&lt;/b&gt; money?" in shown
    assert database.read(count_kinds, shop.shop_id, shop.settings.alerts, NOW)[AlertKind.MESSAGE] == 1
    database.write(write_to_shopper, shop.shop_id, item.return_id, "Tomorrow.", "Kaisa", NOW)
    assert database.read(count_kinds, shop.shop_id, shop.settings.alerts, NOW)[AlertKind.MESSAGE] == 0
    shown = client.get(page).text
    assert shown.index("my&lt;/b&gt; money") < shown.index("Tomorrow.")


def test_a_message_is_taken_once_per_form_and_an_empty_one_is_said(
    client: FlaskClient, database: Database, item: Return, page: str
) -> None:
    for _ in range(2):
        client.post(f"{page}/messages", data={"word": "Hello", "key": "one-form"})
    said = database.read(list_messages, item.shop_id, item.return_id)
    assert [(each.kind, each.body) for each in said] == [(MessageKind.WORD, "Hello")]
    empty = client.post(f"{page}/messages", data={"word": "  ", "key": "another"})
    assert empty.status_code == 422
    assert 'id="word-fault"' in empty.text


def test_nobody_floods_the_shop(client: FlaskClient, clock: Clock, page: str) -> None:
    answers = [client.post(f"{page}/messages", data={"word": f"Hello {n}", "key": f"k{n}"}).status_code for n in range(11)]
    assert answers == [303] * 10 + [429]
    clock.advance(days=1, seconds=1)
    assert client.post(f"{page}/messages", data={"word": "Hello", "key": "later"}).status_code == 303


def test_messages_of_one_return_are_one_alert_and_reading_them_is_told_once(database: Database, shop: Shop, item: Return) -> None:
    for text in ("One", "Two"):
        database.write(write_to_shop, shop.shop_id, item.return_id, text, "shopper", NOW)
    assert database.read(count_kinds, shop.shop_id, shop.settings.alerts, NOW)[AlertKind.MESSAGE] == 1
    for _ in range(2):
        database.write(mark_read, shop.shop_id, item.return_id, "Kaisa", NOW)
    types = [event.type for event in database.read(list_events, shop.shop_id, item.return_id)]
    assert types.count("return.words_read") == 1


def test_a_return_is_called_off_by_a_button_on_a_page_of_its_own(
    client: FlaskClient, database: Database, item: Return, page: str
) -> None:
    assert f"{page}/cancel" in client.get(page).text
    asked = client.get(f"{page}/cancel")
    assert "Cancel this return?" in asked.text
    assert database.read(store.get_return, item.shop_id, item.return_id).status is Status.AUTHORIZED
    assert client.post(f"{page}/cancel").status_code == 303
    assert database.read(store.get_return, item.shop_id, item.return_id).status is Status.CANCELED
    assert client.post(f"{page}/cancel").status_code == 303, "a second press says where it stands"
    assert "/cancel" not in client.get(page).text


def test_what_a_carrier_has_is_not_called_off(client: FlaskClient, database: Database, item: Return, page: str) -> None:
    sql = "UPDATE parcels SET seen_at = :n WHERE shop_id = :s AND return_id = :r"
    database.write(lambda tx: tx.run(sql, n=int(NOW.timestamp()), s=item.shop_id, r=item.return_id))
    assert "/cancel" not in client.get(page).text
    assert client.get(f"{page}/cancel").status_code == 303
    client.post(f"{page}/cancel")
    assert database.read(store.get_return, item.shop_id, item.return_id).status is Status.AUTHORIZED


def test_the_number_on_the_receipt_is_kept_once(client: FlaskClient, database: Database, item: Return, page: str) -> None:
    wrong = client.post(f"{page}/boxes/1/number", data={"tracking": "abc"})
    assert (wrong.status_code, "tracking-fault-1" in wrong.text) == (422, True)
    for typed in ("jjfi 6461 0000 1234 567", "JJFI99999999999999999"):
        assert client.post(f"{page}/boxes/1/number", data={"tracking": typed}).status_code == 303
    box = database.read(parcel_store.get_parcel, item.shop_id, item.return_id, 1)
    assert (box.tracking_number, box.seen_at) == ("JJFI646100001234567", None)
    assert "Already handed in?" not in client.get(page).text


def test_the_mark_changes_with_the_page_and_not_with_a_note(
    client: FlaskClient, database: Database, item: Return, page: str
) -> None:
    first = client.get(f"{page}/news").json
    assert first is not None
    assert first["mark"] in client.get(page).text
    database.write(write_to_shopper, item.shop_id, item.return_id, "Hello", "Kaisa", item.updated_at)
    second = client.get(f"{page}/news").json
    assert first != second


def test_what_was_found_is_told_when_the_return_is_settled(
    client: FlaskClient, database: Database, item: Return, page: str
) -> None:
    line = item.lines[0]
    facts = {"order_id": line.order_id, "line_id": line.line_id, "title": line.title, "quantity": 1}
    here = make_inspection(
        item.shop_id, return_id=item.return_id, outcome=Outcome.MISSING, disposition=None, condition=None, **facts
    )
    database.write(add_inspection, here)
    assert "What the shop found" not in client.get(page).text
    sql = "UPDATE returns SET status = 'closed', closed_at = :n WHERE shop_id = :s AND return_id = :r"
    database.write(lambda tx: tx.run(sql, n=int(NOW.timestamp()), s=item.shop_id, r=item.return_id))
    assert "was not in the parcel" in client.get(page).text


def test_to_a_return_that_was_erased_nothing_of_a_person_is_added(
    client: FlaskClient, database: Database, item: Return, page: str
) -> None:
    database.write(erase_return, item.shop_id, item.return_id, NOW)
    for path, form in (
        (f"{page}/messages", {"word": "It is Aino"}),
        (f"{page}/boxes/1/number", {"tracking": "JJFI646100001234567"}),
    ):
        assert client.post(path, data={**form, "key": "k"}).status_code == 303, path
        assert f'action="{path}' not in client.get(page).text
    assert database.read(list_messages, item.shop_id, item.return_id) == []
    assert database.read(parcel_store.get_parcel, item.shop_id, item.return_id, 1).tracking_number is None
