"""Whether a page's address may be fetched from here: only what anybody on the internet could fetch too."""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from sendback.web.builder.findings import CannotCheck

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Target:
    """One page, with the one IP address that was looked at and will be connected to (no second lookup to rebind)."""

    scheme: str
    host: str
    port: int
    path: str
    address: str

    @property
    def origin(self) -> str:
        """Give the page's origin as its browser would."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{shown}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")


def aim(url: str, own_base_url: str) -> Target:
    """Resolve a page's address; CannotCheck when it is none, or leads into a private network (OWASP SSRF prevention)."""
    try:
        parts = urlsplit(url.strip())
        scheme, host, port = parts.scheme.lower(), (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise _not_an_address() from None
    if scheme not in _PORTS or not host or parts.username is not None or len(url) > 2000:
        raise _not_an_address()
    port = port or _PORTS[scheme]
    addresses = _resolve(host, port)
    if not all(_may_reach(ipaddress.ip_address(address), host, port, own_base_url) for address in addresses):
        raise CannotCheck("address-private", "This address is inside a private network.", "Give the page's public address.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(scheme, host, port, path, addresses[0])


def _resolve(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise CannotCheck("host-unknown", f"There is no server named {host}.", "Check the spelling of the address.") from None
    return [str(entry[4][0]).partition("%")[0] for entry in found]


def _may_reach(address: IpAddress, host: str, port: int, own_base_url: str) -> bool:
    own = urlsplit(own_base_url)
    if host == own.hostname and port == (own.port or _PORTS[own.scheme]):
        return True
    inner = _unwrap(address)
    if inner.is_loopback:
        return own.hostname in ("localhost", "127.0.0.1", "::1")
    return inner.is_global and not inner.is_multicast


def _unwrap(address: IpAddress) -> IpAddress:
    """Take the IPv4 address out of the IPv6 address that carries it."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address


def _not_an_address() -> CannotCheck:
    return CannotCheck("address-wrong", "This is no page's address.", "It begins with https:// and names your shop.")
