"""Shop systems that tell of orders by themselves."""

from flask import Response, url_for

from sendback.orders.sources import OrderSource
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.desk.sources import SourcesPage, draw, forget, keep_secret
from sendback.web.going import see_other

_PAGE = SourcesPage(
    template="desk/orders/sources.html",
    titles={OrderSource.WOOCOMMERCE: "WooCommerce", OrderSource.SHOPIFY: "Shopify"},
    path="/api/v1/intake/{kind}/{slug}",
    missing="This shop system is not known.",
    typed={OrderSource.SHOPIFY: "Paste the secret that Shopify shows beside your webhooks."},
)


@needs(Action.MANAGE_KEYS)
def show_sources() -> Response | str:
    """Show each system with the address to paste there."""
    return draw(_PAGE, own_shop())


@needs(Action.MANAGE_KEYS, fresh=True)
def save_secret(kind: str) -> Response | str:
    """Keep the secret of a system: one that was typed, or a new one that is shown once."""
    return keep_secret(_PAGE, kind)


@needs(Action.MANAGE_KEYS, fresh=True)
def forget_secret(kind: str) -> Response | str:
    """Believe a system no more."""
    forget(_PAGE, kind)
    return see_other(url_for("desk.orders.show_sources"))
