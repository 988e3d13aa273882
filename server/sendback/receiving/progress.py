"""Where a return stands, from what arrived and what was found: nothing else says so."""

from collections.abc import Iterable, Sequence

from sendback.receiving.model import Inspection, Receipt
from sendback.returns.model import Return, ReturnLine, Status
from sendback.shops.receiving import Outcome

_ON_ITS_WAY = (Status.AUTHORIZED, Status.RECEIVED, Status.CLOSED)


def derive_status(item: Return, receipts: Sequence[Receipt], inspections: Sequence[Inspection]) -> Status:
    """Derive the status of a return; one that is not on its way, or is all kept, stays where it is whatever arrives."""
    if item.status not in _ON_ITS_WAY or item.is_kept:
        return item.status
    if not any(receipt.undone_at is None for receipt in receipts):
        return Status.AUTHORIZED
    return Status.CLOSED if is_settled(item, inspections) else Status.RECEIVED


def is_settled(item: Return, inspections: Sequence[Inspection]) -> bool:
    """Say whether all that was to be sent is accounted for, and it is known what becomes of what is here."""
    return all(is_line_settled(line, inspections) for line in item.sent_lines)


def is_line_settled(line: ReturnLine, inspections: Iterable[Inspection]) -> bool:
    """Say whether every unit of a line was found or is missing, and has a disposition where it is here."""
    found = list_found(line, inspections)
    return sum(each.quantity for each in found) == line.quantity and all(each.disposition for each in found if each.is_here)


def list_found(line: ReturnLine, inspections: Iterable[Inspection]) -> list[Inspection]:
    """List what was found of a line; what was taken back and what nobody announced is not of it."""
    place = (line.order_id, line.line_id)
    return [
        each
        for each in inspections
        if each.undone_at is None and each.outcome is not Outcome.EXTRA and (each.order_id, each.line_id) == place
    ]


def count_left(line: ReturnLine, inspections: Iterable[Inspection]) -> int:
    """Count the units of a line that nobody has accounted for."""
    return line.quantity - sum(each.quantity for each in list_found(line, inspections))
