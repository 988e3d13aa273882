"""An order as the API tells of it: in the words in which it was pushed, with what is in returns already."""

from datetime import date

from pydantic import Field

from sendback.orders.model import Order, OrderLine, Source
from sendback.web.merchant_api.shapes import AddressShape, Moment, Shape


class VariantShape(Shape):
    """Something a line may be exchanged for."""

    sku: str
    title: str


class OrderLineShape(Shape):
    """One line; `taken` units are in returns, `left` may still go into one."""

    id: str
    title: str
    quantity: int
    taken: int
    left: int
    sku: str
    unit_price_minor: int | None
    weight_g: int | None
    returnable_until: date | None
    returnable: bool
    category: str
    tags: list[str]
    variants: list[VariantShape]
    picture: str


class OrderShape(Shape):
    """An order; `updated_at` is when the shop last told of it."""

    number: str
    source: Source = Field(description="`pushed`, or `token` where a signed link brought it")
    updated_at: Moment
    ordered_on: date | None
    shipped_on: date | None
    delivered_on: date | None
    returnable_until: date | None
    currency: str | None
    language: str | None
    business: bool
    name: str
    email: str
    phone: str
    address: AddressShape
    lines: list[OrderLineShape]


class OrderPage(Shape):
    """A page of orders."""

    data: list[OrderShape]
    next_cursor: str | None


def describe_order(order: Order) -> OrderShape:
    """Write an order."""
    days = {name: getattr(order, name) for name in ("ordered_on", "shipped_on", "delivered_on", "returnable_until")}
    return OrderShape(
        number=order.number,
        source=order.source,
        updated_at=order.as_of,
        **days,
        currency=order.currency,
        language=order.language,
        business=order.is_business,
        name=order.buyer.name,
        email=order.buyer.email,
        phone=order.buyer.phone,
        address=AddressShape(**order.buyer.address.as_json()),
        lines=[_describe_line(line) for line in order.lines],
    )


def _describe_line(line: OrderLine) -> OrderLineShape:
    names = (
        "title",
        "quantity",
        "taken",
        "left",
        "sku",
        "unit_price_minor",
        "weight_g",
        "returnable_until",
        "category",
        "picture",
    )
    return OrderLineShape(
        **{name: getattr(line, name) for name in names},
        id=line.line_id,
        returnable=not line.not_returnable,
        tags=list(line.tags),
        variants=[VariantShape(sku=each.sku, title=each.title) for each in line.variants],
    )
