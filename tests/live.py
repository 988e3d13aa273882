"""A Sendback that runs as an operator runs it, for tests that stand outside: examples, docs, the command line."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sendback.app import make_context
from sendback.database.model import Tx
from sendback.settings.model import Settings
from sendback.shops.founding import Founded, add_secret_key, found_shop
from sendback.shops.keys import KeyKind
from sendback.shops.model import Mode
from sendback.shops.vault import Vault
from tests.factories import make_settings
from tests.ports import free_port

READY_SECONDS = 90
SLUG = "nordlys"


@dataclass(frozen=True, slots=True)
class LiveSendback:
    """Where it is, and the keys of its one shop."""

    base_url: str
    folder: Path
    founded: Founded
    api_key: str

    @property
    def environment(self) -> dict[str, str]:
        """The settings it runs with, for further commands."""
        return environment_of(self.folder, self.base_url)


@contextmanager
def live_sendback(folder: Path, origins: tuple[str, ...] = ()) -> Iterator[LiveSendback]:
    """Found a shop, serve it, end gracefully."""
    port = free_port()
    base_url = f"http://127.0.0.1:{port}"
    context = make_context(Settings(folder=folder, base_url=base_url))
    try:
        founded, api_key = context.database.write(_found, context.vault, origins)
    finally:
        context.database.close()
    with serving(folder, base_url):
        yield LiveSendback(base_url, folder, founded, api_key)


@contextmanager
def serving(folder: Path, base_url: str, **more: str) -> Iterator[None]:
    """Serve an installation at the port of its address, with more settings if need be; end gracefully."""
    port = base_url.rpartition(":")[2]
    chosen = {**environment_of(folder, base_url), "SENDBACK_PORT": port, "SENDBACK_THREADS": "4", **more}
    with (folder / "log").open("w") as log:
        server = subprocess.Popen([sys.executable, "-m", "sendback", "serve"], env=chosen, cwd=folder, stdout=log, stderr=log)
        try:
            wait_until_ready(base_url, server, folder / "log")
            yield
        finally:
            server.terminate()
            assert server.wait(20) == 0, (folder / "log").read_text()


def environment_of(folder: Path, base_url: str) -> dict[str, str]:
    """Give the environment of an installation in a folder, its mail in files beside it."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("SENDBACK_")}
    own = {"FOLDER": folder, "BASE_URL": base_url, "MAIL_URL": f"file:{folder / 'mail'}", "MAIL_FROM": "sendback@example.org"}
    return {**outside, **{f"SENDBACK_{name}": str(value) for name, value in own.items()}}


def wait_until_ready(base_url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait for /readyz; a server that ended fails at once with what it said."""
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{base_url}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"not ready after {READY_SECONDS} s: {log.read_text()[-2000:]}")


def _found(tx: Tx, vault: Vault, origins: tuple[str, ...]) -> tuple[Founded, str]:
    now = datetime.now(UTC)
    founded = found_shop(tx, vault, SLUG, "Nordlys", Mode.LIVE, make_settings(origins=origins), "tests", now)
    return founded, add_secret_key(tx, vault, founded.shop, KeyKind.API, "tests", now)
