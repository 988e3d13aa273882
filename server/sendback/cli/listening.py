"""The parent of the server processes; knows the settings and granian and nothing else, so that it stays small.

`sendback serve` and `sendback demo` go on as `python -m sendback.cli.listening`.
"""

import os
import sys
import threading
import time
import urllib.error
import urllib.request

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer

from sendback.settings.model import Settings
from sendback.settings.reading import read_settings

APPS = {"serve": "sendback.cli.processes:make_served_app", "demo": "sendback.cli.processes:make_demo_app"}
STOP_SECONDS = 10
"""How long a process may finish what it is answering; granian waits for ever otherwise."""


def main(kind: str) -> None:
    """Serve until the process is told to end."""
    settings = read_settings(os.environ)
    server = MPServer(
        APPS[kind],
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        factory=True,
        workers=settings.processes,
        blocking_threads=settings.threads,
        workers_kill_timeout=STOP_SECONDS,
        respawn_failed_workers=kind == "serve",
        websockets=False,
        log_level=LogLevels.error,
    )
    if kind == "demo":
        server.on_startup(lambda: threading.Thread(target=_say_when_ready, args=(settings,), daemon=True).start())
    server.serve()


def _say_when_ready(settings: Settings) -> None:
    for _ in range(300):
        time.sleep(0.1)
        try:
            with urllib.request.urlopen(f"{settings.base_url}/livez", timeout=5):  # noqa: S310  # our own address
                print("  Ready. Ctrl+C ends it.\n", flush=True)
                return
        except OSError:
            continue


if __name__ == "__main__":
    main(sys.argv[1])
