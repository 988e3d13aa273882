"""The list of every address and whom it serves, as `endpoints.txt` has it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One line: whom the endpoint serves, its name, and why or whose it is."""

    whom: str
    name: str
    note: str


def list_endpoints() -> list[Endpoint]:
    """Read the list."""
    lines = Path(__file__).with_name("endpoints.txt").read_text().splitlines()
    parts = [line.split(maxsplit=2) for line in lines if line and not line.startswith("#")]
    return [Endpoint(part[0], part[1], part[2] if len(part) > 2 else "") for part in parts]
