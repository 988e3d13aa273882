"""All that the database knows of one return, read at one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sendback.database.model import Tx
from sendback.delivery.facts import read_orders
from sendback.delivery.mail_log_store import Logged, list_logged_about
from sendback.delivery.model import Job, State
from sendback.delivery.outbox_store import list_jobs_about
from sendback.delivery.tracking.reading import Word
from sendback.delivery.tracking.store import list_words
from sendback.journal.model import Event
from sendback.journal.store import list_events
from sendback.orders.model import Order
from sendback.receiving import inspection_store, photo_store, receipt_store
from sendback.returns import store
from sendback.returns.messages import Message
from sendback.returns.model import Return
from sendback.returns.parcel_store import list_parcels
from sendback.returns.parcels import Parcel
from sendback.returns.undoing import Undo, find_undo
from sendback.shops.actors import name_actors
from sendback.shops.model import Shop
from sendback.web.desk.one_return.talk import Addable, read_talk
from sendback.web.desk.receiving.arrived import Arrived
from sendback.web.desk.timeline import name_everybody


@dataclass(frozen=True, slots=True)
class Known:
    """One return with its orders, boxes, messages, failed jobs, sent mails, events, and the names of everybody in them."""

    item: Return
    orders: Mapping[str, Order]
    parcels: Sequence[Parcel]
    messages: Sequence[Message]
    addable: Sequence[Addable]
    dead: Sequence[Job]
    mails: Sequence[Logged]
    events: Sequence[Event]
    names: Mapping[str, str]
    undo: Undo | None
    arrived: Arrived
    words: Sequence[tuple[int, Word]]
    """What carriers said of its boxes, each with the box's number."""


def read_return(tx: Tx, shop: Shop, return_id: str, shows_mail: bool, now: datetime) -> Known:
    """Read a return of the shop, or Problem not-found; `shows_mail` lets approvers be named by their address."""
    item = store.get_return(tx, shop.shop_id, return_id)
    messages, addable = read_talk(tx, shop, item, now)
    events = list_events(tx, shop.shop_id, return_id)
    words = [line.because["override"]["agent"] for line in item.lines if line.is_overridden]
    arrived = Arrived(
        receipt_store.list_receipts(tx, shop.shop_id, return_id),
        inspection_store.list_inspections(tx, shop.shop_id, return_id),
        photo_store.list_photos(tx, shop.shop_id, return_id),
    )
    here = {each.made_by for each in arrived.receipts} | {each.made_by for each in arrived.inspections}
    names = name_actors(tx, shop.shop_id, {*(message.made_by for message in messages), *words, *here})
    return Known(
        item=item,
        orders=read_orders(tx, item),
        parcels=list_parcels(tx, shop.shop_id, return_id),
        messages=messages,
        addable=addable,
        dead=[job for job in list_jobs_about(tx, shop.shop_id, return_id) if job.state is State.DEAD],
        mails=list_logged_about(tx, shop.shop_id, return_id),
        events=events,
        names={**names, **name_everybody(tx, shop, events, shows_mail)},
        undo=find_undo(tx, item, now),
        arrived=arrived,
        words=list_words(tx, shop.shop_id, return_id),
    )
