"""What a transaction and a database can do, whichever engine is behind them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sendback.errors import Code, Problem

Row = Mapping[str, Any]
P = ParamSpec("P")
T = TypeVar("T")


class Tx(Protocol):
    """Speak SQL inside one transaction; values are named `:so` in the text and given by keyword."""

    def one(self, sql: str, /, **values: Any) -> Row | None:
        """Return the first row, or None."""

    def all(self, sql: str, /, **values: Any) -> list[Row]:
        """Return every row, so keep the statement bounded."""

    def run(self, sql: str, /, **values: Any) -> int:
        """Execute and return how many rows it touched."""

    def run_many(self, sql: str, rows: Iterable[Mapping[str, Any]], /) -> None:
        """Execute once per row of values."""


class Database(Protocol):
    """Run functions in transactions; a value comes back from `write` only after its commit is on disk."""

    engine: str

    def __hash__(self) -> int:
        """Stand as a key of caches: one open database is equal only to itself."""

    def write(self, work: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work(tx, …)` durably, perhaps more than once: it may touch nothing but the database."""

    def read(self, work: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work(tx, …)` on one consistent picture, without writing."""

    def migrate(self) -> list[str]:
        """Apply the steps not yet applied and name them."""

    def close(self) -> None:
        """Finish what is queued and let go of files and connections."""


def busy(cause: str) -> Problem:
    """Ask the caller to try again shortly; nothing was written."""
    return Problem(Code.BUSY, f"The database is busy ({cause}). Nothing was saved; try again.", retry_after_seconds=2)


def unstorable() -> Problem:
    """Refuse what the engine has no place for, such as a NUL in a text; nothing was written."""
    return Problem(Code.INVALID_FIELDS, "This has characters or numbers that cannot be stored.")


def storage_full() -> Problem:
    """Refuse a write that found no room; nothing was written."""
    return Problem(Code.STORAGE_FULL, "There is no room left to save this. Nothing was saved.", retry_after_seconds=60)
