"""Who is signed in, and for how long."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

LINK_LIFE = timedelta(hours=24)
SESSION_LIFE = timedelta(hours=12)
IDLE_LIFE = timedelta(hours=2)


class Role(StrEnum):
    """What a person may do in a shop."""

    OWNER = "owner"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signed in to one shop."""

    shop_id: str
    role: Role
    name: str
