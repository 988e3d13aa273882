"""Filling an empty installation with the demo, in one transaction: whole, or not at all."""

import random
from datetime import datetime, timedelta

from sendback.database.model import Tx
from sendback.orders.importing import save_batch
from sendback.orders.model import Order
from sendback.orders.pushing import read_order
from sendback.shops import store
from sendback.shops.model import Shop
from sendback.shops.vault import Vault
from sendback.web.demo.dock import receive_some
from sendback.web.demo.founding import SLUG, found_nordlys
from sendback.web.demo.orders import OLDEST_DAYS, draw_orders
from sendback.web.demo.returns import act_out, draw_acts
from sendback.web.demo.statements import make_statements
from sendback.web.demo.transit import send_some

SEED = 20261


def fill_demo(tx: Tx, vault: Vault, base_url: str, now: datetime) -> Shop:
    """Make Nordlys with its orders and returns, or return the one that is there from an earlier start."""
    if known := store.find_shop(tx, SLUG):
        return known
    draw, beginning = random.Random(SEED), now - timedelta(days=OLDEST_DAYS + 10)
    shop = found_nordlys(tx, vault, base_url, beginning).shop
    today = now.astimezone(shop.settings.zone).date()
    orders = [_read(body, beginning) for body in draw_orders(today, draw)]
    save_batch(tx, shop.shop_id, orders, "demo", beginning)
    act_out(tx, shop, draw_acts(tx, shop, orders, now, draw))
    receive_some(tx, shop, now)
    send_some(tx, shop, now)
    make_statements(tx, vault, shop, base_url, now)
    return shop


def _read(body: dict[str, object], now: datetime) -> Order:
    order = read_order(body, now)
    if isinstance(order, list):
        raise ValueError(f"the demo's own order {body['number']} is wrong: {order}")
    return order
