"""The only line from karrio's plug-ins to the network: one try per request, within a time, to servers we chose, and quiet.

What went wrong is kept on the line, for plug-ins tend to swallow it.
"""

import http.client
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from email.message import Message
from typing import Any, Final

from sendback.carriers.model import CarrierTrouble, TroubleKind

LARGEST_ANSWER: Final = 10_000_000
_OUTAGES: Final = (401, 403, 408, 425, 429)
"""Refusals that say nothing of the parcel: a wrong password, too many calls. Nothing was bought then."""


@dataclass(slots=True)
class Line:
    """One call to a carrier: where requests go instead, until when, and what became of them."""

    servers: Mapping[str, str]
    ends: float
    when_lost: TroubleKind
    """What it means when a request went out and no answer came: UNKNOWN for a purchase."""
    sent: int = 0
    status: int = 0
    broken: CarrierTrouble | None = field(default=None)


_LINE: ContextVar[Line] = ContextVar("karrio_line")


@contextmanager
def on_line(servers: Mapping[str, str], seconds: float, when_lost: TroubleKind) -> Iterator[Line]:
    """Open the line for what happens within."""
    line = Line(servers, time.monotonic() + seconds, when_lost)
    token = _LINE.set(line)
    try:
        yield line
    finally:
        _LINE.reset(token)


class Answer:
    """An answer that was read whole, in the shape karrio wants."""

    def __init__(self, status: int, headers: Message, url: str, body: bytes) -> None:
        self.status, self.headers, self.url, self._body = status, headers, url, body

    def read(self) -> bytes:
        """Give the body, however often."""
        return self._body

    def __enter__(self) -> "Answer":
        return self

    def __exit__(self, *_: object) -> None:
        """Keep nothing open."""


def send(request: urllib.request.Request, timeout: float | None = None) -> Answer:
    """Send a plug-in's request, once. HTTPError for refusals, which the plug-in reads; CarrierTrouble for all else.

    Once a request failed, no other goes out on its line: a plug-in may try again, and would buy twice.
    """
    line = _LINE.get(None)
    if line is None:
        raise CarrierTrouble(TroubleKind.REFUSED, "The plug-in called its carrier on its own; that is not supported.")
    if line.broken:
        raise line.broken
    try:
        return _send(line, request, timeout or 60)
    except CarrierTrouble as trouble:
        line.broken = trouble
        raise


def _send(line: Line, request: urllib.request.Request, timeout: float) -> Answer:
    request.full_url = _find_server(line.servers, request.full_url)
    left = line.ends - time.monotonic()
    if left <= 0:
        raise CarrierTrouble(TroubleKind.LATER, "There was no time left to ask the carrier.")
    try:
        line.sent += 1
        with _opener().open(request, timeout=min(timeout, left)) as answer:
            body = answer.read(LARGEST_ANSWER + 1)
            line.status = answer.status
            if len(body) > LARGEST_ANSWER:
                raise CarrierTrouble(line.when_lost, "The carrier's answer is too large.")
            if answer.length:
                raise http.client.IncompleteRead(b"", answer.length)
            return Answer(answer.status, answer.headers, answer.url, body)
    except urllib.error.HTTPError as refusal:
        line.status = refusal.code
        if refusal.code in _OUTAGES:
            refusal.close()
            raise CarrierTrouble(TroubleKind.LATER, f"The carrier did not let us in (HTTP {refusal.code}).") from None
        if not 400 <= refusal.code < 500:
            refusal.close()
            raise CarrierTrouble(line.when_lost, f"The carrier's server failed (HTTP {refusal.code}).") from None
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        cause = error.reason if isinstance(error, urllib.error.URLError) else error
        never_sent = isinstance(cause, ConnectionRefusedError | ssl.SSLCertVerificationError) or _no_such_host(cause)
        kind = TroubleKind.LATER if never_sent else line.when_lost
        raise CarrierTrouble(kind, f"The carrier could not be asked ({type(cause).__name__}).") from None


def _find_server(servers: Mapping[str, str], url: str) -> str:
    """Give the address to ask instead; an address in the clear is asked only where the operator chose it."""
    for meant, instead in servers.items():
        if url.startswith(meant):
            return instead + url[len(meant) :]
    if not url.startswith("https://"):
        raise CarrierTrouble(TroubleKind.REFUSED, "The plug-in would have sent an address in the clear.")
    return url


def _no_such_host(cause: Any) -> bool:
    return type(cause).__name__ == "gaierror"


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirected purchase would be asked for as a page."""

    def redirect_request(self, *_: Any) -> None:
        """Follow none."""


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.HTTPSHandler(context=ssl.create_default_context()), _NoRedirects)
