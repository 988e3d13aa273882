"""Restoring a backup: proved first, put in place in one step, and what was there kept aside."""

import gzip
import tarfile
import tempfile
import zlib
from datetime import datetime
from pathlib import Path

from sendback.backups.engines import check_copy, find_engine, find_sqlite_file, load_dump, put_in_place, refuse_open
from sendback.backups.making import hash_file, name_checksum
from sendback.backups.model import DATABASE, DOCUMENTS, MANIFEST, Kept, Manifest, read_manifest
from sendback.database.opening import open_database
from sendback.errors import Code, Problem
from sendback.journal.store import find_broken_link
from sendback.shops.store import list_shops

_PIECE = 1024 * 1024


def restore_backup(kept: Kept, file: Path, force: bool, now: datetime) -> Manifest:
    """Put a backup's database and documents in place; nothing is touched before all of it was found whole.

    Problem status-conflict where there is a database already and `force` is not given, invalid-fields for a backup
    that is damaged or whose journal does not hold, busy while a server runs. A PostgreSQL dump's journal is walked when it
    is in place: what was there before is gone by then.
    """
    engine = find_engine(kept.database_url)
    target = find_sqlite_file(kept.database_url) if engine == "sqlite" else Path.cwd() / "postgres"
    if not force and (engine == "postgres" or target.exists()):
        raise Problem(Code.STATUS_CONFLICT, "There is a database already. --force puts the backup in its place.")
    _check_sum(file)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".sendback-restore-") as folder:
        manifest = _unpack(file, Path(folder))
        if manifest.engine != engine:
            raise Problem(Code.INVALID_FIELDS, f"This backup is of a {manifest.engine} database, and {engine} is set here.")
        copy = Path(folder) / DATABASE[engine]
        if hash_file(copy) != manifest.sha256:
            raise Problem(Code.INVALID_FIELDS, "The database in this backup is not the one it was made with.")
        if engine == "sqlite":
            check_copy(copy)
            _check_journal(f"sqlite:{copy}")
            copy.with_name(f"{copy.name}.lock").unlink(missing_ok=True)
            refuse_open(target)
        aside = f"before-{now:%Y-%m-%dT%H%M%S.%fZ}"
        _place_documents(Path(folder) / DOCUMENTS, kept.documents, aside)
        if engine == "sqlite":
            put_in_place(copy, target, aside)
        else:
            load_dump(kept.database_url, copy)
            _check_journal(kept.database_url)  # a dump can be read only by a server, so this one is looked at where it is
    return manifest


def _check_sum(file: Path) -> None:
    beside = name_checksum(file)
    if beside.exists() and beside.read_text().split()[:1] != [hash_file(file)]:
        raise Problem(Code.INVALID_FIELDS, f"{file.name} is not the file that its checksum was made of.")


def _unpack(file: Path, folder: Path) -> Manifest:
    try:
        with gzip.open(file) as whole:  # to its end, where its own checksum stands: tar alone stops before
            while whole.read(_PIECE):
                pass
        with tarfile.open(file) as archive:
            archive.extractall(folder, filter="data")
        return read_manifest((folder / MANIFEST).read_bytes())
    except (OSError, EOFError, zlib.error, tarfile.TarError, ValueError, TypeError) as error:
        raise Problem(Code.INVALID_FIELDS, f"{file.name} is no whole backup ({type(error).__name__}).") from None


def _check_journal(url: str) -> None:
    """Walk every chain in a restored database, brought to today's shape as it will be when it is opened."""
    database = open_database(url)
    try:
        for shop in database.read(list_shops):
            if fault := find_broken_link(database, shop.shop_id):
                raise Problem(Code.INVALID_FIELDS, f"The journal of {shop.slug} does not hold in this backup: {fault}.")
    finally:
        database.close()


def _place_documents(source: Path, folder: Path | None, aside: str) -> None:
    """Put the documents in place; a restored database never tells of one that is not there."""
    if folder is None or not source.is_dir():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.exists():
        folder.rename(folder.with_name(f"{folder.name}.{aside}"))
    source.rename(folder)
