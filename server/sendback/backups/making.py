"""Making a backup: the database as it is at one moment, then the documents, which only ever follow it."""

import hashlib
import os
import re
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

from sendback.backups.engines import copy_database, find_engine
from sendback.backups.model import DATABASE, DOCUMENTS, MANIFEST, Kept, Manifest, name_backup

_OURS = re.compile(r"sendback-\d{4}-\d\d-\d\dT\d{6}Z\.tar\.gz")


def make_backup(kept: Kept, goal: Path, version: str, now: datetime) -> Path:
    """Write a backup into a folder, or as the file named, and return where it is; its checksum stands beside it.

    In this order every document that the copied database tells of is in it, but for those deleted meanwhile.
    """
    file = goal / name_backup(now) if goal.is_dir() else goal
    engine = find_engine(kept.database_url)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".sendback-backup-") as folder:
        copy, draft = Path(folder) / DATABASE[engine], Path(folder) / "backup.tar.gz"
        copy_database(kept.database_url, copy)
        where = kept.bucket or "folder"
        manifest = Manifest(f"{now:%Y-%m-%dT%H:%M:%SZ}", engine, hash_file(copy), where, version)
        draft.touch(mode=0o600)
        with tarfile.open(draft, "w:gz", compresslevel=3) as archive:
            _add_bytes(archive, MANIFEST, manifest.write(), now)
            archive.add(copy, copy.name)
            for document in _list_documents(kept.documents):
                _add_document(archive, document, kept.documents)
        checksum = f"{hash_file(draft)}  {file.name}\n"
        _sync(draft)
        draft.replace(file)
    _write_private(name_checksum(file), checksum)
    return file


def forget_older(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest backups of a folder, with their checksums; return what went."""
    ours = sorted(file for file in folder.iterdir() if _OURS.fullmatch(file.name))
    gone = ours[:-keep] if keep else ours
    for file in gone:
        file.unlink(missing_ok=True)
        name_checksum(file).unlink(missing_ok=True)
    return gone


def hash_file(file: Path) -> str:
    """Hash a file, SHA-256 in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def name_checksum(file: Path) -> Path:
    """Name the file beside a backup that `sha256sum -c` reads."""
    return file.with_name(f"{file.name}.sha256")


def _list_documents(folder: Path | None) -> Iterator[Path]:
    if folder is None or not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _add_document(archive: tarfile.TarFile, document: Path, folder: Path | None) -> None:
    assert folder is not None, "only a folder has documents to copy"
    try:
        archive.add(document, f"{DOCUMENTS}/{document.relative_to(folder)}", recursive=False)
    except FileNotFoundError:
        return  # deleted meanwhile, as the wipe does


def _add_bytes(archive: tarfile.TarFile, name: str, body: bytes, now: datetime) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime, entry.mode = len(body), int(now.timestamp()), 0o600
    archive.addfile(entry, BytesIO(body))


def _write_private(file: Path, text: str) -> None:
    file.touch(mode=0o600)
    file.write_text(text)


def _sync(file: Path) -> None:
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
