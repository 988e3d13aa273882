"""Goods that the shop holds to be excepted (2011/83/EU, Article 16): told to its people, and to nobody a reason to refuse."""

from fnmatch import fnmatchcase

from sendback.orders.model import OrderLine
from sendback.shops.model import ShopSettings


def find_articles(settings: ShopSettings, line: OrderLine) -> tuple[str, ...]:
    """Name the letters of Article 16 that the shop claims for a line, by its SKU or its category."""
    sku, category = line.sku.upper(), line.category.upper()
    return tuple(
        claim.article
        for claim in settings.withdrawal.exceptions
        if any(fnmatchcase(sku, glob.upper()) for glob in claim.skus)
        or any(category and fnmatchcase(category, glob.upper()) for glob in claim.categories)
    )
