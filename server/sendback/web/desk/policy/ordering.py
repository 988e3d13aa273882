"""Moving one thing of a list up or down by a button."""

from collections.abc import Sequence
from typing import TypeVar

from flask import request

T = TypeVar("T")


def read_step() -> int:
    """Say which way the pressed button moves: one up, or one down."""
    return -1 if request.form.get("to") == "up" else 1


def move(things: Sequence[T], place: int) -> list[T]:
    """Give the list with one thing moved the way the form says; the first stays first, the last stays last."""
    moved = list(things)
    moved.insert(max(place + read_step(), 0), moved.pop(place))
    return moved
