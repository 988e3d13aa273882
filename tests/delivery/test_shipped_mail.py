"""The one mail when an order ships: once however often the event repeats, with the link or the label, or by wish not at all."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from pypdf import PdfReader

from sendback.database.model import Database
from sendback.delivery import outbox_store
from sendback.delivery.drafting import draft_mail
from sendback.delivery.letters import write_shipped_letter
from sendback.delivery.model import Job, Kind, State
from sendback.delivery.parts import WorkerParts
from sendback.delivery.shipping import Enclosed, Recorded, Shipment, record_shipments
from sendback.journal.store import list_events
from sendback.orders.model import Order
from sendback.orders.token.reading import read_token
from sendback.orders.token_keys import key_finder, revocation_finder
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.shops.founding import Founded
from sendback.shops.keys import get_kid
from sendback.shops.model import ShipMail, Shop
from sendback.words.catalogue import LANGUAGES, words_for
from tests.conftest import MakeShop
from tests.delivery.postbox import read_message
from tests.factories import make_buyer, make_return_request, push_order


@pytest.fixture
def order(database: Database, shop: Shop) -> Order:
    return database.write(push_order, shop.shop_id)


def ship(database: Database, founded: Founded, now: datetime, order: Order, mail: ShipMail | None = None) -> Recorded:
    shipments = [Shipment(order, mail, Enclosed.LABEL)]
    return database.write(record_shipments, founded.shop, get_kid(founded.signing_key), shipments, "api", now)


def waiting(database: Database, founded: Founded) -> list[Job]:
    return database.read(outbox_store.list_jobs, founded.shop.shop_id, State.PENDING)


def test_a_shop_that_said_nothing_mails_nothing(database: Database, founded: Founded, order: Order, now: datetime) -> None:
    assert ship(database, founded, now, order).mailed == 0
    assert waiting(database, founded) == []


@pytest.mark.parametrize("setting", [ShipMail.LINK, ShipMail.LABEL])
def test_the_shops_setting_mails_once_however_often_the_event_repeats(
    database: Database, make_shop: MakeShop, now: datetime, setting: ShipMail
) -> None:
    founded = make_shop(delivery={"mail_on_ship": setting})
    order = database.write(push_order, founded.shop.shop_id)
    assert [ship(database, founded, now, order).mailed for _ in range(3)] == [1, 0, 0]
    assert ship(database, founded, now, order, ShipMail.LABEL).mailed == 0
    (job,) = waiting(database, founded)
    assert (job.kind, job.subject, job.body) == (Kind.SHIPPED, order.order_id, {"mail": setting.value})


def test_fifty_events_at_once_make_one_mail(database: Database, founded: Founded, order: Order, now: datetime) -> None:
    with ThreadPoolExecutor(50) as pool:
        mailed = list(pool.map(lambda _: ship(database, founded, now, order, ShipMail.LINK).mailed, range(50)))
    assert sum(mailed) == 1
    assert len(waiting(database, founded)) == 1


def test_an_order_that_is_to_have_none_gets_none_until_somebody_asks(
    database: Database, make_shop: MakeShop, now: datetime
) -> None:
    founded = make_shop(delivery={"mail_on_ship": "link"})
    order = database.write(push_order, founded.shop.shop_id)
    told = (ShipMail.NONE, None, None, ShipMail.LABEL, ShipMail.LABEL)
    assert [ship(database, founded, now, order, mail).mailed for mail in told] == [0, 0, 0, 1, 0]


def test_without_an_address_nothing_is_spent(database: Database, founded: Founded, now: datetime) -> None:
    nobody = database.write(push_order, founded.shop.shop_id, number="N1", buyer=make_buyer(email=""))
    assert ship(database, founded, now, nobody, ShipMail.LINK).mailed == 0
    known = database.write(push_order, founded.shop.shop_id, number="N1")
    assert ship(database, founded, now, known, ShipMail.LINK).mailed == 1


def test_a_shop_without_a_return_address_mails_the_link_instead(database: Database, make_shop: MakeShop, now: datetime) -> None:
    founded = make_shop(delivery={"mail_on_ship": "label", "return_address": {}})
    order = database.write(push_order, founded.shop.shop_id)
    ship(database, founded, now, order)
    assert waiting(database, founded)[0].body == {"mail": "link"}


def test_the_label_in_the_mail_is_the_label_in_the_box(
    database: Database, founded: Founded, order: Order, parts: WorkerParts, now: datetime
) -> None:
    batch = ship(database, founded, now, order, ShipMail.LABEL)
    (job,) = waiting(database, founded)
    message = read_message(draft_mail(parts, job, now).as_bytes())
    (pdf,) = message.iter_attachments()
    assert pdf.get_filename() == f"return-label-{batch.labels[0].rma}.pdf"
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.get_content())).pages)
    assert show_rma(batch.labels[0].rma) in text
    assert message["To"] == "aino@example.fi"
    assert order.number in message["Subject"]


def test_its_link_opens_the_order_and_says_no_more_than_its_number(
    database: Database, founded: Founded, order: Order, parts: WorkerParts, now: datetime
) -> None:
    ship(database, founded, now, order, ShipMail.LINK)
    message = read_message(draft_mail(parts, waiting(database, founded)[0], now).as_bytes())
    assert list(message.iter_attachments()) == []
    body = message.get_body(("plain",))
    assert body is not None
    found = re.search(r"http://localhost/s/(\S+)#sbt=(\S+)", body.get_content())
    assert found
    assert found[1] == founded.shop.slug

    def read(tx):  # type: ignore[no-untyped-def]
        seconds, finders = int(now.timestamp()), (key_finder(tx, parts.vault), revocation_finder(tx))
        return read_token(found[2], finders[0], seconds, founded.shop.shop_id, 400, finders[1])

    reading = database.read(read)
    assert reading.is_accepted
    assert len(found[2]) < 140


def test_a_label_that_a_return_took_meanwhile_stays_away(
    database: Database, founded: Founded, order: Order, parts: WorkerParts, now: datetime
) -> None:
    ship(database, founded, now, order, ShipMail.LABEL)
    database.write(request_return, founded.shop, order, make_return_request(order), "shopper", now)
    (job,) = waiting(database, founded)
    assert list(draft_mail(parts, job, now).iter_attachments()) == []


def test_the_journal_tells_of_a_batch_without_anybodys_name(
    database: Database, founded: Founded, order: Order, now: datetime
) -> None:
    batch = ship(database, founded, now, order, ShipMail.LINK)
    (event,) = database.read(list_events, founded.shop.shop_id, batch.batch_id)
    assert (event.type, event.body) == ("shipment.recorded", {"orders": 1, "mailed": 1})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("has_label", [False, True])
def test_it_is_written_in_every_language(shop: Shop, language: str, has_label: bool) -> None:
    letter = write_shipped_letter(shop, "1001", "https://x.example/s/a#sbt=b", words_for(language), has_label)
    said = " ".join((letter.subject, letter.glance, letter.title, *letter.paragraphs, letter.foot))
    assert not re.search(r"\{\w+\}", said)
    assert "1001" in letter.subject
    assert "Nordlys" in letter.foot
