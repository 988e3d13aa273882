"""What the desk calls what lies where, and why it moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from sendback.database.model import Tx
from sendback.receiving.inspection_store import find_inspection
from sendback.receiving.stock.model import Cause, Move, Spot, StockReason
from sendback.receiving.stock.posting import NO_SKU
from sendback.returns.rma import show_rma
from sendback.returns.store import find_return
from sendback.shops.actors import name_actors
from sendback.shops.receiving import Condition
from sendback.web.moments import write_moment

CONDITIONS: Mapping[Condition, tuple[str, str]] = {
    Condition.SELLABLE: ("Sellable", ""),
    Condition.SECOND: ("Second", "warn"),
    Condition.REPAIR: ("Repair", "warn"),
    Condition.BLOCKED: ("Blocked", "off"),
}
"""What a badge says, and its tone."""
CAUSES: Mapping[Cause, str] = {
    Cause.INSPECTION: "Found in a return",
    Cause.UNDO: "Finding taken back",
    Cause.COUNT: "Counted",
    Cause.IMPORT: "Counted, by a file",
    Cause.MOVE: "Moved",
    Cause.TAKEN: "Taken out",
    Cause.ADDED: "Added",
}
REASONS: Mapping[StockReason, str] = {
    StockReason.COUNTED: "Counted",
    StockReason.FOUND: "Found again",
    StockReason.LOST: "Lost",
    StockReason.BROKEN: "Broken",
    StockReason.SOLD: "Sold",
    StockReason.GIVEN: "Given away",
    StockReason.SCRAPPED: "Thrown away",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One move as the desk shows it; `rma` and `return_id` are of the return that brought it."""

    spot: Spot
    quantity: str
    cause: str
    when: str
    by: str
    return_id: str | None
    rma: str


def say_moves(tx: Tx, shop_id: str, moves: Sequence[Move], zone: tzinfo) -> list[Line]:
    """Say what moved, why, when, by whom, and which return brought it."""
    names = name_actors(tx, shop_id, {move.made_by for move in moves})
    returns = {each: find_return(tx, shop_id, each) for each in {move.return_id for move in moves} if each}
    lines = []
    for move in moves:
        item = returns.get(move.return_id) if move.return_id else None
        when, by = write_moment(move.made_at, zone), names[move.made_by]
        rma = show_rma(item.rma) if item else ""
        return_id = item.return_id if item else None
        lines.append(Line(move.spot, say_signed(move.quantity), _say_cause(move), when, by, return_id, rma))
    return lines


def say_signed(quantity: int) -> str:
    """Write what came or went, with the sign that typesetters use.

    >>> say_signed(2), say_signed(-1), say_signed(0)
    ('+2', '−1', '0')
    """
    return f"+{quantity}" if quantity > 0 else str(quantity).replace("-", "−")


def name_thing(tx: Tx, shop_id: str, sku: str) -> str:
    """Name what has no SKU by what it was found as; empty for what has one."""
    found = find_inspection(tx, shop_id, sku.removeprefix(NO_SKU)) if sku.startswith(NO_SKU) else None
    return found.title if found else ""


def _say_cause(move: Move) -> str:
    if move.reason is None or move.cause_says_it:
        return CAUSES[move.because]
    return f"{CAUSES[move.because]}: {REASONS[move.reason].lower()}"
