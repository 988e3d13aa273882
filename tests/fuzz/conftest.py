"""A Sendback with something at every address, which a key may ask as often as it likes."""

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sendback.settings.model import Settings
from sendback.shops.founding import Founded
from sendback.web.context import Context
from tests.web.victim import NUMBER, Victim, make_victim


@pytest.fixture
def settings(tmp_path: Path, mail_folder: Path) -> Settings:
    from tests.conftest import SECRET_KEY

    return Settings(
        base_url="http://localhost",
        folder=tmp_path / "installation",
        secret_key=SECRET_KEY,
        mail_url=f"file:{mail_folder}",
        mail_from="sendback@example.org",
        worker=False,
        api_rate=10**9,
    )


Tally = dict[str, Counter[int]]


@pytest.fixture(scope="session")
def tally() -> Iterator[Tally]:
    """Count the answers by operation and status; written to the file that `SENDBACK_FUZZ_RESULT` names."""
    counts: Tally = defaultdict(Counter)
    yield counts
    if (where := os.environ.get("SENDBACK_FUZZ_RESULT")) and counts:
        statuses = {
            name: {str(status): count for status, count in sorted(found.items())} for name, found in sorted(counts.items())
        }
        whole: Counter[int] = sum(counts.values(), Counter())
        faults = sum(count for status, count in whole.items() if status >= 500 and status != 503)
        facts = {
            "cases": whole.total(),
            "server_errors": faults,
            "statuses": dict(sorted(whole.items())),
            "by_operation": statuses,
        }
        Path(where).write_text(json.dumps(facts, indent=2) + "\n")


@dataclass(frozen=True, slots=True)
class Seeds:
    """What is there to be found: a key, and a value for every part of an address and some of what is sent."""

    api_key: str
    path: dict[str, list[str | int]]
    session: str
    rma: str
    cursors: list[str]


@pytest.fixture
def seeds(context: Context, founded: Founded) -> Seeds:
    """Fill a shop and name what it has."""
    victim: Victim = make_victim(context, founded)
    path: dict[str, list[str | int]] = {
        "order_number": [NUMBER, NUMBER.lower()],
        "rma": [victim.item.rma],
        "number": [1, 2],
        "batch_id": [victim.batch_id],
        "ending": ["pdf", "zpl"],
        "document_id": [victim.document_id],
        "pk": [founded.publishable_key],
        "secret": [victim.status_secret],
    }
    return Seeds(victim.api_key, path, victim.session, victim.item.rma, [victim.item.return_id, ""])
