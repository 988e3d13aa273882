"""Which IP addresses belong to the open internet, by a table of our own.

`ipaddress.is_global` is not enough: on Python 3.11 it takes 64:ff9b::7f00:1 (127.0.0.1 behind NAT64), 2002:7f00:1::
(the same behind 6to4), ::127.0.0.1, fec0::1 and every multicast group for public.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

IpAddress = IPv4Address | IPv6Address

_OPEN_6 = ip_network("2000::/3")
"""All that was ever given out (IANA, IPv6 Global Unicast); whatever lies outside carries, maps or means something inner."""

_CLOSED = tuple(
    ip_network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
        *("192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        *("224.0.0.0/4", "240.0.0.0/4"),
        *("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),
    )
)
"""Special purposes (RFC 6890 and IANA's registries): this host, private, shared, loopback, link, documentation, tunnels."""


def is_public(address: str | IpAddress) -> bool:
    """Say whether an address is one that anybody on the internet could reach.

    >>> [is_public(text) for text in ("93.184.216.34", "2606:4700::1111", "10.0.0.1", "64:ff9b::5db8:d822", "fec0::1")]
    [True, True, False, False, False]
    """
    plain = ip_address(address) if isinstance(address, str) else address
    if isinstance(plain, IPv6Address) and plain not in _OPEN_6:
        return False
    return not any(plain in network for network in _CLOSED)


def is_loopback(address: str | IpAddress) -> bool:
    """Say whether an address is this very machine."""
    plain = ip_address(address) if isinstance(address, str) else address
    return plain.is_loopback
