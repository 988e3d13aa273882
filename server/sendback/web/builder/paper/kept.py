"""The design that is in force for a kind of document on a size of paper: the shop's own, or the built-in one."""

from typing import Any

from sendback.database.model import Database
from sendback.errors import Code, Problem
from sendback.paper.design.builtin import get_design, list_sizes
from sendback.paper.design.model import Design
from sendback.paper.design.reading import read_design
from sendback.paper.model import DocumentKind, PaperSize
from sendback.shops.design_store import list_designs
from sendback.shops.model import Shop, name_design

Place = tuple[DocumentKind, PaperSize]


def list_places() -> list[Place]:
    """List every kind of document with each paper that it is designed for."""
    return [(kind, size) for kind in DocumentKind for size in list_sizes(kind)]


def find_place(kind: str, size: str) -> Place:
    """Find a place by the words of an address; Problem not-found."""
    place = next(((k, s) for k, s in list_places() if (k.value, s.value) == (kind, size)), None)
    if place is None:
        raise Problem(Code.NOT_FOUND, "There is no such paper.")
    return place


def list_kept_designs(database: Database, shop: Shop) -> dict[str, tuple[bool, Design]]:
    """List the design of every place under its name, and whether it is the shop's own."""
    own = database.read(list_designs, shop.shop_id, shop.settings.designs)
    names = {name_design(*place): place for place in list_places()}
    return {name: (name in own, read_design(own[name]) if name in own else get_design(*place)) for name, place in names.items()}


def get_kept_design(database: Database, shop: Shop, kind: str, size: str) -> tuple[bool, Design]:
    """Return the design of one place, and whether it is the shop's own; Problem not-found."""
    name = name_design(*find_place(kind, size))
    return list_kept_designs(database, shop)[name]


def tell_design(is_own: bool, design: Design) -> dict[str, Any]:
    """Write a design as the designer works on it, without what goes without saying."""
    return {"own": is_own, "design": design.model_dump(mode="json", exclude_defaults=True)}
