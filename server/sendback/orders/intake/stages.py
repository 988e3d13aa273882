"""How far an import is."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sendback.orders.intake.model import Columns


class Stage(StrEnum):
    """Where an import stands."""

    READING = "reading"
    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    IMPORTING = "importing"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"


NEXT: Mapping[Stage, frozenset[Stage]] = MappingProxyType(
    {
        Stage.READING: frozenset({Stage.UPLOADED}),
        Stage.UPLOADED: frozenset({Stage.CHECKING}),
        Stage.CHECKING: frozenset({Stage.CHECKED}),
        Stage.CHECKED: frozenset({Stage.CHECKING, Stage.IMPORTING}),
        Stage.IMPORTING: frozenset({Stage.DONE}),
        Stage.DONE: frozenset({Stage.UNDOING}),
        Stage.UNDOING: frozenset({Stage.UNDONE}),
        Stage.UNDONE: frozenset(),
    }
)
"""What may follow what."""
WORKING = frozenset({Stage.CHECKING, Stage.IMPORTING, Stage.UNDOING})
"""Where a worker goes on by itself."""


class Outcome(StrEnum):
    """What an order of a file is to us."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Import:
    """One file of orders; `turn` counts its changes of stage, `last_row` says how far this one has come."""

    import_id: str
    file_name: str
    form: str
    stage: Stage
    header: tuple[str, ...]
    columns: Columns | None
    row_count: int
    last_row: int
    counts: Mapping[Outcome, int]
    bad_count: int
    saved_count: int
    undone_count: int
    turn: int
    made_by: str
    made_at: datetime
    moved_at: datetime

    @property
    def order_count(self) -> int:
        """Give how many orders the file holds that can be taken in."""
        return sum(self.counts.values())

    @property
    def is_table(self) -> bool:
        """Say whether its columns have to be understood; objects of a JSON file say themselves what they are."""
        return bool(self.header)


def columns_as_json(columns: Columns) -> dict[str, Any]:
    """Give the shape that the database keeps."""
    return {**asdict(columns), "headers": {name: list(headers) for name, headers in columns.headers.items()}}


def columns_from(facts: Mapping[str, Any]) -> Columns:
    """Read the shape that `columns_as_json` gives."""
    headers = {str(name): tuple(map(str, headers)) for name, headers in facts["headers"].items()}
    return Columns(headers, facts["shape"], facts["day_first"], facts["decimal"])
