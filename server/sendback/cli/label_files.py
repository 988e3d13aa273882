"""Where `sendback labels print` writes: one file for all, or a folder with a file each; never half a file."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from sendback.cli.console import Asked
from sendback.delivery.enclosing import EnclosedPaper
from sendback.delivery.print_file import about_batch, draw_one, lay_out_boxes, name_file, write_print_file
from sendback.delivery.print_wish import PrintWish
from sendback.errors import Code, Problem


@dataclass(slots=True)
class Printed:
    """How many papers were drawn, and how many were in the folder already."""

    drawn: int = 0
    kept: int = 0

    def count(self, papers: Iterable[EnclosedPaper]) -> Iterator[EnclosedPaper]:
        """Count papers as they pass by."""
        for paper in papers:
            self.drawn += 1
            yield paper


def write_one(asked: Asked, papers: Iterable[EnclosedPaper], out: Path, wish: PrintWish) -> Printed:
    """Write every paper into one file, in their order; no file where there is nothing to print."""
    printed = Printed()
    pages = lay_out_boxes(printed.count(papers), wish)
    for first in pages:
        about = about_batch(asked.shop, asked.context.clock().astimezone(asked.shop.settings.zone).date())
        with _whole(out) as file:
            write_print_file(file, chain([first], pages), about, wish)
    return printed


def write_each(papers: Iterable[EnclosedPaper], folder: Path, wish: PrintWish, fresh: bool) -> Printed:
    """Write a file for each paper, named by its RMA number; what a run before left whole is kept unless `fresh`."""
    printed = Printed()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Problem(Code.STORAGE_FULL, f"{folder.name} cannot be made: {fault.strerror}.") from None
    for paper in papers:
        target = folder / name_file(paper, wish)
        if target.exists() and not fresh:
            printed.kept += 1
            continue
        with _whole(target) as file:
            file.write(draw_one(paper, wish))
        printed.drawn += 1
    return printed


@contextmanager
def _whole(target: Path) -> Iterator[BinaryIO]:
    """Write beside the target and put it into place when it is whole and on the disk; Problem storage-full otherwise."""
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as fault:
        detail = f"{target.name} cannot be written: {fault.strerror}. Nothing was left half-written."
        raise Problem(Code.STORAGE_FULL, detail) from None
    finally:
        with suppress(OSError):
            part.unlink()
