"""Lines that stand in one cell each, as WebToffee's export of WooCommerce writes them."""

from typing import Any

from sendback.orders.intake.bodies import minor, share


def read_packed(cell: str, currency: str) -> dict[str, Any]:
    """Read `name:Mug|product_id:12|sku:MUG-2|quantity:2|total:32.00`.

    >>> read_packed("name:Mug: blue|sku:M-1|quantity:2|total:32.00", "EUR")
    {'title': 'Mug: blue', 'sku': 'M-1', 'quantity': '2', 'unit_price_minor': 1600}
    """
    parts = {name.strip(): text.strip() for name, between, text in (part.partition(":") for part in cell.split("|")) if between}
    quantity = parts.get("quantity", "")
    line: dict[str, Any] = {"title": parts.get("name", ""), "sku": parts.get("sku", ""), "quantity": quantity}
    total = minor(parts.get("total"), currency)
    if total is not None and quantity.isdecimal():
        line["unit_price_minor"] = share(total, int(quantity))
    return line
