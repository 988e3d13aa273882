"""Many returns of the list at once, and views of it that people keep."""

import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from sendback.database.model import Database
from sendback.delivery.model import Kind, State
from sendback.delivery.outbox_store import list_jobs
from sendback.journal.store import list_events
from sendback.returns.model import Return, Status
from sendback.returns.rma import show_rma
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from tests.conftest import Clock, MakeShop
from tests.web.owner import sign_in
from tests.web.waiting import make_waiting


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(policy={"approval": "none"}).shop


@pytest.fixture
def desk(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock(), Role.AGENT)


@pytest.fixture
def items(database: Database, shop: Shop) -> list[Return]:
    return [make_waiting(database, shop) for _ in range(3)]


def act(desk: FlaskClient, what: str, items: list[Return], key: str = "one", query: str = "", **more: str) -> "str":
    chosen = {"what": what, "key": key, "selected": [item.return_id for item in items], **more}
    return desk.post(f"/desk/returns/many?{query}", data=chosen).text


def status_of(database: Database, item: Return) -> Status:
    return database.read(get_return, item.shop_id, item.return_id).status


def test_many_are_approved_and_each_is_told_of(desk: FlaskClient, database: Database, items: list[Return]) -> None:
    desk.post(f"/desk/returns/{items[0].return_id}/cancel")
    page = act(desk, "approve", items, query="state=requested")
    assert "2 of 3 approved" in page
    assert re.search(rf"{show_rma(items[0].rma)}</a>: <bdi>Kaisa canceled this return. Nothing was changed.</bdi>", page)
    assert 'action="/desk/returns/many?state=requested"' in page  # the list stays as it was filtered
    assert [status_of(database, item) for item in items] == [Status.CANCELED, Status.AUTHORIZED, Status.AUTHORIZED]


def test_the_same_form_sent_twice_is_done_once(desk: FlaskClient, database: Database, items: list[Return]) -> None:
    pages = [act(desk, "approve", items) for _ in range(2)]
    assert all("3 of 3 approved" in page for page in pages)
    jobs = [event.type for event in database.read(list_events, items[0].shop_id, items[0].return_id)]
    assert jobs.count("return.authorized") == 1


def test_declining_many_needs_a_reason_and_keeps_it(desk: FlaskClient, database: Database, items: list[Return]) -> None:
    page = act(desk, "decline", items, reason="x" * 501)
    assert "<details open>" in page
    assert "xxx" in page
    assert "3 of 3 declined" in act(desk, "decline", items, key="two", preset="", reason="It was worn.")
    assert {status_of(database, item) for item in items} == {Status.DECLINED}


def test_labels_are_mailed_where_there_are_any(desk: FlaskClient, database: Database, items: list[Return]) -> None:
    act(desk, "approve", items[:2])
    assert "2 of 3 mailed" in act(desk, "mail", items, key="two")
    jobs = database.read(list_jobs, items[0].shop_id, State.PENDING)
    assert [job.kind for job in jobs].count(Kind.LABEL) == 2


def test_labels_are_one_file_in_the_order_ticked(desk: FlaskClient, items: list[Return]) -> None:
    act(desk, "approve", items[:2])
    answer = desk.post("/desk/returns/many", data={"what": "labels", "selected": [items[1].return_id, items[0].return_id]})
    assert answer.mimetype == "application/pdf"
    pages = [page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages]
    assert [show_rma(item.rma) in page for item, page in zip((items[1], items[0]), pages, strict=True)] == [True, True]
    refused = act(desk, "labels", items)
    assert f"{show_rma(items[2].rma)} has no label to print." in refused


def test_nothing_too_much_or_nonsense_is_refused_kindly(desk: FlaskClient, items: list[Return]) -> None:
    many = {"what": "approve", "key": "k", "selected": [f"r{n}" for n in range(201)]}
    for data in ({"what": "approve", "key": "k"}, many, {"what": "explode", "key": "k", "selected": items[0].return_id}):
        answer = desk.post("/desk/returns/many", data=data)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
    assert "0 of 1 approved" in desk.post("/desk/returns/many", data={"what": "approve", "key": "z", "selected": "gone"}).text


def test_a_view_is_ones_own_unless_who_may_shares_it(desk: FlaskClient, database: Database, shop: Shop) -> None:
    saved = desk.post(
        "/desk/views", data={"name": "Old <b>ones</b>", "query": "sort=oldest&state=requested&find=Aino", "shared": "yes"}
    )
    assert saved.headers["Location"] == "/desk/returns?state=requested&sort=oldest"
    desk.post("/desk/views", data={"name": "Old <b>ones</b>", "query": "state=requested&sort=oldest"})
    page = desk.get(saved.headers["Location"]).text
    assert page.count("<bdi>Old &lt;b&gt;ones&lt;/b&gt;</bdi></a>") == 1
    events = database.read(list_events, shop.shop_id, "views")
    assert [(event.type, event.body["shared"]) for event in events] == [("view.saved", False)]


def test_shared_views_are_everybodys_and_only_leads_take_them_away(
    client: FlaskClient, database: Database, shop: Shop, clock: Clock, items: list[Return]
) -> None:
    owner = sign_in(client, database, shop, clock(), Role.OWNER)
    for name in ("First", "Second"):
        owner.post("/desk/views", data={"name": name, "query": f"sku={name}", "shared": "yes"})
    agent = sign_in(client.application.test_client(), database, shop, clock(), Role.AGENT)
    page = agent.get("/desk/returns").text
    assert page.index("First") < page.index("Second")
    second = re.findall(r"/desk/views/(\w+)/raise", owner.get("/desk/returns").text)[1]
    assert agent.post(f"/desk/views/{second}/remove").status_code == 404
    assert owner.post(f"/desk/views/{second}/raise").status_code == 303
    page = agent.get("/desk/returns").text
    assert page.index("Second") < page.index("First")
    assert owner.post(f"/desk/views/{second}/remove").status_code == 303
    assert "Second" not in agent.get("/desk/returns").text


@pytest.mark.parametrize("name", ["", " ", "x" * 41])
def test_a_view_has_a_name(desk: FlaskClient, name: str) -> None:
    assert desk.post("/desk/views", data={"name": name, "query": "due=1"}).status_code == 422
