"""Reading returns as devices carry them, as `dock/src/kept/packed.ts` does."""

from datetime import UTC, datetime
from typing import Any

from sendback.returns.rma import show_rma

_FOUND = "id outcome quantity grade disposition place sku title by at".split()
_LINE = "line_id sku title quantity common condition resolution exchange unit_price_minor currency weight_g photos".split()
_RECEIPT = "receipt_id at by weight_g".split()


def unpack(item: list[Any], common: dict[str, Any]) -> dict[str, Any]:
    """Read an item as it would be told online, but for pictures, and with its codes as a set."""
    return_id, slug, rma, status, warehouse, updated, is_withdrawal, note, orders, boxes, lines, extras, others = item
    numbers = [number for _, number in orders]
    named = {f"{rma}{number}" for number, _, _ in boxes if number} | {
        f"{rma}B{number}" for number, _, _ in boxes if number and number > 1
    }
    return {
        "shop": slug,
        "id": return_id,
        "rma": rma,
        "rma_shown": show_rma(rma),
        "status": status,
        "warehouse": warehouse,
        "order_numbers": list(dict.fromkeys(numbers)),
        "because_note": note,
        "is_withdrawal": is_withdrawal == 1,
        "boxes": [
            {"number": number, "tracking_number": tracking, "received": got and _say(dict(zip(_RECEIPT, got, strict=True)))}
            for number, tracking, got in boxes
        ],
        "lines": [_read_line(line, orders, common) for line in lines],
        "extras": [_say(dict(zip(_FOUND, each, strict=True))) for each in extras],
        "updated_at": _moment(updated),
        "codes": {rma, *named, *(tracking for _, tracking, _ in boxes if tracking), *numbers, *others},
    }


def _read_line(line: list[Any], orders: list[list[str]], common: dict[str, Any]) -> dict[str, Any]:
    order, *facts, found = line
    order_id, number = orders[order]
    told = dict(zip(_LINE, facts, strict=True))
    shared = common[told.pop("common")]
    named = {"order_id": order_id, "order_number": number, "picture": ""}
    return {**told, **shared, **named, "found": [_say(dict(zip(_FOUND, each, strict=True))) for each in found]}


def _say(facts: dict[str, Any]) -> dict[str, Any]:
    return {**facts, "at": _moment(facts["at"])}


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()
