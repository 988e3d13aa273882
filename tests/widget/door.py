"""A scripted door and a shop's pages on two real ports: what the widget meets in the wild, without a backend."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from typing import Any

from tests.widget import answers

STRICT = (
    "default-src 'none'; script-src 'nonce-n' {base}; style-src 'none'; connect-src {base};"
    " require-trusted-types-for 'script'; trusted-types 'none'"
)
LINK = '<a id="link" href="{base}/s/nordlys" data-sendback>Return an item</a>'
TAG = '<script nonce="n" async src="{base}/widget/v1/sendback.js" data-shop="pk"></script>'
WATCH = (
    '<script nonce="n">window.violations=[];addEventListener("securitypolicyviolation",'
    "e=>violations.push(e.effectiveDirective+' '+e.blockedURI))</script>"
)
PAGE = '<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Nordlys</title></head><body>{body}</body></html>'


@dataclass
class Door:
    """The state of one test's door: what was asked, and what it must answer instead of the usual."""

    asked: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    labels: dict[str, dict[str, Any]] = field(default_factory=dict)
    refusals: list[tuple[str, int, dict[str, Any]]] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    change_config: Callable[[dict[str, Any]], object] = lambda config: None
    change_opened: Callable[[dict[str, Any]], object] = lambda opened: None
    change_preview: Callable[[dict[str, Any]], object] = lambda preview: None
    change_made: Callable[[dict[str, Any]], object] = lambda made: None
    change_script: Callable[[str, bytes], bytes] = lambda name, script: script
    pasted: dict[str, Any] = field(default_factory=dict)
    pictures: list[bytes] = field(default_factory=list)
    requested: bool = False
    delay_seconds: float = 0
    page_base: str = ""
    base: str = ""

    def paths(self) -> list[str]:
        """List what was asked of the shop's door, without the script and the documents."""
        return [path for _, path, _ in self.asked if path.startswith("/api/")]

    def read_script(self, name: str) -> bytes:
        """Read one of the two scripts as they are committed."""
        return resources.files("sendback.web").joinpath("static/widget/0.1.0", name).read_bytes()

    def page(self, name: str, body: str, strict: bool = True, lang: str = "en") -> str:
        """Put a page on the shop and return its address."""
        self.pages[f"/{name}"] = PAGE.format(lang=lang, body=(WATCH if strict else "") + body.replace("{base}", self.base))
        self.headers[f"/{name}"] = STRICT.format(base=self.base) if strict else ""
        return f"{self.page_base}/{name}"

    def refuse(self, path: str, code: str, status: int, detail: str = "", **more: Any) -> None:
        """Answer the next request to a path with a problem."""
        self.refusals.append((path, status, answers.make_problem(code, status, detail, **more)))


class Handler(BaseHTTPRequestHandler):
    """Answers for one Door; both ports share it."""

    door: Door
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Keep the test output quiet."""

    def do_OPTIONS(self) -> None:
        self._send(204, b"", "text/plain")

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path in self.door.pages:
            return self._send(200, self.door.pages[path].encode(), "text/html; charset=utf-8", self.door.headers[path])
        self.door.asked.append(("GET", self.path, {}))
        if path.startswith("/widget/"):
            name = "form.js" if "/form-" in path else "sendback.js"
            script = self.door.change_script(name, self.door.read_script(name))
            return self._send(200, script, "text/javascript", cache="max-age=60")
        if path.endswith("/config") and not self._refused(path):
            config = answers.make_config(query.removeprefix("lang=").split("&")[0], self.door.base)
            self.door.change_config(config)
            return self._json(200, config)
        if path.startswith("/documents/"):
            return self._send(200, b"<!doctype html><title>label</title>a label", "text/html")
        return None if path.endswith("/config") else self._send(200, b"<!doctype html><title>page</title>", "text/html")

    def do_POST(self) -> None:
        self.path = self.path.partition("?")[0]  # a picture names its language there
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        is_picture = self.headers["Content-Type"].startswith("image/")
        body = self._describe_picture(sent) if is_picture else json.loads(sent)
        key = self.headers.get("Idempotency-Key", "")
        self.door.asked.append((key, self.path, body))
        time.sleep(self.door.delay_seconds)
        if self._refused(self.path):
            return
        if self.path.endswith("/orders/open"):
            self._open(body)
        elif self.path.endswith("/returns"):
            made = answers.make_return(self.door.base, self.door.requested)
            self.door.change_made(made)
            self._json(202 if self.door.requested else 201, self.door.labels.setdefault(key, made))
        elif self.path.endswith("/email"):
            self._json(202, {"email": {"masked": "l•••@post.example", "state": "queued"}})
        else:
            self._answer_more(body)

    def _answer_more(self, body: dict[str, Any]) -> None:
        path = self.path.partition("/widget/pk/")[2]
        if path == "photos":
            return self._json(201, {"id": f"p{sum(asked.endswith('/photos') for _, asked, _ in self.door.asked)}"})
        if path == "returns/preview":
            preview = answers.make_preview(body)
            self.door.change_preview(preview)
            return self._json(200, preview)
        if path == "returns/paste":
            return self._json(200, self.door.pasted)
        if path == "withdrawals/statement":
            return self._json(200, answers.make_statement(body))
        return self._json(201, answers.make_receipt(self.door.base, body) if path == "withdrawals" else {})

    def _describe_picture(self, sent: bytes) -> dict[str, Any]:
        self.door.pictures.append(sent)
        return {"kind": self.headers["Content-Type"], "session": self.headers["Sendback-Session"], "bytes": len(sent)}

    def _open(self, body: dict[str, Any]) -> None:
        proof = body.get("proof") or {}
        is_proved = any(answers.PROOF.get(kind) == value for kind, value in proof.items())
        token = body.get("token")
        number = body.get("order_number") or "1001"
        if is_proved and (token or number in ("1001", "1002")):
            opened = answers.make_opened(number=number)
        elif not proof and token in ("open", "sealed", "known"):
            opened = answers.make_opened(proved=token == "known", lines=token != "sealed")
        else:
            opened = None
        if opened:
            self.door.change_opened(opened)
            self._json(200, opened)
        else:
            self._json(401, answers.make_problem("not-verified", 401, "We could not find that order."))

    def _refused(self, path: str) -> bool:
        for refusal in self.door.refusals:
            if path.endswith(refusal[0]):
                self.door.refusals.remove(refusal)
                self._json(refusal[1], refusal[2])
                return True
        return False

    def _json(self, status: int, answer: dict[str, Any]) -> None:
        kind = "application/problem+json" if status >= 400 else "application/json"
        self._send(status, json.dumps(answer).encode(), kind)

    def _send(self, status: int, body: bytes, kind: str, policy: str = "", cache: str = "") -> None:
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "Content-Type, Idempotency-Key, Sendback-Session")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        if cache:
            self.send_header("Cache-Control", cache)
        if body or status != 204:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """Daemon threads, so that a kept-alive browser connection never holds up the end of a test."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """Say nothing of browsers that hang up in the middle of an answer."""


def open_door() -> tuple[Door, list[Server]]:
    """Start the shop and the door, each on a port of its own."""
    door = Door()
    handler = type("Handler", (Handler,), {"door": door})
    servers = [Server(("127.0.0.1", 0), handler) for _ in range(2)]
    for server in servers:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    door.page_base, door.base = (f"http://127.0.0.1:{server.server_address[1]}" for server in servers)
    return door, servers
