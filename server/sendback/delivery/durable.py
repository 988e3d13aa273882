"""Writing a file so that nobody ever sees half of it, not even after the power went."""

import contextlib
import os
from pathlib import Path


def replace_durably(draft: Path, goal: Path, body: bytes, mode: int) -> None:
    """Write `draft`, sync it, rename it to `goal` and sync the folder; both must be on one file system."""
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as out:
        out.write(body)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(goal)
    sync_folder(goal.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to disk: a renamed file is safe only after that."""
    with contextlib.suppress(OSError):  # Windows has no such thing as an open folder
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
