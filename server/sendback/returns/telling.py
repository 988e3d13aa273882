"""What the journal tells of a return when it is asked for and decided; never a word about a person."""

from collections.abc import Sequence
from typing import Any

from sendback.journal.model import Happening
from sendback.returns.model import Return, ReturnLine, Status
from sendback.returns.parcels import Parcel
from sendback.shops.options import ADDRESS_ONLY


def tell_requested(item: Return, parcels: Sequence[Parcel]) -> list[Happening]:
    """Say that a return was asked for and, where nobody has to look, what came of it at once."""
    lines = [_write_line(item, line) for line in item.lines]
    option = {"option": parcels[0].option_id} if parcels else {}
    gift = {"gift": True} if item.is_gift else {}
    body = {"rma": item.rma, "lines": lines, "because": dict(item.because), **option, **gift}
    told = [Happening("return.requested", item.return_id, body)]
    if item.status is Status.CLOSED:
        told.append(tell_closed(item))
    if item.status is Status.AUTHORIZED:
        told += tell_authorized(item, parcels[0])
    return told


def tell_authorized(item: Return, parcel: Parcel) -> list[Happening]:
    """Say that a return is authorized, and that there is something to print or to show from now on, if it is not here yet."""
    if item.received_at is not None:
        told = [Happening("return.authorized", item.return_id, {"rma": item.rma, "here": True})]
        return [*told, tell_closed(item)] if item.status is Status.CLOSED else told
    made = Happening("label.created", item.return_id, {"rma": item.rma, "carrier": ADDRESS_ONLY})
    code = Happening("code.created", item.return_id, {"rma": item.rma})
    return [Happening("return.authorized", item.return_id, {"rma": item.rma}), made if parcel.has_paper else code]


def tell_closed(item: Return) -> Happening:
    """Say that a return is settled without anything being sent."""
    return Happening("return.closed", item.return_id, {"rma": item.rma, "kept": item.is_kept})


def tell_used(item: Return) -> Happening:
    """Say that the label from the outbound box became this return's."""
    return Happening("label.used", item.return_id, {"rma": item.rma})


def _write_line(item: Return, line: ReturnLine) -> dict[str, Any]:
    """Write what was asked for a line; what stands in the order's currency names no amount but the fee."""
    said = {
        "order_id": line.order_id if line.order_id != item.order_id else "",
        "sub_reason": line.sub_reason,
        "condition": line.condition,
        "exchange_sku": line.exchange_sku,
        "fee_minor": line.fee_minor,
        "kept": line.is_kept,
        "overridden": line.because.get("rule") if line.is_overridden else "",
    }
    told = {"line_id": line.line_id, "quantity": line.quantity, "reason": line.reason, "resolution": line.resolution.value}
    return told | {name: value for name, value in said.items() if value}
