"""Fetching one page of a shop: at most five seconds and 512 KiB, and never led away to another host."""

import contextlib
import http.client
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from sendback.web.builder.findings import CannotCheck
from sendback.web.builder.page_address import Target, aim

SECONDS = 5.0
MOST_BYTES = 512 * 1024
MOST_HOPS = 3
_HEADERS = {"User-Agent": "Sendback-Verify/1", "Accept": "text/html", "Accept-Encoding": "gzip, identity"}


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as it came; `policies` are its Content-Security-Policy headers."""

    target: Target
    status: int
    html: str
    policies: tuple[str, ...]


def fetch_page(url: str, own_base_url: str) -> FetchedPage:
    """Fetch a page, following redirects on its own host; CannotCheck says what stood in the way."""
    first = target = aim(url, own_base_url)
    for _ in range(MOST_HOPS):
        answer = _ask(target)
        if isinstance(answer, FetchedPage):
            return answer
        onward = urljoin(f"{target.origin}{target.path}", answer)
        target = aim(onward, own_base_url)
        if target.host != first.host:
            raise CannotCheck("redirected", f"This page sends visitors on to {target.origin}.", "Check that address instead.")
    raise CannotCheck("redirected", "This page sends visitors round in circles.", "Check the address in your browser.")


def _ask(target: Target) -> FetchedPage | str:
    """Return the page, or where it redirects to."""
    try:
        with _connected(target) as connection:
            host = target.origin.partition("://")[2]
            connection.request("GET", target.path.encode("ascii", "ignore").decode(), headers={"Host": host, **_HEADERS})
            response = connection.getresponse()
            location = response.getheader("Location")
            if 300 <= response.status < 400 and location:
                return location
            html = _decode(response.read(MOST_BYTES), response.getheader("Content-Encoding", ""))
            policies = tuple(response.headers.get_all("Content-Security-Policy") or ())
            return FetchedPage(target, response.status, html, policies)
    except ssl.SSLError:
        sentence = f"{target.host} has no certificate that browsers trust."
        raise CannotCheck("no-https", sentence, "Renew it, then check again.") from None
    except (OSError, http.client.HTTPException, ValueError, zlib.error):
        sentence = f"{target.host} did not answer within {SECONDS:.0f} seconds."
        raise CannotCheck("no-answer", sentence, "Open the page yourself, then check again.") from None


@contextlib.contextmanager
def _connected(target: Target) -> Iterator[http.client.HTTPConnection]:
    raw = socket.create_connection((target.address, target.port), timeout=SECONDS)
    # A server that sends one byte a second never runs into the socket's own timeout.
    deadline = threading.Timer(SECONDS, _shutter(raw))
    deadline.daemon = True
    deadline.start()
    try:
        connection = http.client.HTTPConnection(target.host, target.port, timeout=SECONDS)
        connection.sock = _secured(raw, target.host) if target.scheme == "https" else raw
        with contextlib.closing(connection):
            yield connection
    finally:
        deadline.cancel()
        raw.close()


def _shutter(raw: socket.socket) -> Callable[[], None]:
    def shut() -> None:
        with contextlib.suppress(OSError):
            raw.shutdown(socket.SHUT_RDWR)

    return shut


def _secured(raw: socket.socket, host: str) -> ssl.SSLSocket:
    return ssl.create_default_context().wrap_socket(raw, server_hostname=host)


def _decode(body: bytes, encoding: str) -> str:
    if encoding.lower() in ("gzip", "x-gzip"):
        body = zlib.decompressobj(wbits=31).decompress(body, MOST_BYTES)
    return body.decode("utf-8", "replace")
