"""What mails tell of a return: what was asked for each item, what it costs, what is kept; of a gift neither price nor buyer."""

from datetime import datetime

import pytest

from sendback.database.model import Database
from sendback.delivery import outbox_store
from sendback.delivery.drafting import draft_mail
from sendback.delivery.letters import About, tell_contents, write_closed_letter
from sendback.delivery.model import Kind, State
from sendback.delivery.outbox import act_on_events
from sendback.delivery.parts import WorkerParts
from sendback.orders.gifts import as_given
from sendback.orders.model import Order
from sendback.returns.model import Delivery, LineRequest, Return
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from sendback.shops.resolutions import Resolution
from sendback.words.catalogue import LANGUAGES
from tests.conftest import MakeShop
from tests.factories import make_consignor, make_line, make_return_request, push_order
from tests.returns.test_terms import POLICY


@pytest.fixture
def generous(make_shop: MakeShop) -> Shop:
    return make_shop(policy={"text": POLICY}, resolutions=["refund", "exchange", "store_credit"]).shop


@pytest.fixture
def order(database: Database, generous: Shop) -> Order:
    lines = (make_line("mug", title="Mug", unit_price_minor=900), make_line("coat", title="Coat", tags=("sale",)))
    return database.write(push_order, generous.shop_id, lines=lines)


KEPT = LineRequest("mug", 2, "damaged")
SWAPPED = LineRequest("coat", 1, "too_small", resolution=Resolution.EXCHANGE, exchange_sku="COAT-L", exchange_title="Coat, L")


def ask(database: Database, shop: Shop, order: Order, now: datetime, *lines: LineRequest, **changes: object) -> Return:
    request = make_return_request(order, lines=lines, **changes)
    return database.write(request_return, shop, order, request, "shopper", now)


def test_items_tell_what_was_asked_and_the_fee_is_a_fact(
    database: Database, generous: Shop, order: Order, parts: WorkerParts, now: datetime
) -> None:
    contents = tell_contents(About(generous, ask(database, generous, order, now, KEPT, SWAPPED), parts.links))
    assert contents["items"] == ("2 × Mug · Refund · you keep it", "1 × Coat · Exchange: Coat, L")
    assert [(fact.name, fact.value) for fact in contents["facts"]][2:] == [("Fee", "€4.90")]


def test_a_shop_that_only_pays_back_has_its_mails_as_they_were(
    database: Database, shop: Shop, parts: WorkerParts, now: datetime
) -> None:
    order = database.write(push_order, shop.shop_id)
    contents = tell_contents(About(shop, ask(database, shop, order, now, LineRequest("1", 1, "other")), parts.links))
    assert contents["items"] == ("1 × Wool jumper",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_kept_is_told_by_a_mail_of_its_own(
    database: Database, generous: Shop, order: Order, parts: WorkerParts, now: datetime, language: str
) -> None:
    item = ask(database, generous, order, now, KEPT, language=language)
    letter = write_closed_letter(About(generous, item, parts.links))
    assert "Nordlys" in letter.paragraphs[0]
    database.write(act_on_events, generous.shop_id, now)
    (job,) = database.read(outbox_store.list_jobs, generous.shop_id, State.PENDING)
    assert job.kind is Kind.CLOSED
    message = draft_mail(parts, job, now)
    assert letter.title in str(message["Subject"]) + message.as_string() or language != "en"
    assert not list(message.iter_attachments())


def test_a_gifts_mail_goes_to_whoever_was_given_it_and_names_no_price_and_no_buyer(
    database: Database, generous: Shop, order: Order, parts: WorkerParts, now: datetime
) -> None:
    given = as_given(order, ["coat"])
    credit = LineRequest("coat", 1, "too_small", resolution=Resolution.STORE_CREDIT)
    matti = make_consignor(name="Matti Meikäläinen", email="matti@example.fi")
    ask(database, generous, given, now, credit, is_gift=True, consignor=matti, delivery=Delivery.EMAIL)
    database.write(act_on_events, generous.shop_id, now)
    (job,) = database.read(outbox_store.list_jobs, generous.shop_id, State.PENDING)
    message = draft_mail(parts, job, now)
    assert message["To"] == "matti@example.fi"
    body = message.get_body(("plain",))
    assert body is not None
    for secret in ("Aino", "aino@", "59.00", "59,00", "€"):
        assert secret not in body.get_content()
