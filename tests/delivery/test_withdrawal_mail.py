"""The acknowledgement of a withdrawal: by real SMTP, with the whole statement, the second it arrived, and both files."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from sendback.database.model import Database
from sendback.delivery.letters import write_shipped_letter
from sendback.delivery.links import Links
from sendback.delivery.model import Kind, State
from sendback.delivery.outbox_store import list_jobs
from sendback.delivery.parts import WorkerParts
from sendback.delivery.smtp import SmtpMailer
from sendback.delivery.withdrawal_letters import link_withdrawal
from sendback.delivery.worker import run_once
from sendback.journal.store import list_events
from sendback.shops.founding import Founded, found_shop
from sendback.shops.model import Mode
from sendback.shops.vault import Vault
from sendback.shops.withdrawal import WithdrawalSetting
from sendback.withdrawals.model import Statement, Withdrawal
from sendback.withdrawals.receiving import receive
from sendback.withdrawals.wording import write_signed
from sendback.words.catalogue import words_for
from tests.conftest import Clock
from tests.delivery.postbox import Postbox
from tests.factories import NOW, make_settings

BASE = "https://returns.example"


@pytest.fixture
def founded(own_database: Database, vault: Vault) -> Founded:
    return own_database.write(found_shop, vault, "nordlys", "Nordlys", Mode.LIVE, make_settings(), "tests", NOW)


@pytest.fixture
def mailing(parts: WorkerParts, own_database: Database, smtp_port: int) -> Iterator[WorkerParts]:
    mailer = SmtpMailer(f"smtp://127.0.0.1:{smtp_port}")
    links = Links(["k"], BASE, parts.links.document_life)
    yield replace(parts, database=own_database, mailer=mailer, links=links)
    mailer.close()


def withdraw(database: Database, vault: Vault, founded: Founded, language: str = "en") -> Withdrawal:
    statement = Statement("Aino Järvenpää", "2026-42", "aino@example.fi", "", language)
    return database.write(receive, vault, founded.shop, BASE, statement, NOW)


@pytest.mark.parametrize("language", ["en", "de", "fi", "zh-Hans", "ar", "sv"])
def test_it_goes_out_at_once_with_everything(
    own_database: Database, vault: Vault, founded: Founded, mailing: WorkerParts, postbox: Postbox, language: str
) -> None:
    item = withdraw(own_database, vault, founded, language)
    assert run_once(mailing, NOW) == 1
    (message,) = postbox.messages
    words = founded.shop.settings.withdrawal.words(language)
    assert str(message["To"]) == "aino@example.fi"
    assert message["Content-Language"] == language
    for kind in ("plain", "html"):
        body = message.get_body((kind,))
        assert body is not None
        said = " ".join(body.get_content().split())
        assert words("withdrawal.received_means") in said
        assert "12:00:00 (UTC+02:00)" in said
        for line in item.text.splitlines():
            assert line in said.replace("&#39;", "'")
    pdf, text = message.iter_attachments()
    assert pdf.get_content().startswith(b"%PDF-")
    assert text.get_content().decode() == write_signed(item.receipt)


def test_the_journal_tells_of_it_without_a_word_about_anybody(
    own_database: Database, vault: Vault, founded: Founded, mailing: WorkerParts, postbox: Postbox
) -> None:
    item = withdraw(own_database, vault, founded)
    run_once(mailing, NOW)
    events = own_database.read(list_events, item.shop_id, item.withdrawal_id)
    assert [event.type for event in events] == ["withdrawal.received", "mail.sent"]
    assert events[0].body == {"tie": "unmatched", "key_id": item.receipt.key_id}


def test_while_the_mail_server_is_down_the_acknowledgement_waits(
    own_database: Database, vault: Vault, founded: Founded, mailing: WorkerParts, clock: Clock
) -> None:
    withdraw(own_database, vault, founded)
    run_once(replace(mailing, mailer=SmtpMailer("smtp://127.0.0.1:9")), NOW)
    (job,) = own_database.read(list_jobs, founded.shop.shop_id, State.PENDING)
    assert job.kind is Kind.WITHDRAWAL


def test_other_mails_lead_to_it_quietly_where_the_shop_offers_it(founded: Founded, mailing: WorkerParts) -> None:
    shop, words = founded.shop, words_for("de")
    link = link_withdrawal(shop, words, mailing.links)
    letter = write_shipped_letter(shop, "1001", "https://x.example", words, has_label=False, withdrawal=link)
    assert [(each.label, each.url) for each in letter.links] == [("Vertrag widerrufen", f"{BASE}/s/nordlys/withdraw?lang=de")]
    without = shop.settings.model_copy(update={"withdrawal": WithdrawalSetting(enabled=False)})
    assert link_withdrawal(replace(shop, settings=without), words, mailing.links) is None
