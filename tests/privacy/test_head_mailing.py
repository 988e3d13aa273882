"""The head of the journal goes to each owner once a week, and the mail itself proves the chain."""

import dataclasses
from pathlib import Path

import pytest

from sendback.database.model import Database, Tx
from sendback.delivery.mailer import FileMailer
from sendback.delivery.parts import WorkerParts
from sendback.delivery.worker import Worker
from sendback.journal.heads import read_heads
from sendback.journal.store import find_rewriting, record
from sendback.privacy.head_mailing import mail_heads_weekly
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from sendback.web.context import Context
from tests.conftest import Clock
from tests.journal.forging import forge
from tests.people import make_member


@pytest.fixture
def database(own_database: Database) -> Database:
    return own_database


@pytest.fixture
def parts(context: Context, tmp_path: Path) -> WorkerParts:
    plain = WorkerParts(context.database, context.vault, context.links, None, "s@example.org", context.clock, context.store)
    return dataclasses.replace(plain, mailer=FileMailer(tmp_path / "mail"), chores=(mail_heads_weekly,))


def list_mails(folder: Path) -> list[str]:
    return [file.read_text("utf-8") for file in sorted((folder / "mail").glob("*.eml"))]


def work(parts: WorkerParts) -> None:
    import threading

    for _ in range(2):
        Worker(parts, threading.Event()).run_once()


def test_each_owner_is_mailed_once_a_week_though_two_workers_run(
    database: Database, parts: WorkerParts, shop: Shop, clock: Clock, tmp_path: Path
) -> None:
    for role, email in ((Role.OWNER, "one@x.example"), (Role.OWNER, "two@x.example"), (Role.AGENT, "agent@x.example")):
        database.write(make_member, shop.shop_id, role, clock(), "Kaisa", email)
    for _ in range(2):
        work(parts)
    mails = list_mails(tmp_path)
    assert sorted(to for mail in mails for to in ("one@x", "two@x", "agent@x") if f"To: {to}" in mail) == ["one@x", "two@x"]
    clock.advance(days=8)
    work(parts)
    assert len(list_mails(tmp_path)) == 4


def test_the_mail_as_it_arrived_shows_whether_the_chain_was_written_anew(
    database: Database, parts: WorkerParts, shop: Shop, clock: Clock, tmp_path: Path
) -> None:
    database.write(make_member, shop.shop_id, Role.OWNER, clock(), "Kaisa", "one@x.example")
    work(parts)
    database.write(record, shop.shop_id, "x", "R1", {}, "tests", clock())
    (head,) = read_heads(list_mails(tmp_path)[0])
    assert database.read(find_rewriting, head) is None

    def rewrite(tx: Tx) -> None:
        forge(tx, "UPDATE journal SET hash = 'f' WHERE shop_id = :s AND seq = :q", s=shop.shop_id, q=head.seq)

    database.write(rewrite)
    fault = database.read(find_rewriting, head)
    assert fault is not None
    assert fault.seq == head.seq
