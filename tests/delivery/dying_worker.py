"""A worker that is killed between the hand-over of its first mail and writing it down. Arguments: database, folder, epoch."""

import os
import sys
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from sendback.database.opening import open_database
from sendback.delivery.folder_store import FolderStore
from sendback.delivery.links import Links
from sendback.delivery.mailer import FileMailer
from sendback.delivery.parts import WorkerParts
from sendback.delivery.worker import run_once
from sendback.shops.vault import Vault


class LastMailer(FileMailer):
    """Hand the mail over, then die as a process dies that is killed: nothing is closed, nothing is said."""

    def send(self, job_id: str, message: EmailMessage) -> None:
        super().send(job_id, message)
        os._exit(9)


def main() -> None:
    url, folder, epoch = sys.argv[1:]
    now = datetime.fromtimestamp(int(epoch), UTC)
    key = "an installation key that only the tests know"
    links = Links([key], "http://localhost", timedelta(days=30))
    parts = WorkerParts(
        open_database(url),
        Vault([key]),
        links,
        LastMailer(Path(folder)),
        "sendback@example.org",
        lambda: now,
        FolderStore(Path(folder)),
    )
    run_once(parts, now)


if __name__ == "__main__":
    main()
