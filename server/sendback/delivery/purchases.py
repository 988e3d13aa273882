"""The transactions before a purchase: read what is to be bought, claim it, or write down why nothing was."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sendback.database.model import Tx
from sendback.delivery import spending_store
from sendback.delivery.facts import read_orders
from sendback.delivery.trouble import Remedy, Trouble
from sendback.journal.model import Happening
from sendback.journal.store import record_all
from sendback.orders.model import Order
from sendback.returns import boxes, parcel_store
from sendback.returns.model import PRINTABLE, Return
from sendback.returns.parcels import Parcel, ParcelState
from sendback.returns.store import get_return
from sendback.shops import store as shops
from sendback.shops.model import Shop
from sendback.shops.options import ReturnOption

WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Purchase:
    """A label to be bought, with everything it is bought for."""

    shop: Shop
    item: Return
    orders: Mapping[str, Order]
    parcel: Parcel
    option: ReturnOption

    @property
    def is_wanted(self) -> bool:
        """Say whether the return may still be sent."""
        return self.item.status in PRINTABLE


def read_purchase(tx: Tx, shop_id: str, return_id: str, number: int) -> Purchase:
    """Read what a purchase is about, with the shop's newest settings."""
    item, parcel = get_return(tx, shop_id, return_id), parcel_store.get_parcel(tx, shop_id, return_id, number)
    option = boxes.find_option(tx, item, parcel.option_id)
    return Purchase(shops.get_shop(tx, shop_id), item, read_orders(tx, item), parcel, option)


def claim_purchase(tx: Tx, purchase: Purchase, amount_minor: int, now: datetime) -> Parcel:
    """Count the cost and say that a label is being bought, before anybody is asked for one; Trouble where it has to wait."""
    parcel, settings = purchase.parcel, purchase.shop.settings
    hour = spending_store.reserve(tx, parcel.shop_id, amount_minor, settings.spending_limit_minor, now)
    if hour is None:
        raise Trouble("The limit for labels in one hour is reached. This one waits, and is bought later.", Remedy.SETTING)
    claimed = replace(
        parcel,
        state=ParcelState.BUYING,
        attempts=parcel.attempts + 1,
        reserved_minor=amount_minor,
        reserved_hour=hour,
        last_reason="",
    )
    if not parcel_store.save_parcel(tx, claimed, parcel):
        raise Trouble("Another worker is buying this label.", Remedy.LATER)
    return claimed


def close_try(tx: Tx, parcel: Parcel, to: ParcelState, reason: str, now: datetime, unsure: bool = False) -> None:
    """Write down that a try bought nothing or, where one is `unsure`, may have: then its cost stays counted."""
    after = replace(parcel, state=to, last_reason=reason)
    if parcel.reserved_hour and not unsure:
        spending_store.settle(tx, parcel.shop_id, parcel.reserved_hour, parcel.reserved_minor, 0)
        after = replace(after, reserved_minor=0, reserved_hour=0)
    saved = parcel_store.save_parcel(tx, after, parcel)
    if saved and to is ParcelState.FAILED and parcel.state is not to:
        told = Happening("label.failed", parcel.return_id, {"carrier": parcel.carrier, "parcel": parcel.number})
        record_all(tx, parcel.shop_id, [told], WORKER, now)
