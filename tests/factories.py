"""What tests start from: an order, an address, settings, a request; each call may change any part."""

import itertools
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.orders.model import Buyer, Order, OrderLine, Source
from sendback.orders.normalize import norm_order
from sendback.orders.store import get_order, save_order
from sendback.receiving.model import Inspection
from sendback.returns.model import Consignor, Delivery, LineRequest, Return, ReturnRequest, Status
from sendback.returns.parcels import key_tracking
from sendback.returns.store import list_returns
from sendback.shops.address import Address
from sendback.shops.model import ShopSettings, settings_from
from sendback.shops.receiving import Condition, Disposition, Outcome

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
"""When every test happens, unless its clock is moved on."""

_numbers = itertools.count(1001)


def make_address(**changes: Any) -> Address:
    """Make a full Finnish address."""
    whole = Address(name="Aino Järvenpää", lines=("Hämeenkatu 5 A 12",), postcode="33100", city="Tampere", country="FI")
    return replace(whole, **changes)


def make_settings(**changes: Any) -> ShopSettings:
    """Make settings with a return address; parts are given as the builder would send them."""
    home = {"name": "Nordlys returns", "lines": ["Varastotie 1"], "postcode": "00520", "city": "Helsinki", "country": "FI"}
    delivery = {"return_address": home, "from_email": "returns@nordlys.example", **changes.pop("delivery", {})}
    return settings_from({"time_zone": "Europe/Helsinki", "delivery": delivery, **changes})


def make_buyer(**changes: Any) -> Buyer:
    """Make the buyer whose purchase it is."""
    whole = Buyer(name="Aino Järvenpää", email="aino@example.fi", phone="+358401234567", address=make_address())
    return replace(whole, **changes)


def make_line(line_id: str = "1", **changes: Any) -> OrderLine:
    """Make an order line of two units."""
    whole = OrderLine(
        line_id=line_id, title="Wool jumper", quantity=2, sku=f"WOOL-{line_id}", unit_price_minor=5900, weight_g=400
    )
    return replace(whole, **changes)


def make_order(**changes: Any) -> Order:
    """Make an order delivered four days ago, with two lines of two units each, under a number of its own."""
    whole = Order(
        order_id=new_id(),
        number=str(next(_numbers)),
        source=Source.PUSHED,
        as_of=NOW,
        lines=(make_line("1"), make_line("2", title="Felt slippers", sku="FELT-2", unit_price_minor=3450)),
        ordered_on=date(2026, 11, 16),
        shipped_on=date(2026, 11, 17),
        delivered_on=date(2026, 11, 20),
        currency="EUR",
        language="fi",
        buyer=make_buyer(),
    )
    return replace(whole, **changes)


def push_order(tx: Tx, shop_id: str, /, **changes: Any) -> Order:
    """Store an order, for `database.write(push_order, shop.shop_id, …)`, and return it as it is then known."""
    order = make_order(**changes)
    return get_order(tx, shop_id, save_order(tx, shop_id, order, norm_order(order.number)))


def make_consignor(**changes: Any) -> Consignor:
    """Make the shopper who sends the parcel: the buyer of `make_order`."""
    whole = Consignor(name="Aino Järvenpää", email="aino@example.fi", phone="", address=make_address())
    return replace(whole, **changes)


def make_return_request(order: Order, **changes: Any) -> ReturnRequest:
    """Ask for one unit of the order's first line, because it is too small."""
    whole = ReturnRequest(
        order_id=order.order_id,
        lines=(LineRequest(order.lines[0].line_id, 1, "too_small"),),
        consignor=make_consignor(),
        own_fields={},
        delivery=Delivery.POPUP,
        language="en",
    )
    return replace(whole, **changes)


def count_by_status(tx: Tx, shop_id: str) -> dict[Status, int]:
    """Count a shop's returns in each status."""
    return dict(Counter(item.status for item in list_returns(tx, shop_id, most=1000)))


def take_in(tx: Tx, item: Return, now: datetime, box: int = 1) -> None:
    """Have a box scanned at the dock, as its row alone."""
    tx.run(
        """INSERT INTO receipts (shop_id, receipt_id, return_id, parcel, warehouse, made_by, made_at, seen_at)
        VALUES (:s, :i, :r, :b, :w, 'tests', :n, :n)""",
        s=item.shop_id, i=new_id(), r=item.return_id, b=box, w=item.warehouse, n=to_epoch(now),
    )  # fmt: skip


def give_number(tx: Tx, item: Return, number: str) -> None:
    """Let a carrier's label with this number be bought for a return's first box, as its row alone."""
    tx.run(
        """UPDATE parcels SET tracking_number = :n, tracking_key = :k, state = 'bought', carrier = 'sandbox',
        bought_at = created_at WHERE shop_id = :s AND return_id = :r AND number = 1""",
        n=number, k=key_tracking(number), s=item.shop_id, r=item.return_id,
    )  # fmt: skip


def make_inspection(shop_id: str, **changes: Any) -> Inspection:
    """Find two units of the first line as new, put on the shelf A-1 to be sold."""
    whole = Inspection(
        shop_id=shop_id,
        inspection_id=new_id(),
        return_id=new_id(),
        order_id=new_id(),
        line_id="1",
        sku="WOOL-1",
        title="Wool jumper",
        outcome=Outcome.ARRIVED,
        quantity=2,
        grade="a",
        disposition=Disposition.RESTOCK,
        suggested=Disposition.RESTOCK,
        rule="as-new",
        reason="",
        warehouse="main",
        place="A-1",
        condition=Condition.SELLABLE,
        recovered_minor=None,
        currency="EUR",
        note="",
        device="",
        made_by="api",
        made_at=NOW,
        seen_at=NOW,
    )
    return replace(whole, **changes)
