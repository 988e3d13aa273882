"""Saved views: filters under a name, one person's own or everybody's in the shop."""

from dataclasses import dataclass

MOST_VIEWS, MOST_NAME, MOST_QUERY = 20, 40, 800


@dataclass(frozen=True, slots=True)
class View:
    """One view; `owner` is the mark of whose it is, empty where everybody of the shop sees it."""

    view_id: str
    owner: str
    name: str
    query: str


BUILT_IN = (
    View("", "", "Needs a decision", "state=requested&sort=oldest"),
    View("", "", "On the way", "state=authorized"),
    View("", "", "Arrived", "state=received&sort=updated"),
    View("", "", "Refund due", "due=1"),
    View("", "", "From withdrawals", "withdrawal=1"),
)
"""What everybody begins with."""
