"""A purchase that never was, for trying the shop's settings on."""

from datetime import datetime, timedelta

from sendback.orders.model import Buyer, Order, OrderLine, Source
from sendback.returns.rma import make_rma
from sendback.shops.address import Address
from sendback.shops.model import Shop

NUMBER = "10042"
RMA = make_rma(90_000_042)


def make_specimen_order(shop: Shop, now: datetime) -> Order:
    """Make an order delivered four days ago: two lines that may go back under most policies, one that never may."""
    today = now.astimezone(shop.settings.zone).date()
    return Order(
        order_id="specimen",
        number=NUMBER,
        source=Source.PUSHED,
        as_of=now,
        lines=(
            OrderLine("1", "Merino jumper, moss, M", 2, sku="MERINO-M", unit_price_minor=8900, weight_g=420),
            OrderLine("2", "Felt slippers, 41", 1, sku="FELT-41", unit_price_minor=4200, weight_g=350),
            OrderLine("3", "Gift card", 1, sku="GIFT-50", unit_price_minor=5000, not_returnable=True),
        ),
        ordered_on=today - timedelta(days=8),
        shipped_on=today - timedelta(days=7),
        delivered_on=today - timedelta(days=4),
        currency="EUR",
        buyer=make_specimen_buyer(shop),
    )


def make_specimen_buyer(shop: Shop) -> Buyer:
    """Make somebody who lives where the shop takes returns from."""
    offered = shop.settings.countries
    country = "FI" if not offered or "FI" in offered else offered[0]
    home = Address("Aino Järvenpää", "", ("Hämeenkatu 5 A 12",), "33100", "Tampere", country=country)
    return Buyer("Aino Järvenpää", "aino@example.com", "+358 40 123 4567", home)
