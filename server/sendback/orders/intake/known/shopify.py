"""Shopify: the export of orders, one row a line, and the messages its webhooks send (API 2024-04 and later)."""

from collections.abc import Mapping
from typing import Any

from sendback.orders.intake.bodies import day, minor, only, text
from sendback.orders.intake.shapes import Shape

SHOPIFY = Shape(
    "shopify",
    "Shopify",
    frozenset({"name", "lineitem name", "lineitem quantity"}),
    {
        "order_number": ("name",),
        "title": ("lineitem name",),
        "quantity": ("lineitem quantity",),
        "sku": ("lineitem sku",),
        "unit_price": ("lineitem price",),
        "currency": ("currency",),
        "ordered_on": ("created at", "paid at"),
        "shipped_on": ("fulfilled at",),
        "name": ("shipping name", "billing name"),
        "email": ("email",),
        "phone": ("shipping phone", "phone", "billing phone"),
        "company": ("shipping company", "billing company"),
        "street": ("shipping address1", "shipping street", "billing address1"),
        "street2": ("shipping address2", "billing address2"),
        "postcode": ("shipping zip", "billing zip"),
        "city": ("shipping city", "billing city"),
        "region": ("shipping province", "billing province"),
        "country": ("shipping country", "billing country"),
    },
)


def order_of(told: Mapping[str, Any]) -> dict[str, Any]:
    """Put Shopify's order into the shape that our API takes."""
    where = told.get("shipping_address") or told.get("billing_address") or {}
    customer = told.get("customer") or {}
    currency = text(told, "currency") or None
    lines = [_line(line, currency or "EUR") for line in told.get("line_items") or [] if isinstance(line, dict)]
    sent = [day(each, "created_at") for each in told.get("fulfillments") or [] if isinstance(each, dict)]
    return only(
        number=text(told, "name") or text(told, "order_number"),
        lines=[line for line in lines if line["quantity"] != 0],
        ordered_on=day(told, "created_at"),
        shipped_on=max((each for each in sent if each), default=None),
        currency=currency,
        language=text(told, "customer_locale") or None,
        name=text(where, "name") or " ".join(filter(None, (text(customer, "first_name"), text(customer, "last_name")))),
        email=text(told, "email") or text(told, "contact_email"),
        phone=text(where, "phone") or text(told, "phone"),
        business=bool(told.get("company")),
        address=only(
            company=text(where, "company"),
            lines=[line for line in (text(where, "address1"), text(where, "address2")) if line],
            postcode=text(where, "zip"),
            city=text(where, "city"),
            region=text(where, "province_code") or text(where, "province"),
            country=text(where, "country_code").upper(),
        ),
    )


def _line(line: Mapping[str, Any], currency: str) -> dict[str, Any]:
    title = " – ".join(filter(None, (text(line, "title"), text(line, "variant_title")))) or text(line, "name")
    left = line.get("current_quantity")
    return only(
        id=text(line, "id"),
        title=(title or text(line, "sku"))[:120],
        sku=text(line, "sku")[:64],
        quantity=left if isinstance(left, int) else line.get("quantity"),
        unit_price_minor=minor(line.get("price"), currency),
        weight_g=line.get("grams") if isinstance(line.get("grams"), int) else None,
    )
