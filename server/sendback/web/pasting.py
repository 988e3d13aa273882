"""A pasted list, read for whoever pasted it: what it names, and which of its lines name nothing."""

from typing import Any

from sendback.orders.model import Order
from sendback.returns.pasting import read_pasted
from sendback.shops.model import Shop

MOST_PASTED_TEXT = 50_000


def describe_pasted(shop: Shop, order: Order, text: str) -> dict[str, Any]:
    """Write what a list names, in the shape of a return's lines, and its unreadable lines by number."""
    picked, unread = read_pasted(shop.settings, order, text)
    return {
        "lines": [{"id": each.line_id, "quantity": each.quantity, "reason": each.reason} for each in picked],
        "faults": [{"line": each.line, "text": each.text} for each in unread],
    }
