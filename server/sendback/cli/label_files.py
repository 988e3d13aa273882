"""Where `sendback labels print` writes: one file for all, or a folder with a file each; never half a file."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sendback.cli.console import Asked
from sendback.delivery.documents import draw_document
from sendback.delivery.facts import Paper
from sendback.delivery.links import Document
from sendback.delivery.print_file import about_batch, lay_out_enclosed
from sendback.errors import Code, Problem
from sendback.paper.pdf import write_pdf


@dataclass(frozen=True, slots=True)
class Printed:
    """How many papers were drawn, and how many were in the folder already."""

    drawn: int
    kept: int = 0


def write_one(asked: Asked, papers: Iterable[Paper], out: Path) -> Printed:
    """Write every paper into one file, a page each; no file where there is nothing to print."""
    pages = list(lay_out_enclosed(papers))
    if pages:
        about = about_batch(asked.shop, asked.context.clock().astimezone(asked.shop.settings.zone).date())
        with _whole(out) as file:
            file.write(write_pdf(pages, about))
    return Printed(len(pages))


def write_each(papers: Iterable[Paper], folder: Path, fresh: bool) -> Printed:
    """Write a file for each paper, named by its RMA number; what a run before left whole is kept unless `fresh`."""
    drawn = kept = 0
    folder.mkdir(parents=True, exist_ok=True)
    for paper in papers:
        document = draw_document(paper, Document.LABEL)
        target = folder / document.name
        if target.exists() and not fresh:
            kept += 1
            continue
        with _whole(target) as file:
            file.write(document.body)
        drawn += 1
    return Printed(drawn, kept)


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
        raise Problem(
            Code.STORAGE_FULL, f"{target.name} cannot be written: {fault.strerror}. Nothing was left half-written."
        ) from None
    finally:
        part.unlink(missing_ok=True)
