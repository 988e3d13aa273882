"""A mail that came back is found by its Message-ID: sent by a real server, told once, and shown without an address."""

import dataclasses

import pytest

from sendback.database.model import Database
from sendback.delivery.bounces.noting import note_bounce
from sendback.delivery.bounces.reading import read_bounce
from sendback.delivery.mail_log_store import count_unreached, list_logged
from sendback.delivery.parts import WorkerParts
from sendback.delivery.smtp import SmtpMailer
from sendback.delivery.worker import run_once
from sendback.journal.store import list_events
from sendback.returns.model import Delivery
from sendback.shops.model import Shop
from tests.conftest import Clock, MakeShop
from tests.delivery.bounces.notices import POSTFIX, POSTFIX_GAVE_UP, write_notice
from tests.delivery.conftest import MakeReturn
from tests.delivery.postbox import Postbox


@pytest.fixture
def database(own_database: Database) -> Database:
    return own_database


def test_what_a_server_took_and_sent_back_is_noted_once_and_the_worse_word_counts(
    database: Database, shop: Shop, make_shop: MakeShop, make_return: MakeReturn, parts: WorkerParts, smtp_port: int,
    postbox: Postbox, clock: Clock,
) -> None:  # fmt: skip
    item = make_return(shop, delivery=Delivery.EMAIL)
    run_once(dataclasses.replace(parts, mailer=SmtpMailer(f"smtp://127.0.0.1:{smtp_port}")), clock())
    (message,) = postbox.messages
    job_id = str(message["Message-ID"]).strip("<>").partition("@")[0]
    for text in (POSTFIX_GAVE_UP, POSTFIX_GAVE_UP, POSTFIX, POSTFIX_GAVE_UP):
        report = read_bounce(write_notice(text, job_id))
        assert report is not None
        assert database.write(note_bounce, make_shop().shop.shop_id, report, "operator", clock()) is None
        assert database.write(note_bounce, shop.shop_id, report, "operator", clock()) is not None
    (logged,) = database.read(list_logged, shop.shop_id, "bounced")
    assert (logged.email, logged.bounce_status, logged.is_hard) == ("aino@example.fi", "5.1.1", True)
    assert logged.bounce == "550 5.1.1 •••: Recipient address rejected: User unknown"
    assert database.read(count_unreached, shop.shop_id) == 1
    told = [event for event in database.read(list_events, shop.shop_id, item.return_id) if event.type == "mail.bounced"]
    assert [event.body["hard"] for event in told] == [False, True]
    assert not any("@" in str(event.body) for event in told)
