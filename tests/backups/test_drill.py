"""The drill: writing goes on, a backup is taken, the process is killed, the disk is lost, and all is back."""

import os
import shutil
import stat
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sendback.app import make_context
from sendback.backups.making import forget_older, hash_file, make_backup, name_checksum
from sendback.backups.model import Kept, name_backup
from sendback.backups.restoring import restore_backup
from sendback.errors import Problem
from sendback.journal.store import find_broken_link
from sendback.returns.store import find_return_by_rma
from sendback.settings.model import Settings
from sendback.shops.founding import found_shop
from sendback.shops.model import Mode
from sendback.web.context import Context
from tests.factories import NOW, make_settings
from tests.journal.forging import forge
from tests.privacy.telling import Told, tell_all

ROOT = Path(__file__).parents[2]


@contextmanager
def opened(folder: Path) -> Iterator[Context]:
    context = make_context(Settings(folder=folder), clock=lambda: NOW)
    try:
        yield context
    finally:
        context.database.close()


def kept(folder: Path) -> Kept:
    return Kept(f"sqlite:{folder / 'sendback.sqlite'}", folder / "documents", "")


@pytest.fixture
def told(tmp_path: Path) -> Told:
    with opened(tmp_path / "home") as context:
        founded = context.database.write(found_shop, context.vault, "s", "S", Mode.LIVE, make_settings(), "tests", NOW)
        return tell_all(context, founded.shop)


@pytest.fixture
def home(tmp_path: Path, told: Told) -> Path:
    return tmp_path / "home"


def test_what_was_acknowledged_before_a_backup_is_back_after_everything_was_lost(home: Path, told: Told) -> None:
    command = [sys.executable, str(Path(__file__).with_name("steady_writer.py")), str(home), told.shop.shop_id]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'server'}:{ROOT}"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        acknowledged = [writer.stdout.readline().strip() for _ in range(20)]
        file = make_backup(kept(home), home, "0.1.0", NOW)
        later = [writer.stdout.readline().strip() for _ in range(5)]
        writer.kill()
    assert all(acknowledged + later)
    shutil.copy(home / "secret.key", home.parent)
    shutil.move(file, home.parent)
    shutil.move(name_checksum(file), home.parent)
    shutil.rmtree(home)
    restore_backup(kept(home), home.parent / file.name, False, NOW)
    shutil.copy(home.parent / "secret.key", home)
    with opened(home) as context:
        for rma in acknowledged:
            assert context.database.read(find_return_by_rma, told.shop.shop_id, rma) is not None
        assert find_broken_link(context.database, told.shop.shop_id) is None
        assert context.store.get(told.photo) is not None
        assert context.store.get(told.document) is not None


def test_a_backup_is_for_its_owner_alone_and_has_its_checksum(home: Path) -> None:
    file = make_backup(kept(home), home, "0.1.0", NOW)
    assert stat.S_IMODE(file.stat().st_mode) == stat.S_IMODE(name_checksum(file).stat().st_mode) == 0o600
    assert name_checksum(file).read_text() == f"{hash_file(file)}  {file.name}\n"
    assert not list(home.glob(".sendback-backup-*"))


def test_a_database_that_is_there_is_replaced_only_by_force_and_kept_aside(home: Path, told: Told) -> None:
    file = make_backup(kept(home), home, "0.1.0", NOW)
    with pytest.raises(Problem, match="There is a database already"):
        restore_backup(kept(home), file, False, NOW)
    restore_backup(kept(home), file, True, NOW)
    with opened(home) as context:
        assert context.database.read(find_return_by_rma, told.shop.shop_id, told.item.rma) is not None
    assert len(list(home.glob("sendback.sqlite.before-*"))) == len(list(home.glob("documents.before-*"))) == 1


def test_nothing_is_replaced_while_somebody_has_it_open(home: Path, told: Told) -> None:
    file = make_backup(kept(home), home, "0.1.0", NOW)
    with opened(home) as context:
        context.database.read(find_return_by_rma, told.shop.shop_id, told.item.rma)
        with pytest.raises(Problem, match="Stop the server"):
            restore_backup(kept(home), file, True, NOW)


@pytest.mark.parametrize("place", [0, 0.3, 0.6, 0.99])
def test_a_damaged_backup_is_refused_and_nothing_is_touched(home: Path, place: float) -> None:
    file = make_backup(kept(home), home, "0.1.0", NOW)
    body = bytearray(file.read_bytes())
    body[int(len(body) * place)] ^= 0xFF
    file.write_bytes(body)
    before = hash_file(home / "sendback.sqlite")
    with pytest.raises(Problem, match="checksum"):
        restore_backup(kept(home), file, True, NOW)
    name_checksum(file).unlink()
    with pytest.raises(Problem):
        restore_backup(kept(home), file, True, NOW)
    assert hash_file(home / "sendback.sqlite") == before


def test_a_backup_whose_journal_was_changed_is_refused(home: Path, told: Told) -> None:
    with opened(home) as context:
        context.database.write(lambda tx: forge(tx, "UPDATE journal SET actor = 'nobody' WHERE seq = 2"))
    file = make_backup(kept(home), home, "0.1.0", NOW)
    with pytest.raises(Problem, match="event 2"):
        restore_backup(kept(home), file, True, NOW)


def test_something_else_is_no_backup(tmp_path: Path, home: Path) -> None:
    for name, body in (("text.gz", b"hello"), ("empty.gz", b"")):
        (tmp_path / name).write_bytes(body)
        with pytest.raises(Problem, match="no whole backup"):
            restore_backup(kept(home), tmp_path / name, True, NOW)
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as archive:
        archive.add(__file__, "../../escaped.py")
    with pytest.raises(Problem, match="no whole backup"):
        restore_backup(kept(home), tmp_path / "other.tar.gz", True, NOW)


def test_only_the_newest_are_kept_and_other_files_are_left_alone(tmp_path: Path) -> None:
    names = [name_backup(NOW.replace(day=day)) for day in (1, 2, 3)]
    for name in [*names, "sendback.sqlite"]:
        (tmp_path / name).touch()
        (tmp_path / f"{name}.sha256").touch()
    assert [file.name for file in forget_older(tmp_path, 1)] == names[:2]
    assert sorted(file.name for file in tmp_path.iterdir() if not file.name.endswith("sha256")) == [names[2], "sendback.sqlite"]
