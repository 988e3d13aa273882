"""What a backup is made of, and what it says of itself."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

MANIFEST, DOCUMENTS = "manifest.json", "documents"
DATABASE: Mapping[str, str] = {"sqlite": "sendback.sqlite", "postgres": "sendback.dump"}
"""The database's name in a backup, by its engine."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What of an installation is kept: its database, and its documents where they are a folder."""

    database_url: str
    documents: Path | None
    bucket: str
    """The bucket that the documents are in, empty where they are a folder: a backup names it and does not copy it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands in a backup's first file."""

    made_at: str
    engine: str
    sha256: str
    """Of the database."""
    documents: str
    """`folder` where they are in it, else the bucket they stayed in."""
    version: str

    def write(self) -> bytes:
        """Write it as JSON."""
        return json.dumps(asdict(self), indent=2).encode()


def read_manifest(text: bytes) -> Manifest:
    """Read what `write` gave; ValueError or TypeError where it is something else."""
    return Manifest(**json.loads(text))


def name_backup(now: datetime) -> str:
    """Name a backup so that names sort by time."""
    return f"sendback-{now:%Y-%m-%dT%H%M%SZ}.tar.gz"
