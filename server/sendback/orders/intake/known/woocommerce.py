"""WooCommerce: what its REST API and webhooks send (v3), and the two exports most shops use (Algolplus, WebToffee)."""

from collections.abc import Mapping
from typing import Any

from sendback.orders.intake.bodies import day, minor, only, share, text
from sendback.orders.intake.shapes import Shape

_PARTS = {
    "first_name": "first name", "last_name": "last name", "company": "company", "city": "city", "region": "state code",
    "postcode": "postcode", "country": "country code",
}  # fmt: skip
_SIDES = ("shipping", "billing")
ALGOLPLUS = Shape(
    "woocommerce",
    "WooCommerce",
    frozenset({"order number", "item name", "first name (billing)"}),
    {
        **{ours: tuple(f"{theirs} ({side})" for side in _SIDES) for ours, theirs in _PARTS.items()},
        "order_number": ("order number",),
        "title": ("item name", "product name (main)"),
        "quantity": ("quantity (- refund)", "quantity"),
        "sku": ("sku",),
        "unit_price": ("item cost",),
        "currency": ("currency", "order currency"),
        "ordered_on": ("order date",),
        "email": ("email (billing)",),
        "phone": ("phone (billing)",),
        "street": tuple(f"{name} ({side})" for side in _SIDES for name in ("address 1&2", "address 1")),
        "street2": ("address 2 (shipping)", "address 2 (billing)"),
        "line_id": ("item id", "order line id"),
    },
)
WEBTOFFEE = Shape(
    "woocommerce",
    "WooCommerce",
    frozenset({"order number", "line item 1", "billing first name"}),
    {
        **{ours: tuple(f"{side} {theirs.removesuffix(' code')}" for side in _SIDES) for ours, theirs in _PARTS.items()},
        "order_number": ("order number", "order id"),
        "currency": ("order currency",),
        "ordered_on": ("order date",),
        "email": ("billing email",),
        "phone": ("shipping phone", "billing phone"),
        "street": ("shipping address 1", "billing address 1"),
        "street2": ("shipping address 2", "billing address 2"),
    },
    packed="line item ",
)


def order_of(told: Mapping[str, Any]) -> dict[str, Any]:
    """Put WooCommerce's order into the shape that our API takes; its prices are without tax, so tax is added."""
    billing, shipping = told.get("billing") or {}, told.get("shipping") or {}
    where = shipping if text(shipping, "address_1") else billing
    currency = text(told, "currency") or None
    done = day(told, "date_completed")
    lines = [_line(line, currency or "EUR") for line in told.get("line_items") or [] if isinstance(line, dict)]
    return only(
        number=text(told, "number") or text(told, "id"),
        lines=lines,
        ordered_on=day(told, "date_created"),
        shipped_on=done,
        currency=currency,
        name=" ".join(filter(None, (text(where, "first_name"), text(where, "last_name")))),
        email=text(billing, "email"),
        phone=text(shipping, "phone") or text(billing, "phone"),
        address=only(
            company=text(where, "company"),
            lines=[line for line in (text(where, "address_1"), text(where, "address_2")) if line],
            postcode=text(where, "postcode"),
            city=text(where, "city"),
            region=text(where, "state"),
            country=text(where, "country").upper(),
        ),
    )


def _line(line: Mapping[str, Any], currency: str) -> dict[str, Any]:
    paid = [minor(line.get(name), currency) or 0 for name in ("total", "total_tax")]
    quantity = line.get("quantity")
    return only(
        id=text(line, "id"),
        title=(text(line, "name") or text(line, "sku"))[:120],
        sku=text(line, "sku")[:64],
        quantity=quantity,
        unit_price_minor=share(sum(paid), quantity) if line.get("total") is not None else None,
    )
