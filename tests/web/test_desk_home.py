"""The desk's first page: what needs whom, in lines that lead to lists, and nothing where nothing does."""

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.delivery.model import Kind, State
from sendback.delivery.outbox_store import add_job, claim_job, save_failure
from sendback.delivery.webhooks.endpoints import Wish, add_endpoint
from sendback.delivery.webhooks.model import Because
from sendback.delivery.webhooks.pausing import pause
from sendback.egress.reach import Reach
from sendback.returns.model import Return
from sendback.returns.refunding import mark_refund_due
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.shops.founding import Founded
from sendback.shops.sign_in import Role
from sendback.web.context import Context
from tests.conftest import Clock, MakeShop
from tests.factories import NOW, make_return_request, push_order
from tests.web.pages import send
from tests.web.victim import as_person, sign_in


@pytest.fixture
def founded(make_shop: MakeShop) -> Founded:
    return make_shop(policy={"approval": "none"})


@pytest.fixture
def item(database: Database, founded: Founded) -> Return:
    order = database.write(push_order, founded.shop.shop_id)
    return database.write(request_return, founded.shop, order, make_return_request(order), "shopper", NOW)


@pytest.fixture
def agent(client: FlaskClient, context: Context, founded: Founded) -> FlaskClient:
    return as_person(client, sign_in(context, founded, Role.AGENT))


def test_nothing_to_do_is_one_calm_sentence(agent: FlaskClient) -> None:
    page = agent.get("/desk")
    assert page.status_code == 200
    assert "Nothing waits." in page.text
    assert 'class="quiet-list needs' not in page.text


def test_an_owner_who_begins_is_told_how_until_something_was_sent_back(
    client: FlaskClient, context: Context, founded: Founded, database: Database
) -> None:
    owner = as_person(client, sign_in(context, founded, Role.OWNER))
    page = owner.get("/desk").text
    assert "To begin with" in page
    assert "Say where parcels go" not in page, "the tests' shops have an address"
    for url in ("/desk/orders/import", "/builder#step=delivery", "/desk/people"):
        assert f'<a href="{url}"><span class="what">' in page, url
    order = database.write(push_order, founded.shop.shop_id)
    database.write(request_return, founded.shop, order, make_return_request(order), "shopper", NOW)
    assert "To begin with" not in owner.get("/desk").text


def test_what_is_typed_into_the_bar_stands_in_no_address(agent: FlaskClient) -> None:
    assert 'method="get"' not in agent.get("/desk").text
    assert 'method="get"' not in agent.get("/desk/orders").text


def test_who_may_not_come_in_is_shown_the_way_back(agent: FlaskClient) -> None:
    refused = agent.get("/desk/people")
    assert refused.status_code == 403
    assert '<a class="button plain" href="/desk">' in refused.text


def test_each_thing_to_do_is_a_line_that_leads_to_its_list(
    agent: FlaskClient, database: Database, item: Return, clock: Clock, context: Context, founded: Founded
) -> None:
    clock.advance(days=3)
    database.write(add_job, item.shop_id, Kind.LABEL, item.return_id, clock())
    job = database.write(claim_job, database.engine, item.shop_id, clock())
    assert job is not None
    database.write(save_failure, job, State.DEAD, clock(), 9, "550 no such mailbox")
    database.write(mark_refund_due, item, "receipt", "dock", clock())
    as_person(agent, sign_in(context, founded, Role.AGENT))
    page = agent.get("/desk").text
    for url, words in (
        ("/desk/waiting", "return waits for a decision"),
        ("/desk/alerts?kind=undecided", "undecided for long"),
        ("/desk/alerts?kind=refund", "€"),
        ("/desk/outbox", "mail or errand failed"),
    ):
        line = page.partition(f'<li><a href="{url}"')[2].partition("</li>")[0]
        assert words in line, url
        assert agent.get(url).status_code == 200
    assert "the oldest for 3 days" in page
    assert show_rma(item.rma) in page


def test_a_webhook_that_stopped_is_a_line_for_who_may_mend_it(
    client: FlaskClient, database: Database, context: Context, founded: Founded, clock: Clock
) -> None:
    shop_id, wish = founded.shop.shop_id, Wish("https://shop.example/hooks")
    endpoint = database.write(add_endpoint, context.vault, Reach(), shop_id, wish, "tests", clock())
    database.write(pause, endpoint, Because.FAILURES, "worker", clock())
    for role, is_told in ((Role.OWNER, True), (Role.AGENT, False)):
        as_person(client, sign_in(context, founded, role))
        assert ("webhook stopped" in client.get("/desk").text) is is_told, role


def test_who_may_not_decide_sees_no_line_for_it(client: FlaskClient, context: Context, founded: Founded, item: Return) -> None:
    page = as_person(client, sign_in(context, founded, Role.VIEWER)).get("/desk").text
    assert "waits for a decision" not in page
    assert item.consignor.name not in page


def test_the_picture_says_itself_in_words_and_in_a_table(agent: FlaskClient, item: Return) -> None:
    page = agent.get("/desk").text
    assert '<title id="days-title">' in page
    assert page.count('<th scope="row">2') >= 9
    assert '<th scope="row">24 Nov</th><td class="num">1</td>' in page
    assert item.rma


def test_an_alert_is_put_off_and_away_at_the_desk(
    client: FlaskClient, context: Context, founded: Founded, item: Return, clock: Clock
) -> None:
    agent = as_person(client, sign_in(context, founded, Role.AGENT))
    assert "Nothing stands still" in agent.get("/desk/alerts").text
    clock.advance(days=2)
    agent = as_person(client, sign_in(context, founded, Role.AGENT))
    page = agent.get("/desk/alerts?kind=undecided")
    assert show_rma(item.rma) in page.text
    answer = send(agent, page, {"days": "3"}, "/alerts")
    assert answer.headers["Location"] == "/desk/alerts?done=later&kind=undecided"
    assert "Nothing stands still" in agent.get(answer.headers["Location"]).text
    later = agent.get("/desk/alerts?show=later")
    assert show_rma(item.rma) in later.text
    assert send(agent, later, {"days": ""}, "/alerts").status_code == 303
    assert "Nothing is put off" in agent.get("/desk/alerts?show=later").text


def test_a_bad_form_changes_nothing_and_says_why(agent: FlaskClient, item: Return) -> None:
    assert agent.post("/desk/alerts", data={"alert": "nothing", "subject": "x"}).status_code == 404
    late = agent.post("/desk/alerts", data={"alert": "undecided", "subject": item.return_id})
    assert late.status_code == 409
    assert "moved on" in late.text
    assert agent.get("/desk/alerts?kind=undecided&after=zz.%27&show=x").status_code == 200


def test_a_refund_is_noted_from_the_list_and_from_the_return(agent: FlaskClient, database: Database, item: Return) -> None:
    database.write(mark_refund_due, item, "receipt", "dock", NOW)
    page = agent.get("/desk/alerts?kind=refund")
    answer = send(agent, page, {}, "/refund")
    assert answer.headers["Location"] == "/desk/alerts?kind=refund&done=refunded"
    again = agent.post(f"/desk/returns/{item.return_id}/refund")
    assert again.status_code == 409
    assert "The money went back on" in again.text
