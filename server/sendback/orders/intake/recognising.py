"""Whose file this is, by its header or by its first object."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sendback.orders.intake.known import shopify, woocommerce
from sendback.orders.intake.known.magento import GRID, MAGENTO
from sendback.orders.intake.known.own import OWN
from sendback.orders.intake.known.shopify import SHOPIFY
from sendback.orders.intake.known.woocommerce import ALGOLPLUS, WEBTOFFEE
from sendback.orders.intake.model import Columns
from sendback.orders.intake.shapes import Shape, fit, spell

SHAPES: tuple[Shape, ...] = (*OWN, SHOPIFY, ALGOLPLUS, WEBTOFFEE, *MAGENTO, GRID)
TITLES = {shape.name: shape.title for shape in SHAPES}
LACKS = {shape.name: shape.lacks for shape in SHAPES if shape.lacks}


def recognise(header: Iterable[str]) -> Columns | None:
    """Give what the columns of a known export say."""
    names = tuple(header)
    return next((found for shape in SHAPES if (found := fit(shape, names))), None)


def name_header(header: Iterable[str]) -> str:
    """Name a set of headers, whatever their order, so that what was said of them is found again."""
    spelled = sorted({spell(name) for name in header if name})
    return hashlib.sha256("\n".join(spelled).encode()).hexdigest()


def find_reading(told: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], Mapping[str, Any]]:
    """Find how one object of a file is to be read: as WooCommerce's or Shopify's order, else as our API's."""
    if "line_items" not in told:
        return lambda body: body
    is_woocommerce = "billing" in told or "date_created" in told
    return woocommerce.order_of if is_woocommerce else shopify.order_of
