"""The worker against a real mail server: everything arrives, once, and what cannot arrive is shown."""

import dataclasses
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from sendback.database.model import Database
from sendback.delivery import outbox, outbox_store
from sendback.delivery.mailer import FileMailer
from sendback.delivery.model import Job, State
from sendback.delivery.parts import WorkerParts
from sendback.delivery.smtp import SmtpMailer
from sendback.delivery.trouble import Remedy, Trouble
from sendback.delivery.worker import Worker, run_once, run_worker
from sendback.journal.store import find_broken_link, list_events
from sendback.orders.access_store import make_access_link, use_access_link
from sendback.returns.deciding import approve, cancel, decline
from sendback.returns.model import Delivery, Return
from sendback.shops.model import Shop
from tests.conftest import Clock, MakeShop
from tests.delivery.conftest import MakeReturn
from tests.delivery.postbox import Postbox, read_message, serving, title_of
from tests.factories import make_consignor, push_order


@pytest.fixture
def database(own_database: Database) -> Database:
    return own_database


@pytest.fixture
def by_smtp(parts: WorkerParts, smtp_port: int) -> WorkerParts:
    return dataclasses.replace(parts, mailer=SmtpMailer(f"smtp://127.0.0.1:{smtp_port}"))


@pytest.fixture
def by_file(parts: WorkerParts, tmp_path: Path) -> WorkerParts:
    return dataclasses.replace(parts, mailer=FileMailer(tmp_path / "mail"))


def list_jobs(database: Database, shop: Shop, state: State = State.PENDING) -> list[Job]:
    return database.read(outbox_store.list_jobs, shop.shop_id, state)


def list_types(database: Database, item: Return) -> list[str]:
    return [event.type for event in database.read(list_events, item.shop_id, item.return_id)]


def start_worker(parts: WorkerParts, stop: threading.Event) -> threading.Thread:
    thread = threading.Thread(target=run_worker, args=(parts, stop), daemon=True)
    thread.start()
    return thread


def wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


@pytest.mark.parametrize("language", ["en", "fi", "zh-Hans", "de", "ar"])
def test_a_label_arrives_by_mail(
    database: Database, shop: Shop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox, clock: Clock, language: str
) -> None:
    item = make_return(shop, delivery=Delivery.BOTH, language=language)
    assert run_once(by_smtp, clock()) == 1
    (message,) = postbox.messages
    assert postbox.envelopes[0].rcpt_tos == ["aino@example.fi"]
    assert message["From"] == "Nordlys <returns@nordlys.example>"
    kinds = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "application/pdf"]
    (pdf,) = message.iter_attachments()
    assert pdf.get_filename() == f"return-label-{item.rma}.pdf"
    assert pdf.get_content().startswith(b"%PDF-")
    assert list_jobs(database, shop) == []
    assert list_types(database, item)[-1] == "mail.sent"
    assert run_once(by_smtp, clock.advance(days=2)) == 0
    assert len(postbox.envelopes) == 1


def test_each_turn_of_a_return_that_waits_is_mailed(
    database: Database, make_shop: MakeShop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox, clock: Clock
) -> None:
    shop = make_shop(policy={"approval": "none"}).shop
    first, second = make_return(shop), make_return(shop)
    run_once(by_smtp, clock())
    database.write(approve, shop.shop_id, first.return_id, "anna", clock())
    database.write(decline, shop.shop_id, second.return_id, "Worn & <washed>", "anna", clock())
    run_once(by_smtp, clock())
    database.write(cancel, shop.shop_id, first.return_id, "anna", clock())
    run_once(by_smtp, clock())
    titles = sorted(title_of(message) for message in postbox.messages)
    expected = [
        "Here is your return label",
        "We have your request",
        "We have your request",
        "Your return was canceled",
        "Your return was not accepted",
    ]
    assert titles == expected
    (declined,) = [message for message in postbox.messages if "not accepted" in title_of(message)]
    plain, html = declined.get_body(("plain",)), declined.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "> Worn & <washed>" in plain.get_content()
    assert "Worn &amp; &lt;washed&gt;" in html.get_content()


def test_mail_waits_for_a_server_that_is_down_and_then_goes_out_once(
    database: Database, shop: Shop, make_return: MakeReturn, by_smtp: WorkerParts, smtp_port: int, clock: Clock
) -> None:
    item = make_return(shop, delivery=Delivery.EMAIL)
    for _ in range(20):  # far more tries than a message may have of its own
        assert run_once(by_smtp, clock.advance(minutes=2)) == 0
    (job,) = list_jobs(database, shop)
    assert (job.state, job.attempts) == (State.PENDING, 0)
    assert job.due_at > clock()
    assert "does not take us in" in job.last_error
    postbox = Postbox()
    with serving(postbox, smtp_port):
        assert run_once(by_smtp, clock()) == 0, "not before it is due"
        assert run_once(by_smtp, clock.advance(minutes=2)) == 1
        assert run_once(by_smtp, clock.advance(minutes=2)) == 0
    assert [message["Message-ID"] for message in postbox.messages] == [f"<{job.job_id}@localhost>"]
    assert list_types(database, item).count("mail.sent") == 1


def test_a_server_that_is_down_is_asked_for_one_mail_not_for_each(
    database: Database, shop: Shop, make_return: MakeReturn, parts: WorkerParts, clock: Clock
) -> None:
    asked = Refusing(Trouble("no server", Remedy.SERVER))
    worker = Worker(dataclasses.replace(parts, mailer=asked), threading.Event())
    for _ in range(5):
        make_return(shop, delivery=Delivery.EMAIL)
    worker.run_once()
    worker.run_once()
    assert len(asked.seen) == 1
    clock.advance(seconds=61)
    worker.run_once()
    assert len(asked.seen) == 2
    assert len(list_jobs(database, shop)) == 5


def test_a_refused_address_is_shown_and_can_be_tried_again(
    database: Database, shop: Shop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox, clock: Clock
) -> None:
    item = make_return(shop, delivery=Delivery.EMAIL)
    postbox.refuse_recipient = "550 5.1.1 <{address}> is unknown here"
    run_once(by_smtp, clock())
    (dead,) = list_jobs(database, shop, State.DEAD)
    assert dead.last_error == "The mail server refused the address (550 5.1.1)."
    assert list_types(database, item)[-1] == "mail.failed"
    assert run_once(by_smtp, clock.advance(days=1)) == 0, "dead is dead"
    postbox.refuse_recipient = ""
    database.write(outbox.replay, shop.shop_id, dead.job_id, "anna", clock())
    assert run_once(by_smtp, clock()) == 1
    assert postbox.messages[0]["Message-ID"] == f"<{dead.job_id}@localhost>"
    assert list_types(database, item)[-3:] == ["mail.failed", "mail.replayed", "mail.sent"]
    assert list_jobs(database, shop, State.DEAD) == []
    assert find_broken_link(database, shop.shop_id) is None


def test_a_busy_server_is_tried_eight_times(
    database: Database, shop: Shop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox, clock: Clock
) -> None:
    make_return(shop, delivery=Delivery.EMAIL)
    postbox.refuse_message = "451 4.3.0 Not now"
    for tries in range(1, 8):
        run_once(by_smtp, clock.advance(hours=1))
        assert [job.attempts for job in list_jobs(database, shop)] == [tries]
    run_once(by_smtp, clock.advance(hours=1))
    assert [job.attempts for job in list_jobs(database, shop, State.DEAD)] == [8]


def test_one_poisoned_mail_stops_nobody_elses(
    database: Database, make_shop: MakeShop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox, clock: Clock
) -> None:
    sick, well = make_shop().shop, make_shop().shop
    make_return(sick, delivery=Delivery.EMAIL, consignor=make_consignor(email="a@b.cc, evil@x.yy"))
    make_return(sick, delivery=Delivery.EMAIL, consignor=make_consignor(email="fine@example.fi"))
    make_return(well, delivery=Delivery.EMAIL)
    assert run_once(by_smtp, clock()) == 2
    assert sorted(envelope.rcpt_tos[0] for envelope in postbox.envelopes) == ["aino@example.fi", "fine@example.fi"]
    assert [job.last_error for job in list_jobs(database, sick, State.DEAD)] == ["The address on record is not one mail address."]


def test_a_crash_of_our_own_is_a_failed_try(
    database: Database, shop: Shop, make_return: MakeReturn, parts: WorkerParts, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    make_return(shop, delivery=Delivery.EMAIL)
    run_once(dataclasses.replace(parts, mailer=Refusing(RuntimeError("aino@example.fi"))), clock())
    (job,) = list_jobs(database, shop)
    assert (job.attempts, job.last_error) == (1, "Something went wrong on our side (RuntimeError).")


def test_a_job_that_kills_every_worker_is_given_up(
    database: Database, shop: Shop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox, clock: Clock
) -> None:
    item = make_return(shop)
    database.write(outbox.request_label_mail, shop.shop_id, item.return_id, clock())
    for _ in range(8):  # claimed, and never heard of again
        assert database.write(outbox_store.claim_job, database.engine, shop.shop_id, clock()) is not None
        clock.advance(minutes=5)
    assert run_once(by_smtp, clock()) == 0
    assert [job.last_error for job in list_jobs(database, shop, State.DEAD)] == ["Every try broke off."]
    assert not postbox.envelopes


def test_mail_that_nobody_needs_any_more_is_dropped(
    database: Database, shop: Shop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox, clock: Clock
) -> None:
    item = make_return(shop, delivery=Delivery.EMAIL)
    database.write(cancel, shop.shop_id, item.return_id, "anna", clock())
    run_once(by_smtp, clock())
    assert [title_of(message) for message in postbox.messages] == ["Your return was canceled"]
    assert "mail.dropped" in list_types(database, item)


def test_without_a_mail_setting_mail_waits(
    database: Database, shop: Shop, make_return: MakeReturn, parts: WorkerParts, by_file: WorkerParts, clock: Clock
) -> None:
    make_return(shop, delivery=Delivery.EMAIL)
    assert run_once(parts, clock()) == 0
    assert [(job.state, job.attempts) for job in list_jobs(database, shop)] == [(State.PENDING, 0)]
    assert run_once(by_file, clock()) == 1


def test_without_a_sender_mail_waits(
    database: Database, make_shop: MakeShop, make_return: MakeReturn, by_file: WorkerParts, clock: Clock
) -> None:
    shop = make_shop(delivery={"from_email": ""}).shop
    make_return(shop, delivery=Delivery.EMAIL)
    assert run_once(dataclasses.replace(by_file, mail_from=""), clock()) == 0
    (job,) = list_jobs(database, shop)
    assert (job.state, job.attempts, job.last_error[:18]) == (State.PENDING, 0, "No sender is set: ")
    assert run_once(by_file, clock.advance(minutes=2)) == 1


def test_an_access_link_arrives_in_the_clear_only_there(
    database: Database, shop: Shop, by_smtp: WorkerParts, postbox: Postbox, clock: Clock
) -> None:
    order = database.write(push_order, shop.shop_id)
    secret = database.write(make_access_link, shop.shop_id, order.order_id, clock())
    assert secret is not None
    asked = (by_smtp.vault, shop.shop_id, order.order_id, secret, "de", clock())
    database.write(outbox.request_access_mail, *asked)
    assert run_once(by_smtp, clock()) == 1
    (message,) = postbox.messages
    body = message.get_body(("plain",))
    assert body is not None
    assert f"http://localhost/s/{shop.slug}/open/{secret}" in body.get_content()
    assert "Wool jumper" not in str(message), "whoever reads the inbox sees nothing of the order"
    assert database.write(use_access_link, shop.shop_id, secret, clock()).number == order.number


def test_an_access_link_that_ended_is_not_mailed(
    database: Database, shop: Shop, by_smtp: WorkerParts, postbox: Postbox, clock: Clock
) -> None:
    order = database.write(push_order, shop.shop_id)
    database.write(outbox.request_access_mail, by_smtp.vault, shop.shop_id, order.order_id, "secret", "de", clock())
    assert run_once(by_smtp, clock() + timedelta(minutes=15)) == 0
    assert (list_jobs(database, shop), postbox.envelopes) == ([], [])


def test_two_workers_send_each_mail_once(
    database: Database, shop: Shop, make_return: MakeReturn, parts: WorkerParts, clock: Clock, tmp_path: Path
) -> None:
    for _ in range(12):
        make_return(shop, delivery=Delivery.EMAIL)
    counting = Counting(tmp_path)
    stop = threading.Event()
    threads = [start_worker(dataclasses.replace(parts, mailer=counting), stop) for _ in range(3)]
    wait_until(lambda: len(list(tmp_path.glob("*.eml"))) == 12)
    stop.set()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(counting.seen) == sorted(set(counting.seen))
    assert len(counting.seen) == 12


def test_a_worker_in_a_thread_sends_and_ends_cleanly(
    database: Database, shop: Shop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox
) -> None:
    stop = threading.Event()
    thread = start_worker(by_smtp, stop)
    item = make_return(shop, delivery=Delivery.EMAIL)
    wait_until(lambda: "mail.sent" in list_types(database, item))
    stop.set()
    thread.join(timeout=20)
    assert not thread.is_alive()
    assert len(postbox.envelopes) == 1


def test_no_address_stands_in_the_outbox_the_journal_or_the_log(
    database: Database, shop: Shop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox, clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level("INFO")
    item = make_return(shop, delivery=Delivery.EMAIL)
    postbox.refuse_recipient = "450 4.2.1 {address} Aino Järvenpää is away"
    run_once(by_smtp, clock())
    jobs = repr(list_jobs(database, shop))
    postbox.refuse_recipient = ""
    run_once(by_smtp, clock.advance(hours=1))
    events = repr([event.body for event in database.read(list_events, shop.shop_id, item.return_id)])
    lines = repr([{**record.__dict__} for record in caplog.records if record.name.startswith("sendback")])
    assert "mail sent" in lines
    for said in (jobs, events, lines):
        for private in ("aino@", "example.fi", "Järvenpää", "Hämeenkatu", "33100"):
            assert private not in said


class Refusing:
    """A mailer that fails in one way, whatever it is given."""

    def __init__(self, trouble: Exception) -> None:
        self.trouble = trouble
        self.seen: list[str] = []

    def send(self, job_id: str, message: EmailMessage) -> None:
        self.seen.append(job_id)
        raise self.trouble

    def close(self) -> None:
        """Keep nothing open."""


class Counting(FileMailer):
    """A mailer that remembers what it was given."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.seen: list[str] = []

    def send(self, job_id: str, message: EmailMessage) -> None:
        self.seen.append(job_id)
        super().send(job_id, message)
        assert read_message((self.folder / f"{job_id}.eml").read_bytes())["Message-ID"] == f"<{job_id}@localhost>"


def test_a_chore_is_asked_for_every_shop_and_one_that_fails_keeps_none_from_the_others(
    parts: WorkerParts, make_shop: MakeShop, clock: Clock
) -> None:
    asked: list[tuple[str, str]] = []

    def break_down(parts: WorkerParts, shop_id: str, now: datetime) -> None:
        asked.append(("broken", shop_id))
        raise ValueError("out of order")

    def sweep(parts: WorkerParts, shop_id: str, now: datetime) -> None:
        asked.append(("swept", shop_id))

    first, second = make_shop().shop, make_shop().shop
    worker = Worker(dataclasses.replace(parts, chores=(break_down, sweep)), threading.Event())
    worker.run_once()
    worker.run_once()
    assert sorted(asked) == sorted((what, shop.shop_id) for what in ("broken", "swept") for shop in (first, second))
    clock.advance(hours=1)
    worker.run_once()
    assert len(asked) == 8
