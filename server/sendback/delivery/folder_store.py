"""The document store in a plain folder, where any program can pick files up."""

import contextlib
import errno
import os
import secrets
from pathlib import Path
from typing import Final

from sendback.delivery.document_names import split_name
from sendback.delivery.durable import replace_durably, sync_folder
from sendback.delivery.trouble import Remedy, Trouble
from sendback.errors import Code, Problem

DRAFTS: Final = ".drafts"
"""Where a file is written before it gets its name: hidden, and on the same file system."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_ABANDONED_SECONDS = 3600


class FolderStore:
    """Keep each document as a file; group and owner may read it, so that a shop's other programs can be let in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, body: bytes) -> None:
        """Write a whole file and give it its name durably; a process killed before leaves only a hidden draft."""
        goal, draft = self._path(name), self.folder / DRAFTS / secrets.token_hex(8)
        try:
            _make_folder(draft.parent)
            _make_folder(goal.parent)
            try:
                replace_durably(draft, goal, body, 0o640)
            except BaseException:
                draft.unlink(missing_ok=True)
                raise
            _forget_abandoned(draft.parent, goal.stat().st_mtime)
        except OSError as error:
            raise _explain(error, "written") from None

    def get(self, name: str) -> bytes | None:
        """Read a file; None when there is none."""
        try:
            return self._path(name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise _explain(error, "read") from None

    def delete(self, name: str) -> None:
        """Take a file out; one that is gone already is no trouble."""
        path = self._path(name)
        try:
            path.unlink(missing_ok=True)
            sync_folder(path.parent)
        except OSError as error:
            raise _explain(error, "written") from None

    def _path(self, name: str) -> Path:
        return self.folder.joinpath(*split_name(name))


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, each one's name on disk before anything is put into it."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o750, exist_ok=True)
    sync_folder(folder.parent)


def _forget_abandoned(drafts: Path, now: float) -> None:
    """Remove what killed processes left; `now` is the time of a file just written, by the clock of its own disk."""
    for entry in os.scandir(drafts):
        with contextlib.suppress(OSError):  # somebody else was quicker
            if entry.stat().st_mtime < now - _ABANDONED_SECONDS:
                Path(entry.path).unlink()


def _explain(error: OSError, what: str) -> Exception:
    if error.errno in _FULL:
        return Problem(Code.STORAGE_FULL, "The disk of the document store is full. Nothing was saved.", retry_after_seconds=60)
    return Trouble(f"The document folder cannot be {what} ({error.strerror}).", Remedy.LATER)
