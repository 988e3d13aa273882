"""From an address as somebody typed it to the IP addresses that will be connected to, each of them looked at."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from sendback.egress.addresses import is_loopback, is_public
from sendback.egress.reach import Reach
from sendback.egress.refusals import CallRefused, Refusal
from sendback.egress.resolving import resolve

MOST_CHARACTERS = 2000
PORTS = {"http": 80, "https": 443}
_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
_PLAIN = re.compile(r"[!-\[\]-~]+")
"""Printable ASCII without the backslash: parsers take tabs and line ends out in silence, and browsers read \\ as /."""
_NAME = re.compile(r"(?!.{254})(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
"""A name with a letter first in its last part, so that 127.1, 0x7f.1 and 2130706433 are none."""


@dataclass(frozen=True, slots=True)
class Target:
    """One place to call, with the addresses that were looked at: nothing is resolved a second time, so nothing can rebind."""

    scheme: str
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]

    @property
    def origin(self) -> str:
        """Give the origin as a browser would."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Give what the Host header says."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return shown + ("" if self.port == PORTS[self.scheme] else f":{self.port}")


def check_url(url: str, reach: Reach) -> None:
    """Refuse what could never be called, without asking any name server; CallRefused says why."""
    _read(url, reach)


def aim(url: str, reach: Reach, seconds: float) -> Target:
    """Resolve an address that may be called; CallRefused when it may not, or leads inside (OWASP SSRF prevention)."""
    parts, host, port = _read(url, reach)
    addresses = resolve(host, port, seconds)
    if not all(_may_reach(address, host, port, reach) for address in addresses):
        raise CallRefused(Refusal.INNER)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, path, addresses)


def _read(url: str, reach: Reach) -> tuple[SplitResult, str, int]:
    if len(url) > MOST_CHARACTERS or not _PLAIN.fullmatch(url):
        raise CallRefused(Refusal.MALFORMED)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise CallRefused(Refusal.MALFORMED) from None
    if not host or "@" in parts.netloc or port == 0:
        raise CallRefused(Refusal.MALFORMED)
    if parts.scheme not in PORTS:
        raise CallRefused(Refusal.NOT_HTTPS)
    port = port or PORTS[parts.scheme]
    if not _is_let_in(host, port, reach):
        _check_public_form(parts.scheme, host, port, reach)
    return parts, host, port


def _check_public_form(scheme: str, host: str, port: int, reach: Reach) -> None:
    if scheme != "https" and not reach.is_page:
        raise CallRefused(Refusal.NOT_HTTPS)
    if not _NAME.fullmatch(host) or host.endswith(".localhost"):
        raise CallRefused(Refusal.NOT_A_NAME)
    if port != PORTS["https"] and not reach.is_page:
        raise CallRefused(Refusal.PORT)


def _is_let_in(host: str, port: int, reach: Reach) -> bool:
    return (host, port) in reach.named or (reach.has_neighbours and host in _LOOPBACK_NAMES)


def _may_reach(address: str, host: str, port: int, reach: Reach) -> bool:
    if (host, port) in reach.named:
        return True
    return is_loopback(address) if _is_let_in(host, port, reach) else is_public(address)
