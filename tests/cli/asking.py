"""Returns for the command line to look at, made as a shopper makes them."""

import os
from dataclasses import replace

from sendback.app import make_context
from sendback.database.model import Tx
from sendback.orders.store import find_order
from sendback.returns.model import Return
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.settings.reading import read_settings
from sendback.shops.model import Shop
from sendback.shops.store import find_shop, get_shop, save_settings
from sendback.web.context import Context
from tests.factories import make_consignor, make_return_request, make_settings


def ask(number: str = "NL1", name: str = "Aino Järvenpää") -> str:
    """Ask for one unit of an imported order and return the RMA number as shown; another name has to wait."""
    context = make_context(read_settings(os.environ))
    try:
        return show_rma(context.database.write(_ask, context, number, name).rma)
    finally:
        context.database.close()


def _find_shop(tx: Tx, context: Context) -> Shop:
    """Find the shop that `init` made, with a return address as its owner sets it first."""
    shop = find_shop(tx, "nordlys")
    assert shop is not None
    if shop.settings.delivery.has_return_address:
        return shop
    save_settings(tx, shop.shop_id, shop.settings_version, make_settings(), "owner", context.clock())
    return get_shop(tx, shop.shop_id)


def _ask(tx: Tx, context: Context, number: str, name: str) -> Return:
    shop = _find_shop(tx, context)
    order = find_order(tx, shop.shop_id, number)
    assert order is not None
    consignor = replace(make_consignor(), name=name)
    return request_return(tx, shop, order, make_return_request(order, consignor=consignor), "shopper", context.clock())
