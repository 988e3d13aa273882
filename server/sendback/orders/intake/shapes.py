"""A table whose headers are known: whose export it is, and what its columns say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sendback.orders.intake.model import Columns

PACKED = "packed_lines"
"""Columns that hold a whole line each, `name:Mug|sku:M-1|quantity:2`, and any number of them."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One known export: `needs` are the headers by which it is told, all spelled as `spell` does."""

    name: str
    title: str
    needs: frozenset[str]
    headers: Mapping[str, tuple[str, ...]]
    packed: str = ""
    """How the headers of packed lines begin."""
    decimal: str = "."
    lacks: str = ""
    """Why nothing can be taken from it, where it leaves out what an order needs."""


def spell(header: str) -> str:
    """Spell a header as headers are compared: small letters, single blanks."""
    return " ".join(header.casefold().replace("_", " ").split())


def fit(shape: Shape, header: Iterable[str]) -> Columns | None:
    """Give what the columns say, where this is the shape's header."""
    theirs = {spell(name): name for name in header if name}
    if not shape.needs <= theirs.keys():
        return None
    found = {ours: tuple(theirs[name] for name in names if name in theirs) for ours, names in shape.headers.items()}
    if shape.packed:
        found[PACKED] = tuple(name for spelled, name in theirs.items() if spelled.startswith(shape.packed))
    kept = {ours: names for ours, names in found.items() if names}
    return Columns(kept, shape.name, decimal=shape.decimal)
