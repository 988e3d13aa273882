"""Whether an order's paper can be printed, asked before any is prepared for it."""

from sendback.errors import FieldError
from sendback.orders.model import Order
from sendback.paper.missing import find_undrawable, say_missing


def find_unprintable(order: Order) -> list[FieldError]:
    """Name the parts of an order that no font can print, with their characters."""
    address = order.buyer.address
    parts = ("company", "postcode", "city", "district", "region")
    texts = {"number": order.number, "name": address.name or order.buyer.name, "address.lines": " ".join(address.lines)}
    texts |= {f"address.{name}": getattr(address, name) for name in parts}
    missing = {field: signs for field, text in texts.items() if (signs := find_undrawable(text))}
    return [FieldError(field, "format", say_missing(signs)) for field, signs in missing.items()]
