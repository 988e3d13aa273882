"""Magento 2: exports in the words of its own tables, and the order grid's, which lists no items."""

from sendback.orders.intake.shapes import Shape

_ITEM = ("", "item:", "items:", "order item:", "sales order item:")
_WHERE = ("shipping address:", "address:", "shipping ", "order address:", "")


def _under(prefixes: tuple[str, ...], *names: str) -> tuple[str, ...]:
    return tuple(f"{prefix}{name}" for name in names for prefix in prefixes)


_HEADERS = {
    "order_number": ("increment id",),
    "title": _under(_ITEM, "name"),
    "quantity": _under(_ITEM, "qty ordered"),
    "sku": _under(_ITEM, "sku"),
    "unit_price": _under(_ITEM, "price incl tax", "price"),
    "line_id": _under(_ITEM[1:], "item id"),
    "weight_g": (),
    "currency": ("order currency code", "base currency code"),
    "ordered_on": ("created at",),
    "email": ("customer email",),
    "first_name": (*_under(_WHERE, "firstname"), "customer firstname"),
    "last_name": (*_under(_WHERE, "lastname"), "customer lastname"),
    "company": _under(_WHERE, "company"),
    "street": _under(_WHERE, "street"),
    "postcode": _under(_WHERE, "postcode"),
    "city": _under(_WHERE, "city"),
    "region": _under(_WHERE, "region"),
    "country": _under(_WHERE, "country id"),
    "phone": _under(_WHERE, "telephone"),
}
MAGENTO = tuple(
    Shape("magento", "Magento 2", frozenset({"increment id", f"{prefix}qty ordered", f"{prefix}name"}), _HEADERS)
    for prefix in _ITEM
)
GRID = Shape(
    "magento-grid",
    "Magento 2",
    frozenset({"id", "purchase date", "bill-to name", "ship-to name"}),
    {"order_number": ("id",), "ordered_on": ("purchase date",), "name": ("ship-to name",), "email": ("customer email",)},
    lacks="This is Magento's list of orders, which names no items. Export the items too, or send orders by API.",
)
