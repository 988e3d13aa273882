"""A carrier's server on loopback: it answers what a test laid out for it, and keeps what it was asked."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4


@dataclass(frozen=True)
class Asked:
    """A request as it came in."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Reply:
    """What to answer: a value becomes JSON; `cut` closes the line halfway, `wait` keeps it waiting first."""

    body: Any = None
    status: int = 200
    wait: float = 0
    cut: bool = False
    headers: dict[str, str] = field(default_factory=dict)


class FakeServer:
    """Routes are `METHOD /path-begins-with`; the longest that fits answers."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | Callable[[Asked], Reply]] = {}
        self.asked: list[Asked] = []
        self.address = ""
        self.name = f"shop-{uuid4()}"

    def asked_for(self, route: str) -> list[Asked]:
        return [asked for asked in self.asked if f"{asked.method} {asked.path}".startswith(route)]

    def answer(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        fitting = [route for route in self.replies if f"{asked.method} {asked.path}".startswith(route)]
        reply = self.replies[max(fitting, key=len)] if fitting else Reply({"title": "no such door"}, 404)
        return reply(asked) if callable(reply) else reply


@contextmanager
def serving_carrier() -> Iterator[FakeServer]:
    fake = FakeServer()

    class Door(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.command, parts.path, parts.query, headers, self.rfile.read(length).decode())
            reply = fake.answer(asked)
            time.sleep(reply.wait)
            body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            self.send_header("content-length", str(len(body) + (1000 if reply.cut else 0)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_DELETE = _serve  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

        def handle(self) -> None:
            with suppress(OSError):  # the caller ran out of time and hung up
                super().handle()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.daemon_threads = True
    fake.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
