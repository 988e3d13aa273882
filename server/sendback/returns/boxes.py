"""Choosing how a return travels, and giving it another box."""

from collections.abc import Iterable
from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.journal.model import Happening
from sendback.journal.store import record_all
from sendback.returns import parcel_store, store
from sendback.returns.model import PRINTABLE, Return
from sendback.returns.parcels import MOST_BOXES, Parcel, ParcelState, plan_parcel
from sendback.shops.options import ANY_POST, ReturnOption, list_options
from sendback.shops.store import get_settings


def choose_option(options: tuple[ReturnOption, ...], wanted: str, country: str, reasons: Iterable[str]) -> ReturnOption | None:
    """Choose the option asked for, the first that fits where none was; None when the one asked for does not fit."""
    fitting = list_options(options, country, frozenset(reasons))
    if not wanted:
        return fitting[0]
    return next((option for option in fitting if option.id == wanted), None)


def find_option(tx: Tx, item: Return, option_id: str) -> ReturnOption:
    """Find an option of the settings that a return was made with; the shop's own label where it is not among them."""
    settings = get_settings(tx, item.shop_id, item.settings_version)
    return next((option for option in settings.options if option.id == option_id), ANY_POST)


def add_box(tx: Tx, shop_id: str, return_id: str, actor: str, now: datetime) -> Parcel:
    """Give a return that is on its way another box, which travels as the first does; Problem status-conflict, too-many-boxes."""
    store.lock_return(tx, shop_id, return_id)
    item, boxes = store.get_return(tx, shop_id, return_id), parcel_store.list_parcels(tx, shop_id, return_id)
    if item.status not in PRINTABLE or not store.touch_return(tx, shop_id, return_id, item.status, now):
        raise Problem(Code.STATUS_CONFLICT, "Only a return that can be sent takes another box.")
    if len(boxes) >= MOST_BOXES:
        raise Problem(Code.TOO_MANY_BOXES, f"A return has at most {MOST_BOXES} boxes.")
    option = find_option(tx, item, boxes[0].option_id)
    parcel = plan_parcel(shop_id, return_id, item.rma, len(boxes) + 1, option, now)
    parcel_store.add_parcel(tx, parcel)
    record_all(tx, shop_id, tell_box(item, parcel), actor, now)
    return parcel


def tell_box(item: Return, parcel: Parcel) -> list[Happening]:
    """Say that there is one more box, and its label where the shop draws it."""
    body = {"rma": item.rma, "parcel": parcel.number, "option": parcel.option_id}
    told = [Happening("parcel.added", item.return_id, body)]
    if parcel.state is ParcelState.OWN and parcel.has_paper:
        made = {"rma": item.rma, "carrier": parcel.carrier, "parcel": parcel.number}
        told.append(Happening("label.created", item.return_id, made))
    return told
