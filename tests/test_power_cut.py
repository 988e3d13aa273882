"""What was acknowledged survives a power cut: a real process is replayed, and what it had not synced is lost or torn."""

import random
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sendback.app import make_context
from sendback.journal.store import find_broken_link, list_events
from sendback.settings.model import Settings
from sendback.shops.founding import found_shop
from sendback.shops.model import Mode
from sendback.withdrawals.store import find_withdrawal
from tests.factories import make_settings
from tests.power_cut import Moment, replay, watch

CUTS = 40
STATEMENTS = 30

pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")


def test_every_acknowledged_withdrawal_survives_a_power_cut(tmp_path: Path) -> None:
    home, trace, chance = tmp_path / "home", tmp_path / "trace", random.Random(20)
    shop_id = found(home)
    before = {file.name: file.read_bytes() for file in home.iterdir() if file.is_file()}
    watch([sys.executable, "-m", "tests.stating", str(home), str(STATEMENTS)], trace)
    moments = list(replay(trace, home, before))
    assert len(moments) == STATEMENTS
    assert any(file.pending for moment in moments for file in moment.files.values())  # or nothing could have been lost
    for cut in range(CUTS):
        moment = chance.choice(moments)
        assert find_lost(moment, tmp_path / f"cut-{cut}", shop_id, chance) == []


def found(home: Path) -> str:
    """Open a shop, and close its database so that all of it is on the disk."""
    context = make_context(Settings(folder=home))
    founded = context.database.write(
        found_shop, context.vault, "nordlys", "Nordlys", Mode.LIVE, make_settings(), "tests", datetime.now(UTC)
    )
    context.database.close()
    return founded.shop.shop_id


def find_lost(moment: Moment, folder: Path, shop_id: str, chance: random.Random) -> list[str]:
    """Open what the disk holds and list the acknowledged statements that it does not, or that its journal does not tell of."""
    moment.leave(folder, chance)
    database = make_context(Settings(folder=folder)).database
    try:
        assert find_broken_link(database, shop_id) is None
        return [
            number
            for number in moment.acknowledged
            if database.read(find_withdrawal, shop_id, number) is None or not database.read(list_events, shop_id, number)
        ]
    finally:
        database.close()
