"""Reading a file of orders in a process of its own: a bomb, a hang or a crash is a sentence, never an outage."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from sendback.orders.intake.model import Head, Row
from sendback.orders.intake.workbook import Unreadable

_BROKE_OFF = "This file cannot be read: it is damaged, or holds far more than its size says."


@contextmanager
def open_file(file: Path) -> Iterator[tuple[Head, Iterator[Row]]]:
    """Give what a file is and its rows, one at a time; Unreadable says what is wrong with the whole of it."""
    command = [sys.executable, "-m", "sendback.orders.intake.reader", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL) as child:  # noqa: S603  # our own module, no shell
        try:
            assert child.stdout is not None
            yield _read_head(child.stdout), _read_rows(child.stdout)
        finally:
            child.kill()


def _read_head(lines: IO[bytes]) -> Head:
    said = _parse(lines.readline())
    if "fault" in said:
        raise Unreadable(str(said["fault"]))
    return Head(said["form"], tuple(said["header"]), said.get("encoding", ""), said.get("delimiter", ""))


def _read_rows(lines: IO[bytes]) -> Iterator[Row]:
    for line in lines:
        said = _parse(line)
        if isinstance(said, list):
            yield Row(said[0], said[1] or {}, said[2] if len(said) > 2 else "")
        elif "fault" in said:
            raise Unreadable(str(said["fault"]))
        else:
            return
    raise Unreadable(_BROKE_OFF)


def _parse(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        raise Unreadable(_BROKE_OFF) from None
