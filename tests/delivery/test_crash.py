"""A worker that is killed loses no mail, and a mail that goes out again is recognised by its Message-ID."""

import dataclasses
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from sendback.database.model import Database
from sendback.delivery import outbox_store
from sendback.delivery.mailer import FileMailer
from sendback.delivery.model import State
from sendback.delivery.parts import WorkerParts
from sendback.delivery.worker import run_once
from sendback.journal.store import find_broken_link, list_events
from sendback.returns.model import Delivery
from sendback.shops.model import Shop
from tests.conftest import Clock
from tests.delivery.conftest import MakeReturn
from tests.delivery.postbox import read_message

ROOT = Path(__file__).parents[2]


@pytest.fixture
def database(own_database: Database) -> Database:
    return own_database


def test_killed_between_sending_and_writing_it_down(
    database: Database,
    database_url: str,
    shop: Shop,
    make_return: MakeReturn,
    parts: WorkerParts,
    clock: Clock,
    tmp_path: Path,
) -> None:
    item = make_return(shop, delivery=Delivery.EMAIL)
    command = [sys.executable, "-m", "tests.delivery.dying_worker", database_url, str(tmp_path), str(int(clock().timestamp()))]
    killed = subprocess.run(command, cwd=ROOT, timeout=60, check=False)
    assert killed.returncode == 9
    (first,) = tmp_path.glob("*.eml")
    message_id = read_message(first.read_bytes())["Message-ID"]

    (job,) = database.read(outbox_store.list_jobs, shop.shop_id, State.PENDING)
    assert message_id == f"<{job.job_id}@localhost>"
    again = dataclasses.replace(parts, mailer=FileMailer(tmp_path / "again"))
    assert run_once(again, clock.advance(minutes=1)) == 0, "the lease of the dead still holds"
    clock.moment += outbox_store.LEASE + timedelta(seconds=1)
    assert run_once(again, clock()) == 1
    (second,) = (tmp_path / "again").glob("*.eml")
    assert read_message(second.read_bytes())["Message-ID"] == message_id

    types = [event.type for event in database.read(list_events, shop.shop_id, item.return_id)]
    assert types.count("mail.sent") == 1
    assert find_broken_link(database, shop.shop_id) is None
