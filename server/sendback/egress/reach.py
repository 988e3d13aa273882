"""How far calls may go: the open internet, and what the operator named."""

from dataclasses import dataclass

Door = tuple[str, int]
"""A host and a port."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a call may lead beyond https on port 443 of a public name.

    `named` doors are let in whatever their address, plain http too. `is_page` is for looking at what any visitor could open:
    plain http and other ports, public all the same. `has_neighbours` lets loopback in, for an installation that is itself there.
    """

    named: frozenset[Door] = frozenset()
    is_page: bool = False
    has_neighbours: bool = False


PUBLIC = Reach()


def read_doors(text: str) -> frozenset[Door]:
    """Read `host:port, host:port`; ValueError when it is none.

    >>> sorted(read_doors("erp.lan:8080, [::1]:9000"))
    [('::1', 9000), ('erp.lan', 8080)]
    """
    return frozenset(_read_door(part.strip()) for part in text.split(",") if part.strip())


def _read_door(text: str) -> Door:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 1 <= int(port) <= 65535:
        raise ValueError(f"{text} is no host:port")
    return host.strip("[]").lower(), int(port)
