"""The systems that tell Sendback something by themselves, each proved by a secret of its own."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar


class SourceKind(StrEnum):
    """A system whose messages are understood; what each kind of them tells of lists its own."""

    @property
    def area(self) -> str:
        """What it tells of: the word that its events begin with, and its sealed secret is tied to."""
        raise NotImplementedError


K = TypeVar("K", bound=SourceKind)


@dataclass(frozen=True, slots=True)
class Source(Generic[K]):
    """One that was set up: its sealed secret, when it was last heard, and what was wrong with its last message."""

    kind: K
    secret: str
    heard_at: datetime | None
    trouble: str


def secret_place(shop_id: str, kind: SourceKind) -> str:
    """Name the place a source's secret is sealed to."""
    return f"{kind.area}_sources/{shop_id}/{kind.value}"
