"""A return on its way and at the shop is told of by mail, each state once, in one conversation; the shop may have some off."""

import dataclasses
import re
from datetime import datetime, timedelta

import pytest

from sendback.database.ids import new_id
from sendback.database.model import Database
from sendback.delivery import mail_log_store
from sendback.delivery.journey_letters import write_arrived_letter, write_in_transit_letter, write_refunded_letter
from sendback.delivery.journey_letters import write_settled_letter as write_settled
from sendback.delivery.letters import About
from sendback.delivery.model import Kind
from sendback.delivery.parts import WorkerParts
from sendback.delivery.resending import mail_again
from sendback.delivery.smtp import SmtpMailer
from sendback.delivery.worker import run_once
from sendback.journal.store import record
from sendback.receiving.model import By
from sendback.receiving.taking_in import receive_box
from sendback.receiving.wishes import ReceiveWish
from sendback.returns.deciding import approve
from sendback.returns.found_store import Found, list_found
from sendback.returns.model import Delivery, LineRequest, Return
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from sendback.shops.receiving import Outcome
from sendback.words.catalogue import LANGUAGES
from tests.conftest import MakeShop
from tests.delivery.conftest import MakeReturn
from tests.delivery.postbox import Postbox, title_of
from tests.delivery.travelling import close, find, take_in


@pytest.fixture
def database(own_database: Database) -> Database:
    return own_database


@pytest.fixture
def by_smtp(parts: WorkerParts, smtp_port: int) -> WorkerParts:
    return dataclasses.replace(parts, mailer=SmtpMailer(f"smtp://127.0.0.1:{smtp_port}"))


def tell(database: Database, item: Return, kind: str, now: datetime, **body: object) -> None:
    database.write(record, item.shop_id, kind, item.return_id, {"rma": item.rma, **body}, "carrier", now)


def titles(postbox: Postbox) -> list[str]:
    return [title_of(message) for message in postbox.messages]


def test_each_state_is_mailed_once_in_one_conversation_and_logged(
    database: Database, make_shop: MakeShop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox, now: datetime
) -> None:
    shop = make_shop(mails={"off": []}).shop
    item = make_return(shop, delivery=Delivery.EMAIL, lines=(LineRequest("1", 2, "other"),))
    run_once(by_smtp, now)
    for parcel in (1, 2):
        tell(database, item, "parcel.in_transit", now, parcel=parcel, carrier="van")
    run_once(by_smtp, now)
    database.write(take_in, item, now)
    run_once(by_smtp, now)
    database.write(take_in, item, now, 2)
    run_once(by_smtp, now)
    line = item.lines[0]
    database.write(find, item, line, "arrived", 1, now)
    database.write(find, item, line, "damaged", 1, now)
    database.write(find, item, None, "extra", 1, now)
    database.write(close, item, now)
    run_once(by_smtp, now)
    database.write(lambda tx: tx.run("UPDATE returns SET refunded_at = 1 WHERE return_id = :r", r=item.return_id))
    tell(database, item, "return.refunded", now)
    run_once(by_smtp, now)
    assert titles(postbox) == [
        "Here is your return label",
        "Your return is on its way",
        "Your return has arrived",
        "Your return is checked and settled",
        "Your refund is on its way",
    ]
    assert len({(message["Subject"], message["References"], message["In-Reply-To"]) for message in postbox.messages}) == 1
    assert postbox.messages[0]["References"] == f"<return.{item.return_id}@localhost>"
    assert len({message["Message-ID"] for message in postbox.messages}) == 5
    settled = postbox.messages[3].get_body(("plain",))
    assert settled is not None
    for said in ("1 × Wool jumper · arrived", "1 × Wool jumper · arrived damaged", "1 × Scarf · was in the parcel too"):
        assert said in settled.get_content()
    arrived = postbox.messages[2].get_body(("plain",))
    assert arrived is not None
    assert "settled by" in arrived.get_content()
    logged = database.read(mail_log_store.list_logged_about, shop.shop_id, item.return_id)
    kinds = [Kind.LABEL, Kind.IN_TRANSIT, Kind.ARRIVED, Kind.SETTLED, Kind.REFUNDED]
    assert sorted(each.kind for each in logged) == sorted(kinds)
    assert {(each.email, each.sent_at) for each in logged} == {("aino@example.fi", now)}


def test_what_is_off_is_not_mailed_and_what_settles_at_once_is_one_mail(
    database: Database, make_shop: MakeShop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox, now: datetime
) -> None:
    quiet = make_return(make_shop(mails={"off": ["in_transit", "arrived", "refunded"]}).shop)
    tell(database, quiet, "parcel.in_transit", now, parcel=1)
    database.write(take_in, quiet, now)
    run_once(by_smtp, now)
    assert titles(postbox) == []
    at_once = make_return(make_shop().shop)
    database.write(take_in, at_once, now)
    database.write(close, at_once, now)
    run_once(by_smtp, now)
    assert titles(postbox) == ["Your return is checked and settled"]
    database.write(mail_again, at_once.shop_id, at_once.return_id, now + timedelta(minutes=1))
    run_once(by_smtp, now + timedelta(minutes=1))
    assert titles(postbox) == ["Your return is checked and settled"] * 2


def test_whoever_sent_it_before_anybody_decided_hears_that_it_was_approved_whatever_is_off(
    database: Database, make_shop: MakeShop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox, now: datetime
) -> None:
    shop = make_shop(policy={"approval": "none"}, mails={"off": ["arrived", "received"]}).shop
    item = make_return(shop, lines=(LineRequest("1", 2, "other"),))
    database.write(receive_box, shop, ReceiveWish(return_id=item.return_id), new_id(), "main", By("worker:a:b", now), now)
    run_once(by_smtp, now)
    assert titles(postbox) == []
    database.write(approve, shop.shop_id, item.return_id, "person:a", now)
    run_once(by_smtp, now)
    assert titles(postbox) == ["Your return has arrived"]
    text = postbox.messages[0].get_body(("plain",))
    assert text is not None
    assert f"{shop.name} has approved your return." in text.get_content()


def test_an_address_that_sent_mail_back_gets_no_more_until_it_is_corrected(
    database: Database, shop: Shop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox, now: datetime
) -> None:
    item = make_return(shop, delivery=Delivery.EMAIL)
    run_once(by_smtp, now)
    (sent,) = database.read(mail_log_store.list_logged_about, shop.shop_id, item.return_id)
    database.write(mail_log_store.save_bounce, sent, "5.1.1", "no such mailbox", True, now)
    database.write(mail_again, shop.shop_id, item.return_id, now + timedelta(minutes=1))
    assert run_once(by_smtp, now + timedelta(minutes=1)) == 0
    assert len(postbox.messages) == 1
    assert database.read(mail_log_store.count_unreached, shop.shop_id) == 1
    database.write(lambda tx: tx.run("UPDATE returns SET email = 'aino@example.org' WHERE return_id = :r", r=item.return_id))
    database.write(mail_again, shop.shop_id, item.return_id, now + timedelta(minutes=2))
    assert run_once(by_smtp, now + timedelta(minutes=2)) == 1
    assert database.read(mail_log_store.count_unreached, shop.shop_id) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_it_can_be_said_in_every_language(
    database: Database, shop: Shop, make_return: MakeReturn, parts: WorkerParts, now: datetime, language: str
) -> None:
    item = make_return(shop, language=language)
    about = About(shop, database.read(get_return, shop.shop_id, item.return_id), parts.links)
    every = [Found(item.order_id, item.lines[0].line_id, "", outcome, 1) for outcome in Outcome if outcome is not Outcome.EXTRA]
    letters = [
        write_in_transit_letter(about, "JJFI123"),
        write_arrived_letter(about, 1, 2, now.date(), is_news=True),
        write_settled(about, [*every, Found(item.order_id, "", "Scarf", Outcome.EXTRA, 1)]),
        write_refunded_letter(about),
    ]
    for letter in letters:
        text = " ".join([letter.subject, letter.glance, letter.title, *letter.paragraphs, *letter.items])
        assert not re.search(r"\{\w+\}", text)
    assert len(letters[2].items) == len(Outcome)
    assert database.read(list_found, shop.shop_id, item.return_id) == []
