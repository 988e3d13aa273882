"""A worker that is killed when its carrier has sold and nothing is written down yet. Arguments: database, ledger, epoch."""

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sendback.carriers.model import Bought, Parcel
from sendback.database.opening import open_database
from sendback.delivery.folder_store import FolderStore
from sendback.delivery.links import Links
from sendback.delivery.parts import WorkerParts
from sendback.delivery.worker import run_once
from sendback.shops.vault import Vault
from tests.delivery.van import Van


class LastPurchase:
    """Buy, then die as a process dies that is killed: nothing is closed, nothing is said."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def buy(self, parcel: Parcel) -> Bought:
        self._inner.buy(parcel)
        os._exit(9)


def main() -> None:
    url, ledger, epoch = sys.argv[1:]
    now, van = datetime.fromtimestamp(int(epoch), UTC), Van(Path(ledger))
    key = "an installation key that only the tests know"
    links = Links([key], "http://localhost", timedelta(days=30))
    parts = WorkerParts(
        open_database(url),
        Vault([key]),
        links,
        None,
        "",
        lambda: now,
        FolderStore(van.ledger.parent / "documents"),
        open_carrier=lambda *asked: LastPurchase(van(*asked)),
    )
    run_once(parts, now)


if __name__ == "__main__":
    main()
