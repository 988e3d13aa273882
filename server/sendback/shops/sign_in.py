"""Who is signed in: somebody, with a role, at one shop."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is in a shop; `permissions` says what each may do."""

    OWNER = "owner"
    MANAGER = "manager"
    AGENT = "agent"
    DOCK = "dock"
    VIEWER = "viewer"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signed in, at the shop they are at."""

    shop_id: str
    role: Role
    name: str
    account_id: str

    @property
    def actor(self) -> str:
        """Who the journal says did it; `actors` tells the name to show for it."""
        return name_subject(self.account_id)


def name_subject(account_id: str) -> str:
    """Write the mark that the journal keeps for a person, who acted or to whom something was done."""
    return f"person:{account_id}"
