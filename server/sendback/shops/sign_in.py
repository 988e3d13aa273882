"""Who is signed in, and for how long."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

LINK_LIFE = timedelta(hours=24)
SESSION_LIFE = timedelta(hours=12)
IDLE_LIFE = timedelta(hours=2)


class Role(StrEnum):
    """What a person is in a shop; `permissions` says what each may do."""

    OWNER = "owner"
    MANAGER = "manager"
    AGENT = "agent"
    DOCK = "dock"
    VIEWER = "viewer"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signed in to one shop."""

    shop_id: str
    role: Role
    name: str

    @property
    def actor(self) -> str:
        """Who the journal says did it; `actors` tells the name to show for it."""
        return self.name
