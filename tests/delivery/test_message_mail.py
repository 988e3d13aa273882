"""What an agent writes reaches the shopper; what was decided and taken back is told to whoever had heard of it."""

import dataclasses
import re
from datetime import datetime, timedelta

import pytest

from sendback.database.model import Database
from sendback.delivery.letters import About, write_reopened_letter
from sendback.delivery.message_letters import write_message_letter
from sendback.delivery.parts import WorkerParts
from sendback.delivery.smtp import SmtpMailer
from sendback.delivery.worker import run_once
from sendback.returns import deciding
from sendback.returns.messages import Message, MessageKind
from sendback.returns.noting import add_note
from sendback.returns.undoing import undo
from sendback.returns.writing import write_to_shopper
from sendback.shops.model import Shop
from sendback.words.catalogue import LANGUAGES
from tests.conftest import MakeShop
from tests.delivery.conftest import MakeReturn
from tests.delivery.postbox import Postbox, title_of
from tests.delivery.test_approval_mail import body_of, mails_to


@pytest.fixture
def database(own_database: Database) -> Database:
    return own_database


@pytest.fixture
def by_smtp(parts: WorkerParts, smtp_port: int) -> WorkerParts:
    return dataclasses.replace(parts, mailer=SmtpMailer(f"smtp://127.0.0.1:{smtp_port}"))


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(policy={"approval": "none"}).shop


def test_words_are_mailed_as_they_were_written_and_notes_never(
    database: Database, shop: Shop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox, now: datetime
) -> None:
    item = make_return(shop)
    database.write(add_note, shop.shop_id, item.return_id, "For colleagues alone.", "Kaisa", now)
    database.write(write_to_shopper, shop.shop_id, item.return_id, "We look into it.\nThank you.", "Kaisa", now)
    run_once(by_smtp, now)
    mails = mails_to(postbox, "aino@example.fi")
    assert any("> We look into it." in body_of(mail) and "> Thank you." in body_of(mail) for mail in mails)
    assert not any("For colleagues alone." in body_of(mail) for mail in mails)


def test_who_read_that_it_was_declined_reads_that_it_was_taken_back(
    database: Database, shop: Shop, make_return: MakeReturn, by_smtp: WorkerParts, postbox: Postbox, now: datetime
) -> None:
    item = make_return(shop)
    database.write(deciding.decline, shop.shop_id, item.return_id, "Worn.", "Kaisa", now)
    run_once(by_smtp, now)
    later = now + timedelta(minutes=1)
    database.write(undo, shop.shop_id, item.return_id, "Kaisa", later)
    run_once(by_smtp, later)
    titles = [title_of(mail) for mail in mails_to(postbox, "aino@example.fi")]
    assert any("looked at again" in title for title in titles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_can_be_said_in_every_language(
    shop: Shop, make_return: MakeReturn, parts: WorkerParts, language: str, now: datetime
) -> None:
    about = About(shop, make_return(shop, language=language), parts.links)
    message = Message(about.item.return_id, 1, MessageKind.MESSAGE, "Thank you.", False, "Kaisa", now)
    letters = [write_message_letter(about, message), write_reopened_letter(about)]
    for letter in letters:
        assert not re.search(r"\{\w+\}", " ".join([letter.subject, letter.glance, letter.title, *letter.paragraphs]))
    assert letters[0].quote is not None
