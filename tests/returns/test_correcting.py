"""Correcting who sends a return: the label follows, the journal names what and never to what."""

import json
from dataclasses import replace

import pytest

from sendback.database.model import Database, Tx
from sendback.delivery.documents import Wanted, get_document
from sendback.delivery.links import Document
from sendback.delivery.model import Kind
from sendback.delivery.outbox import act_on_events
from sendback.delivery.outbox_store import delete_job, list_jobs_about
from sendback.delivery.resending import mail_again
from sendback.errors import Code, Problem
from sendback.journal.store import find_broken_link, list_events, record
from sendback.paper.model import Form
from sendback.returns import deciding, parcel_store
from sendback.returns.correcting import correct_consignor
from sendback.returns.model import Consignor, Return
from sendback.returns.parcels import ParcelState
from sendback.returns.store import get_return
from tests.conftest import Clock
from tests.factories import make_address, make_consignor
from tests.returns.conftest import MakeWaiting

MOVED = make_consignor(name="Aino Uusi", email="uusi@example.fi", address=make_address(name="", city="Turku"))


def correct(database: Database, item: Return, clock: Clock, consignor: Consignor = MOVED) -> Return:
    changed: Return = database.write(correct_consignor, item.shop_id, item.return_id, consignor, "Kaisa", clock())
    return changed


def list_told(database: Database, item: Return) -> list[str]:
    return [event.type for event in database.read(list_events, item.shop_id, item.return_id)]


def test_the_journal_names_what_was_corrected_alone(database: Database, make_waiting: MakeWaiting, clock: Clock) -> None:
    item = make_waiting()
    correct(database, item, clock)
    assert database.read(get_return, item.shop_id, item.return_id).consignor == MOVED
    last = database.read(list_events, item.shop_id, item.return_id)[-1]
    assert (last.type, last.body["fields"]) == ("return.corrected", ["name", "email", "address"])
    whole = json.dumps([dict(event.body) for event in database.read(list_events, item.shop_id, item.return_id)])
    assert not any(secret in whole for secret in ("Uusi", "uusi@", "Turku"))
    assert find_broken_link(database, item.shop_id) is None


def test_what_is_the_same_is_told_of_not_at_all(database: Database, make_waiting: MakeWaiting, clock: Clock) -> None:
    item = make_waiting()
    before = list_told(database, item)
    correct(database, item, clock, replace(item.consignor, address=replace(item.consignor.address, name="")))
    assert list_told(database, item) == before


def test_the_shops_own_label_is_drawn_anew_and_mailed_only_when_asked(
    database: Database, make_waiting: MakeWaiting, clock: Clock
) -> None:
    item = make_waiting()
    database.write(deciding.approve, item.shop_id, item.return_id, "Kaisa", clock())
    old = draw_label(database, item)
    database.write(act_on_events, item.shop_id, clock())
    before = database.read(list_jobs_about, item.shop_id, item.return_id)
    correct(database, item, clock)
    assert draw_label(database, item) != old
    assert list_told(database, item)[-2:] == ["return.corrected", "label.created"]
    database.write(act_on_events, item.shop_id, clock())
    assert database.read(list_jobs_about, item.shop_id, item.return_id) == before


def draw_label(database: Database, item: Return) -> bytes:
    wanted = Wanted(Form.ZPL, 203, 1, None)
    return get_document(database, "https://x.example", item.shop_id, item.return_id, Document.LABEL, wanted).body


@pytest.mark.parametrize("state", [ParcelState.BOUGHT, ParcelState.BUYING, ParcelState.VOIDING])
def test_a_carriers_label_keeps_its_address_and_the_email_is_free(
    database: Database, make_waiting: MakeWaiting, clock: Clock, state: ParcelState
) -> None:
    item = make_waiting()
    database.write(deciding.approve, item.shop_id, item.return_id, "Kaisa", clock())
    database.write(pretend, item, state)
    with pytest.raises(Problem) as caught:
        correct(database, item, clock)
    assert caught.value.code is Code.STATUS_CONFLICT
    only_mail = replace(item.consignor, email="uusi@example.fi")
    assert correct(database, item, clock, only_mail).consignor.email == "uusi@example.fi"


def pretend(tx: Tx, item: Return, state: ParcelState) -> None:
    tx.run("UPDATE parcels SET state = :t WHERE shop_id = :s AND return_id = :r", t=state.value, s=item.shop_id, r=item.return_id)
    assert parcel_store.get_parcel(tx, item.shop_id, item.return_id, 1).state is state


def test_mailing_again_ends_after_five_in_a_day(database: Database, make_waiting: MakeWaiting, clock: Clock) -> None:
    item = make_waiting()
    database.write(deciding.decline, item.shop_id, item.return_id, "Worn.", "Kaisa", clock())
    database.write(act_on_events, item.shop_id, clock())
    job_id = database.write(mail_again, item.shop_id, item.return_id, clock())
    jobs = {job.job_id: job.kind for job in database.read(list_jobs_about, item.shop_id, item.return_id)}
    assert jobs[job_id] is Kind.DECLINED
    database.write(pretend_sent_five_times, item, clock)
    with pytest.raises(Problem) as caught:
        database.write(mail_again, item.shop_id, item.return_id, clock())
    assert caught.value.code is Code.TOO_MANY_TRIES


def pretend_sent_five_times(tx: Tx, item: Return, clock: Clock) -> None:
    for job in list_jobs_about(tx, item.shop_id, item.return_id):
        delete_job(tx, item.shop_id, job.job_id)
    for _ in range(5):
        record(tx, item.shop_id, "mail.sent", item.return_id, {"kind": "mail.declined"}, "worker", clock())


def test_without_an_address_nothing_is_mailed(database: Database, make_waiting: MakeWaiting, clock: Clock) -> None:
    item = make_waiting(consignor=make_consignor(email=""))
    with pytest.raises(Problem) as caught:
        database.write(mail_again, item.shop_id, item.return_id, clock())
    assert caught.value.code is Code.STATUS_CONFLICT
