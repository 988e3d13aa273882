"""A worker that is killed between a receiver's answer and writing it down. Arguments: database, epoch."""

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sendback.database.opening import open_database
from sendback.delivery.folder_store import FolderStore
from sendback.delivery.links import Links
from sendback.delivery.parts import WorkerParts
from sendback.delivery.webhooks import sending
from sendback.delivery.webhooks.lane import run_once
from sendback.egress.reach import Reach
from sendback.shops.vault import Vault


def die(*_: object) -> None:
    """Die as a process dies that is killed: nothing is closed, nothing is said."""
    os._exit(9)


def main() -> None:
    url, epoch = sys.argv[1:]
    now = datetime.fromtimestamp(int(epoch), UTC)
    key = "an installation key that only the tests know"
    links = Links([key], "http://localhost", timedelta(days=30))
    store, reach = FolderStore(Path("unused")), Reach(has_neighbours=True)
    parts = WorkerParts(open_database(url), Vault([key]), links, None, "", lambda: now, store, reach=reach)
    sending._settle = die
    run_once(parts, now)


if __name__ == "__main__":
    main()
