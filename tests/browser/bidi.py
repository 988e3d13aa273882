"""Just enough WebDriver BiDi to load a page in Firefox and run a script in it (W3C WebDriver BiDi, 7.3 and 7.6)."""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import websocket

FIREFOX = "/usr/bin/firefox-esr"


class Firefox:
    """One page of a running Firefox."""

    def __init__(self, address: str) -> None:
        self._socket = websocket.create_connection(f"{address}/session", timeout=60, suppress_origin=True)
        self._count = 0
        self._ask("session.new", {"capabilities": {}})
        self._page = self._ask("browsingContext.getTree", {})["contexts"][0]["context"]

    def open(self, url: str) -> None:
        """Load a page whole."""
        self._ask("browsingContext.navigate", {"context": self._page, "url": url, "wait": "complete"})

    def run(self, script: str) -> str:
        """Evaluate a script, wait for its promise, return its text."""
        target = {"context": self._page}
        asked = {"expression": script, "awaitPromise": True, "target": target, "userActivation": True}
        answer = self._ask("script.evaluate", asked)
        assert answer["type"] == "success", answer.get("exceptionDetails", {}).get("text")
        return str(answer["result"].get("value", ""))

    def close(self) -> None:
        """Let go of the connection."""
        self._socket.close()

    def _ask(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        self._count += 1
        self._socket.send(json.dumps({"id": self._count, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._count:
                assert answer["type"] == "success", answer
                return dict(answer["result"])


@contextmanager
def running_firefox() -> Iterator[Firefox]:
    """Run Firefox without a screen, with a profile of its own."""
    with tempfile.TemporaryDirectory() as profile:
        command = [FIREFOX, "--headless", "--remote-debugging-port=0", "--profile", profile, "--no-remote", "about:blank"]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        assert process.stderr is not None
        try:
            address = next(found[0] for line in process.stderr if (found := re.search(r"ws://[\w.:\[\]]+", line)))
            firefox = Firefox(address)
            yield firefox
            firefox.close()
        finally:
            process.kill()
            process.wait(20)
            process.stderr.close()
