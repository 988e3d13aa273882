"""What the operator's monitor asks: alive, and ready to take a return in."""

from dataclasses import replace
from datetime import timedelta

from flask.testing import FlaskClient

from sendback.app import create_app
from sendback.delivery import outbox_store
from sendback.delivery.model import Kind
from sendback.shops.model import Shop
from sendback.web.context import Context
from tests.conftest import Clock


def test_a_living_process_says_so(client: FlaskClient) -> None:
    assert client.get("/livez").get_json() == {"status": "alive"}


def test_it_is_ready_while_a_return_could_be_taken_in(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.get_json()["checks"]["database"] is True


def test_mail_that_is_late_is_told_where_there_is_a_mail_server(context: Context, shop: Shop, clock: Clock) -> None:
    due = clock() - timedelta(minutes=6)
    job = context.database.write(outbox_store.add_job, shop.shop_id, Kind.LABEL, "a return", due)
    without = replace(context, settings=replace(context.settings, mail_url=""))
    try:
        assert create_app(context).test_client().get("/readyz").get_json()["checks"]["outbox"] is False
        assert create_app(without).test_client().get("/readyz").get_json()["checks"]["outbox"] is True
    finally:
        context.database.write(outbox_store.delete_job, shop.shop_id, job)
