"""Lists that come a page at a time, each page beginning after a mark of the one before."""

from collections.abc import Callable, Sequence
from typing import TypeVar

_MOST_DIGITS = 9
Item = TypeVar("Item")
Mark = TypeVar("Mark", str, int)


def cut_page(found: Sequence[Item], most: int, mark: Callable[[Item], Mark]) -> tuple[Sequence[Item], Mark | None]:
    """Cut what was found, one more than was asked for, to a page and the mark of its last: None where no page follows.

    >>> cut_page([3, 2, 1], 2, str), cut_page([3, 2], 2, str)
    (([3, 2], '2'), ([3, 2], None))
    """
    page = found[:most]
    return page, mark(page[-1]) if len(found) > most else None


def read_place(text: str) -> int | None:
    """Read a mark that is a number out of an address; None for what is none, which is the beginning."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None
