"""The shop systems that tell of orders by themselves."""

from sendback.shops.sources import SourceKind


class OrderSource(SourceKind):
    """A shop system whose messages are understood."""

    WOOCOMMERCE = "woocommerce"
    SHOPIFY = "shopify"

    @property
    def area(self) -> str:
        """Orders."""
        return "order"
