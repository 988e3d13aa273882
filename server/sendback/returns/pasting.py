"""A pasted list of what goes back: `SKU<tab or ;>quantity<tab or ;>reason`, a line each, or `SKU quantity`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sendback.orders.model import Order, OrderLine
from sendback.shops.fields import ReasonSetting, reasons_for
from sendback.shops.model import ShopSettings

MOST_PASTED = 500
MOST_SHOWN = 80
_BETWEEN = re.compile(r"[\t;]")
_COUNTED = re.compile(r"(.+?)\s+([0-9]{1,4})", re.ASCII)
"""An item number and how many, as somebody types them who has no tab to type."""
_QUANTITY = re.compile(r"[0-9]{1,4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Picked:
    """One order line that a list names; the reason is a code, empty where none was said."""

    line_id: str
    quantity: int
    reason: str


@dataclass(frozen=True, slots=True)
class Unread:
    """One line of the list that names nothing; it counts from 1."""

    line: int
    text: str


def read_pasted(settings: ShopSettings, order: Order, text: str) -> tuple[list[Picked], list[Unread]]:
    """Read a list; a SKU that stands on several order lines is taken from the first that has so many left.

    What is named twice is added up. A reason is its code or its label in any language.
    """
    free = {line.line_id: line.left for line in order.lines}
    picked: dict[str, Picked] = {}
    unread: list[Unread] = []
    for place, row in enumerate(text.splitlines()[: MOST_PASTED + 1], 1):
        if not row.strip():
            continue
        found = _read_row(settings, order.lines, free, row) if place <= MOST_PASTED else None
        if found is None:
            unread.append(Unread(place, row.strip()[:MOST_SHOWN]))
            continue
        free[found.line_id] -= found.quantity
        before = picked.get(found.line_id)
        quantity = found.quantity + (before.quantity if before else 0)
        picked[found.line_id] = Picked(found.line_id, quantity, found.reason or (before.reason if before else ""))
    return list(picked.values()), unread


def _read_row(settings: ShopSettings, lines: Sequence[OrderLine], free: Mapping[str, int], row: str) -> Picked | None:
    sku, quantity, reason, *more = [part.strip() for part in (*_BETWEEN.split(row), "", "")][:4]
    if not _list_named(lines, sku) and (counted := _COUNTED.fullmatch(row.strip())):
        sku, quantity = counted.groups()
    if any(more) or (quantity and not _QUANTITY.fullmatch(quantity)):
        return None
    wanted = int(quantity or "1")
    line = next((line for line in _list_named(lines, sku) if free[line.line_id] >= wanted > 0), None)
    if line is None:
        return None
    code = _find_reason(reasons_for(settings.reasons, line.category), reason) if reason else ""
    return None if code is None else Picked(line.line_id, wanted, code)


def _list_named(lines: Sequence[OrderLine], sku: str) -> list[OrderLine]:
    return [line for line in lines if sku and sku.casefold() in (line.sku.casefold(), line.line_id.casefold())]


def _find_reason(offered: Sequence[ReasonSetting], typed: str) -> str | None:
    known = typed.casefold()
    return next((r.code for r in offered if known in (r.code, *(label.casefold() for label in r.label.values()))), None)
