"""Approvers are mailed what they need to decide and no more; the shopper is mailed what the shop asks and changes."""

import dataclasses
import re
from datetime import datetime
from email.message import EmailMessage

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.delivery import outbox_store
from sendback.delivery.letters import About
from sendback.delivery.message_letters import write_changed_letter, write_question_letter
from sendback.delivery.model import Kind, State
from sendback.delivery.outbox import request_label_mail
from sendback.delivery.parts import WorkerParts
from sendback.delivery.smtp import SmtpMailer
from sendback.delivery.worker import run_once
from sendback.journal.store import list_events
from sendback.returns import deciding
from sendback.returns.asking import answer_question, ask_shopper
from sendback.returns.editing import LineEdit, edit_lines
from sendback.returns.messages import Message, MessageKind
from sendback.returns.model import Return, Status
from sendback.returns.rma import show_rma
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from sendback.words.catalogue import LANGUAGES
from tests.conftest import Clock, MakeShop
from tests.delivery.conftest import MakeReturn
from tests.delivery.postbox import Postbox, title_of

APPROVERS = ["teemu@nordlys.example", "kaisa@nordlys.example"]


@pytest.fixture
def database(own_database: Database) -> Database:
    return own_database


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(policy={"approval": "none"}, desk={"approvers": APPROVERS, "remind_after_days": 3}).shop


@pytest.fixture
def by_smtp(parts: WorkerParts, smtp_port: int) -> WorkerParts:
    return dataclasses.replace(parts, mailer=SmtpMailer(f"smtp://127.0.0.1:{smtp_port}"))


def mails_to(postbox: Postbox, address: str) -> list[EmailMessage]:
    return [message for message in postbox.messages if message["To"] == address]


def body_of(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def links_in(message: EmailMessage) -> list[str]:
    return re.findall(r"http://localhost(/approve/\S+)", body_of(message))


def test_every_approver_gets_a_link_of_their_own_and_can_decide_with_it(
    client: FlaskClient,
    database: Database,
    shop: Shop,
    make_return: MakeReturn,
    by_smtp: WorkerParts,
    postbox: Postbox,
    now: datetime,
) -> None:
    item = make_return(shop)
    run_once(by_smtp, now)
    assert sorted(message["To"] for message in postbox.messages) == sorted([*APPROVERS, "aino@example.fi"])
    links = [links_in(mails_to(postbox, address)[0]) for address in APPROVERS]
    assert links[0][0].partition("?")[0] != links[1][0].partition("?")[0]
    assert [link.partition("?")[2] for link in links[0]] == ["choose=approve", "choose=decline"]
    assert client.get(links[0][0]).status_code == 200
    assert database.read(get_return, shop.shop_id, item.return_id).status is Status.REQUESTED
    assert client.post(links[0][0], data={"verdict": "approve"}).status_code == 303
    run_once(by_smtp, now)
    assert database.read(get_return, shop.shop_id, item.return_id).status is Status.AUTHORIZED
    label = mails_to(postbox, "aino@example.fi")[-1]
    assert [part.get_content_type() for part in label.iter_attachments()] == ["application/pdf"]
    assert client.get(links[1][0]).status_code == 409


def test_an_approvers_mail_says_what_and_why_and_nobodys_name(
    shop: Shop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox, now: datetime
) -> None:
    item = make_return(shop, language="fi")
    run_once(by_smtp, now)
    message = mails_to(postbox, APPROVERS[0])[0]
    assert message["Subject"] == f"{show_rma(item.rma)} waits for you (Nordlys)"
    assert message["Content-Language"] == "en"
    for kind in ("plain", "html"):
        text = body_of(message, kind)
        for words in ("1 × Wool jumper, Too small", "Your policy asks you to decide.", f"/desk/returns/{item.return_id}"):
            assert words in text
        for personal in ("Aino", "aino@", "Hämeenkatu", "33100", APPROVERS[1]):
            assert personal not in text


def test_jobs_and_the_journal_know_no_address(
    database: Database,
    shop: Shop,
    make_return: MakeReturn,
    by_smtp: WorkerParts,
    parts: WorkerParts,
    postbox: Postbox,
    now: datetime,
) -> None:
    item = make_return(shop)
    run_once(parts, now)  # no mailer: everything waits
    jobs = database.read(outbox_store.list_jobs, shop.shop_id, State.PENDING)
    assert [job.kind for job in jobs].count(Kind.APPROVAL) == 2
    run_once(by_smtp, now)
    events = database.read(list_events, shop.shop_id, item.return_id)
    assert "@" not in str([job.body for job in jobs]) + str([event.body for event in events])


def test_what_is_decided_or_allowed_at_once_asks_nobody(
    database: Database, make_shop: MakeShop, shop: Shop, make_return: MakeReturn, by_smtp: WorkerParts, parts: WorkerParts,
    postbox: Postbox, now: datetime,
) -> None:  # fmt: skip
    make_return(make_shop(desk={"approvers": APPROVERS}).shop)
    item = make_return(shop)
    run_once(parts, now)
    database.write(deciding.decline, shop.shop_id, item.return_id, "Worn.", "Kaisa", now)
    run_once(by_smtp, now)
    assert [message["To"] for message in postbox.messages] == ["aino@example.fi"]


def test_approvers_are_reminded_once_with_links_that_work(
    client: FlaskClient, shop: Shop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox, clock: Clock
) -> None:
    item = make_return(shop)
    run_once(by_smtp, clock())
    for _ in range(3):
        run_once(by_smtp, clock.advance(days=3))  # forgotten returns are looked for after the journal
        run_once(by_smtp, clock.advance(minutes=1))
    subjects = [message["Subject"] for message in mails_to(postbox, APPROVERS[0])]
    rma = show_rma(item.rma)
    assert subjects == [f"{rma} waits for you (Nordlys)", f"{rma} still waits for you (Nordlys)"]
    first, again = (links_in(message)[0] for message in mails_to(postbox, APPROVERS[0]))
    assert (client.get(first).status_code, client.get(again).status_code) == (410, 200)


def test_an_approver_who_was_taken_out_gets_no_mail(
    database: Database, shop: Shop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox, now: datetime
) -> None:
    item = make_return(shop)
    database.write(outbox_store.add_job, shop.shop_id, Kind.APPROVAL, item.return_id, now, {"approver": "deadbeef"})
    run_once(by_smtp, now)
    assert len([message for message in postbox.messages if message["To"] in APPROVERS]) == 2
    dropped = [e for e in database.read(list_events, shop.shop_id, item.return_id) if e.type == "mail.dropped"]
    assert [event.body["kind"] for event in dropped] == ["mail.approval"]


def test_mails_to_approvers_do_not_use_up_the_shoppers(
    database: Database, shop: Shop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox, now: datetime
) -> None:
    item = make_return(shop)
    run_once(by_smtp, now)
    database.write(deciding.approve, shop.shop_id, item.return_id, "Kaisa", now)
    run_once(by_smtp, now)
    for _ in range(3):  # with the receipt and the first label these are the day's five
        database.write(request_label_mail, shop.shop_id, item.return_id, now)
        run_once(by_smtp, now)
    assert len(mails_to(postbox, "aino@example.fi")) == 5


def ask(database: Database, item: Return, text: str, now: datetime) -> None:
    database.write(ask_shopper, item.shop_id, item.return_id, text, True, "Kaisa", now)


def test_a_question_reaches_the_shopper_in_its_own_words(
    database: Database, shop: Shop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox, now: datetime
) -> None:
    item = make_return(shop, language="de")
    ask(database, item, "Welche Naht?\nLinks oder rechts?", now)
    run_once(by_smtp, now)
    (message,) = [mail for mail in mails_to(postbox, "aino@example.fi") if "Frage" in title_of(mail)]
    text = body_of(message)
    for words in ("> Welche Naht?\n> Links oder rechts?", "Bitte fügen Sie auch ein Foto hinzu.", "http://localhost/r/"):
        assert words in text
    assert "Kaisa" not in text


def test_a_question_that_was_answered_or_asked_anew_is_not_mailed(
    database: Database,
    shop: Shop,
    make_return: MakeReturn,
    by_smtp: WorkerParts,
    parts: WorkerParts,
    postbox: Postbox,
    now: datetime,
) -> None:
    item = make_return(shop)
    for text in ("First?", "Second?"):
        ask(database, item, text, now)
    answered = make_return(shop)
    ask(database, answered, "Third?", now)
    run_once(parts, now)
    database.write(answer_question, shop.shop_id, answered.return_id, "Yes.", now)
    run_once(by_smtp, now)
    asked = [body_of(mail) for mail in postbox.messages if "question" in title_of(mail)]
    assert [re.findall(r"> (\w+\?)", text) for text in asked] == [["Second?"]]


def test_a_change_is_told_with_what_goes_back_now(
    database: Database, shop: Shop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox, now: datetime
) -> None:
    item = make_return(shop)
    (line,) = item.lines
    change = LineEdit(line.order_id, line.line_id, 2, line.reason, "", line.resolution, 0, "EUR")
    database.write(edit_lines, shop.shop_id, item.return_id, [change], "You told us there are two.", "Kaisa", now)
    run_once(by_smtp, now)
    (message,) = [mail for mail in mails_to(postbox, "aino@example.fi") if "changed" in title_of(mail)]
    assert "- 2 × Wool jumper" in body_of(message)
    assert "> You told us there are two." in body_of(message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_can_be_said_in_every_language(
    shop: Shop, make_return: MakeReturn, parts: WorkerParts, now: datetime, language: str
) -> None:
    about = About(shop, make_return(shop, language=language), parts.links)
    message = Message(about.item.return_id, 1, MessageKind.QUESTION, "Which seam?", True, "Kaisa", now)
    letters = [write_question_letter(about, message), write_changed_letter(about, message), write_changed_letter(about, None)]
    for letter in letters:
        assert not re.search(r"\{\w+\}", " ".join([letter.subject, letter.glance, letter.title, *letter.paragraphs]))
    assert letters[0].title != letters[1].title
