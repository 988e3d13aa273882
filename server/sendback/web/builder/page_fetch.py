"""Fetching one page of a shop: at most five seconds and 512 KiB, and never led away to another host."""

import time
import zlib
from dataclasses import dataclass, replace
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from sendback.egress.calling import Reply, ask
from sendback.egress.reach import Reach
from sendback.egress.refusals import CallFailed, CallRefused, Failure, Refusal
from sendback.egress.targets import PORTS, Target, aim
from sendback.web.builder.findings import CannotCheck

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


def fetch_page(url: str, own_base_url: str, reach: Reach) -> FetchedPage:
    """Fetch a page, following redirects on its own host; CannotCheck says what stood in the way."""
    own = urlsplit(own_base_url)
    door = (own.hostname or "", own.port or PORTS[own.scheme])
    wide, until = replace(reach, named=reach.named | {door}, is_page=True), time.monotonic() + SECONDS
    first = target = _aim(url, wide, until)
    for _ in range(MOST_HOPS):
        reply = _ask(target, until)
        location = reply.headers.get("location")
        if not (300 <= reply.status < 400 and location):
            return _read_page(target, reply)
        target = _aim(urljoin(f"{target.origin}{target.path}", location), wide, until)
        if target.host != first.host:
            raise CannotCheck("redirected", f"This page sends visitors on to {target.origin}.", "Check that address instead.")
    raise CannotCheck("redirected", "This page sends visitors round in circles.", "Check the address in your browser.")


def _aim(url: str, reach: Reach, until: float) -> Target:
    try:
        return aim(_write_ascii(url.strip()), reach, _left(until))
    except CallRefused as refusal:
        raise _explain_refusal(refusal.reason, url) from None
    except CallFailed as failure:
        raise _explain_failure(failure.reason, url) from None


def _ask(target: Target, until: float) -> Reply:
    try:
        return ask(target, "GET", None, _HEADERS, _left(until), MOST_BYTES)
    except CallFailed as failure:
        raise _explain_failure(failure.reason, target.origin) from None


def _left(until: float) -> float:
    return max(0.05, until - time.monotonic())


def _write_ascii(url: str) -> str:
    """Write an address as it is sent: people copy names and paths in their own letters."""
    try:
        parts = urlsplit(url)
        netloc = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    except (ValueError, UnicodeError):
        return url
    path, query = (quote(part, safe="/%:@!$&'()*+,;=~?") for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, netloc, path, query, ""))


def _explain_refusal(reason: Refusal, url: str) -> CannotCheck:
    if reason is Refusal.UNKNOWN_HOST:
        sentence = f"There is no server named {urlsplit(url).hostname}."
        return CannotCheck("host-unknown", sentence, "Check the spelling of the address.")
    if reason is Refusal.INNER:
        return CannotCheck("address-private", "This address is inside a private network.", "Give the page's public address.")
    if reason is Refusal.NOT_A_NAME:
        return CannotCheck("address-private", "This address has no public name.", "Give the address that your customers see.")
    return CannotCheck("address-wrong", "This is no page's address.", "It begins with https:// and names your shop.")


def _explain_failure(reason: Failure, url: str) -> CannotCheck:
    host = urlsplit(url).hostname
    if reason is Failure.CERTIFICATE:
        return CannotCheck("no-https", f"{host} has no certificate that browsers trust.", "Renew it, then check again.")
    sentence = f"{host} did not answer within {SECONDS:.0f} seconds."
    return CannotCheck("no-answer", sentence, "Open the page yourself, then check again.")


def _read_page(target: Target, reply: Reply) -> FetchedPage:
    body = reply.body
    if reply.headers.get("content-encoding", "").lower() in ("gzip", "x-gzip"):
        try:
            body = zlib.decompressobj(wbits=31).decompress(body, MOST_BYTES)
        except zlib.error:
            raise _explain_failure(Failure.BROKEN, target.origin) from None
    policy = reply.headers.get("content-security-policy")
    return FetchedPage(target, reply.status, body.decode("utf-8", "replace"), (policy,) if policy else ())
