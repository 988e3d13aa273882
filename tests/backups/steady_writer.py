"""Makes returns until it is killed, and says each once it is acknowledged: `python steady_writer.py FOLDER SHOP_ID`."""

import sys
from pathlib import Path

from sendback.app import make_context
from sendback.returns.requesting import request_return
from sendback.settings.model import Settings
from sendback.shops.store import get_shop
from tests.factories import NOW, make_return_request, push_order

context = make_context(Settings(folder=Path(sys.argv[1])))
shop = context.database.read(get_shop, sys.argv[2])
while True:
    order = context.database.write(push_order, shop.shop_id)
    item = context.database.write(request_return, shop, order, make_return_request(order), "shopper", NOW)
    print(item.rma, flush=True)
