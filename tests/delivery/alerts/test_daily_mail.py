"""The daily mail: once a day, by day, only when there is something, and off by one request."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from sendback.database.ids import new_id
from sendback.database.model import Database
from sendback.delivery.alerts.planning import plan_alert_mails
from sendback.delivery.alerts.wishes import Wish
from sendback.delivery.alerts.wishes_store import find_wish, save_wish
from sendback.delivery.mailer import FileMailer
from sendback.delivery.model import Kind, State
from sendback.delivery.outbox_store import list_jobs
from sendback.delivery.parts import WorkerParts
from sendback.delivery.worker import run_once
from sendback.returns.model import Return
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.shops.founding import Founded
from sendback.shops.people.store import list_members
from sendback.shops.sign_in import Role
from sendback.web.context import Context
from tests.conftest import MakeShop
from tests.factories import NOW, make_return_request, push_order
from tests.web.victim import sign_in

THURSDAY = NOW + timedelta(days=2)  # 12:00 in Helsinki; what was asked for at NOW is undecided for two days


@pytest.fixture
def database(own_database: Database) -> Database:
    """A database of one's own: a worker does what every shop in it waits for."""
    return own_database


@pytest.fixture
def founded(make_shop: MakeShop) -> Founded:
    return make_shop(name=f"Shop {new_id()[-6:]}", policy={"approval": "none"})


@pytest.fixture
def item(database: Database, founded: Founded) -> Return:
    order = database.write(push_order, founded.shop.shop_id)
    return database.write(request_return, founded.shop, order, make_return_request(order), "shopper", NOW)


@pytest.fixture
def person(context: Context, founded: Founded) -> str:
    """An agent of the shop, by the id of their account."""
    sign_in(context, founded, Role.AGENT)
    return context.database.read(list_members, founded.shop.shop_id)[-1].account_id


def plan(database: Database, founded: Founded, now: datetime) -> int:
    return database.write(plan_alert_mails, founded.shop.shop_id, now)


def list_mails(folder: Path, founded: Founded) -> Iterator[Message]:
    for file in sorted(folder.glob("*.eml")):
        mail = message_from_bytes(file.read_bytes())
        if founded.shop.name in str(mail["Subject"]) and "move on" in str(mail["Subject"]):
            yield mail


@pytest.mark.usefixtures("person")
def test_a_day_without_alerts_has_no_mail(database: Database, founded: Founded) -> None:
    assert plan(database, founded, THURSDAY) == 0


@pytest.mark.usefixtures("person", "item")
def test_a_day_has_one_mail_however_many_workers_ask(database: Database, founded: Founded) -> None:
    assert [plan(database, founded, THURSDAY + timedelta(hours=hours)) for hours in (0, 0, 1)] == [1, 0, 0]
    assert plan(database, founded, THURSDAY + timedelta(days=1)) == 1


@pytest.mark.usefixtures("item")
def test_it_comes_by_day_and_on_weekends_only_to_who_wants_it(database: Database, founded: Founded, person: str) -> None:
    saturday = THURSDAY + timedelta(days=2)
    for quiet in (THURSDAY.replace(hour=5), THURSDAY.replace(hour=20), saturday):
        assert plan(database, founded, quiet) == 0
    database.write(save_wish, founded.shop.shop_id, person, Wish(True, 7, True))
    assert plan(database, founded, saturday) == 1


@pytest.mark.usefixtures("item")
def test_who_turned_it_off_or_may_not_decide_gets_none(
    database: Database, context: Context, founded: Founded, person: str
) -> None:
    sign_in(context, founded, Role.VIEWER)
    database.write(save_wish, founded.shop.shop_id, person, Wish(is_on=False))
    assert plan(database, founded, THURSDAY) == 0


def test_it_tells_of_counts_and_numbers_and_of_nobody(
    database: Database, context: Context, founded: Founded, item: Return, person: str, mail_folder: Path, client: FlaskClient
) -> None:
    plan(database, founded, THURSDAY)
    parts = WorkerParts(
        database,
        context.vault,
        context.links,
        FileMailer(mail_folder),
        "returns@nordlys.example",
        lambda: THURSDAY,
        context.store,
    )
    run_once(parts, THURSDAY)
    (mail,) = list_mails(mail_folder, founded)
    text = mail.as_string() + "".join(str(part.get_payload(decode=True)) for part in mail.walk())
    assert mail["Subject"] == f"1 thing does not move on ({founded.shop.name})"
    assert show_rma(item.rma) in text
    assert item.consignor.name.split()[0] not in text
    assert item.consignor.email not in text
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = mail["List-Unsubscribe"].strip("<>")
    path = url.removeprefix(context.settings.base_url)
    assert "Turn the daily mail off?" in client.get(path).text
    assert database.read(find_wish, founded.shop.shop_id, person).is_on  # looking turns nothing off
    answer = client.post(path, data={"List-Unsubscribe": "One-Click"}, headers={"Origin": "https://mail.example"})
    assert answer.status_code == 303
    assert not database.read(find_wish, founded.shop.shop_id, person).is_on
    assert "The daily mail is off" in client.get(path).text
    assert client.get(f"{path}x").status_code == 404


@pytest.mark.usefixtures("person")
def test_a_mail_that_came_too_late_is_dropped(
    database: Database, context: Context, founded: Founded, item: Return, mail_folder: Path
) -> None:
    plan(database, founded, THURSDAY)
    later = database.read(list_jobs, founded.shop.shop_id, State.PENDING)
    assert [job.kind for job in later if job.kind is Kind.ALERTS] == [Kind.ALERTS]
    database.write(lambda tx: tx.run("UPDATE returns SET status = 'declined' WHERE return_id = :r", r=item.return_id))
    parts = WorkerParts(
        database,
        context.vault,
        context.links,
        FileMailer(mail_folder),
        "returns@nordlys.example",
        lambda: THURSDAY,
        context.store,
    )
    run_once(parts, THURSDAY)
    assert list(list_mails(mail_folder, founded)) == []
