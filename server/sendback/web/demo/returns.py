"""Returns in every state there is, made and decided through the same verbs as real ones."""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from importlib import resources

from sendback.database.model import Tx
from sendback.orders.model import Order, OrderLine
from sendback.orders.normalize import norm_order
from sendback.orders.store import find_order
from sendback.returns import deciding
from sendback.returns.model import Consignor, Delivery, LineRequest, ReturnRequest, Status
from sendback.returns.requesting import request_return
from sendback.shops.address import address_from
from sendback.shops.model import Shop
from sendback.web.demo.held import list_held
from sendback.web.demo.senders import draw_consignor, find_somebody_else
from sendback.web.demo.unpacking import take_box_in, unpack
from sendback.web.demo.wares import find_ware
from sendback.web.demo.wishes import Wish, list_wishes
from sendback.words.catalogue import match_language

_FATES = (
    *[(Status.AUTHORIZED,)] * 10,
    *[(Status.AUTHORIZED, Status.RECEIVED)] * 3,
    *[(Status.AUTHORIZED, Status.CLOSED)] * 4,
    *[(Status.REQUESTED, Status.AUTHORIZED)] * 3,
    *[(Status.REQUESTED, Status.DECLINED)] * 3,
    *[(Status.AUTHORIZED, Status.CANCELED)] * 4,
    (Status.REQUESTED, Status.CANCELED),
)
"""What becomes of each return, from its first state on."""

_WAITING = ((Status.REQUESTED,),) * 8
"""The newest ones: nobody has decided them yet."""

_SIZED = ("too_small", "too_large", "too_large", "not_as_described", "changed_mind")
_OTHER = ("damaged", "not_as_described", "wrong_item", "changed_mind", "too_late")
_DECLINED = ("The item was worn outdoors.", "The parcel we got was empty.", "Please write to us: you are not the buyer we know.")
_AGENT = "kari"
_KEPT_BELOW = 1600


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that somebody did at a moment: asked for a return of an order, or decided it."""

    moment: datetime
    order: Order
    to: Status
    request: ReturnRequest | None = None
    reason: str = ""


def draw_acts(tx: Tx, shop: Shop, orders: Iterable[Order], now: datetime, draw: random.Random) -> list[Act]:
    """Draw who asks for what and when, sorted by time; the newest order of each country stays untouched for trying."""
    today = now.astimezone(shop.settings.zone).date()
    delivered = [order for order in orders if order.delivered_on and order.delivered_on < today - timedelta(days=1)]
    kept = {order.buyer.address.country: order.number for order in delivered}.values()
    usual = [order for order in delivered if order.number not in kept and not order.is_business]
    free = [order for order in usual if any(map(_is_free, order.lines))]
    free.sort(key=lambda order: str(order.delivered_on))
    chosen = [*draw.sample(free[: -len(_WAITING)], len(_FATES)), *free[-len(_WAITING) :]]
    stored = [_read(tx, shop, order) for order in chosen]
    fates = zip(stored, (*_FATES, *_WAITING), strict=True)
    acts = [act for order, fate in fates for act in _acts(order, fate, now, draw)]
    rest = [_read(tx, shop, order) for order in free if order not in chosen]
    wishes = list(list_wishes(rest, lambda order, lines, is_gift: _wish(order, lines, is_gift, draw)))
    acts += [Act(_soon(wish.order, now, draw), wish.order, wish.becomes, wish.request) for wish in wishes]
    used = {order.order_id for wish in wishes for order in (wish.order, *wish.request.beside)}
    left = [order for order in rest if order.order_id not in used]
    business = [_read(tx, shop, order) for order in delivered if order.is_business]
    for held in list_held(left, business, today, lambda order, lines, is_gift: _wish(order, lines, is_gift, draw)):
        acts += _one_by_one(held, now)
    return sorted(acts, key=lambda act: act.moment)


def act_out(tx: Tx, shop: Shop, acts: Iterable[Act]) -> None:
    """Do what was drawn, in the order it happened."""
    made: dict[str, str] = {}
    for act in acts:
        if act.request is not None:
            item = request_return(tx, shop, act.order, act.request, "shopper", act.moment)
            made[act.order.order_id] = item.return_id
            if item.status is not act.to:
                raise ValueError(f"the demo's return of {act.order.number} became {item.status}, not {act.to}")
        elif act.to is Status.AUTHORIZED:
            deciding.approve(tx, shop.shop_id, made[act.order.order_id], _AGENT, act.moment)
        elif act.to is Status.DECLINED:
            deciding.decline(tx, shop.shop_id, made[act.order.order_id], act.reason, _AGENT, act.moment)
        elif act.to is Status.RECEIVED:
            take_box_in(tx, shop, made[act.order.order_id], _AGENT, act.moment)
        elif act.to is Status.CLOSED:
            unpack(tx, shop, made[act.order.order_id], _AGENT, act.moment)
        else:
            deciding.cancel(tx, shop.shop_id, made[act.order.order_id], _AGENT, act.moment)


def _acts(order: Order, fate: tuple[Status, ...], now: datetime, draw: random.Random) -> Iterator[Act]:
    assert order.delivered_on is not None
    arrived = datetime.combine(order.delivered_on, time(18), UTC)
    latest = min(now - timedelta(hours=3), arrived + timedelta(days=25))
    moment = arrived + (latest - arrived) * draw.random()
    yield Act(moment, order, fate[0], _request(order, fate[0] is Status.REQUESTED, draw))
    for to in fate[1:]:
        moment += (min(now, moment + timedelta(days=2)) - moment) * draw.uniform(0.1, 0.9)
        yield Act(moment, order, to, reason=draw.choice(_DECLINED))


def _one_by_one(wishes: Sequence[Wish], now: datetime) -> Iterator[Act]:
    """Ask for one after the other, the last one this morning."""
    for place, wish in enumerate(wishes, 1):
        assert wish.order.delivered_on is not None
        arrived = datetime.combine(wish.order.delivered_on, time(18), UTC)
        yield Act(arrived + (now - timedelta(hours=5) - arrived) * place / len(wishes), wish.order, wish.becomes, wish.request)


def _request(order: Order, differs: bool, draw: random.Random) -> ReturnRequest:
    free = [line for line in order.lines if _is_free(line)]
    lines = draw.sample(free, draw.randint(1, min(2, len(free))))
    language = match_language([order.language or "en"]) or "en"
    return ReturnRequest(
        order_id=order.order_id,
        lines=tuple(_line(line, language, draw) for line in lines),
        consignor=draw_consignor(order, differs, draw),
        own_fields={},
        delivery=draw.choice(list(Delivery)),
        language=language,
    )


def _wish(order: Order, lines: tuple[LineRequest, ...], is_gift: bool, draw: random.Random) -> ReturnRequest:
    """Ask for what somebody wishes; a gift is sent by whoever was given it, at an address of their own."""
    sender = draw_consignor(order, differs=False, draw=draw)
    if is_gift:
        other = find_somebody_else(order.buyer.address.country, order.buyer.name)
        sender = Consignor(other.name, other.email, other.phone, address_from({**other.address, "name": other.name}))
    language = match_language([order.language or "en"]) or "en"
    return ReturnRequest(order.order_id, lines, sender, {}, Delivery.BOTH, language, is_gift=is_gift)


def _soon(order: Order, now: datetime, draw: random.Random) -> datetime:
    """Choose a moment in the first days after an order came."""
    assert order.delivered_on is not None
    arrived = datetime.combine(order.delivered_on, time(18), UTC)
    return arrived + (min(now - timedelta(hours=3), arrived + timedelta(days=5)) - arrived) * draw.random()


def _read(tx: Tx, shop: Shop, order: Order) -> Order:
    known = find_order(tx, shop.shop_id, norm_order(order.number))
    assert known is not None, "the demo saved its orders a moment ago"
    return known


def _line(line: OrderLine, language: str, draw: random.Random) -> LineRequest:
    ware = find_ware(line.sku)
    reason = draw.choice(_SIZED if ware and ware.sizes else _OTHER)
    if ware and ware.price_minor < _KEPT_BELOW:  # the policy lets these stay, and here they are to come back
        reason = "changed_mind"
    sub_reason = "broken" if reason == "damaged" else ""
    notes = json.loads(resources.files("sendback.web.demo").joinpath("notes.json").read_text("utf-8"))
    note = notes[language].get(reason, "") if draw.random() < 0.5 else ""
    return LineRequest(line.line_id, draw.randint(1, line.quantity), reason, note, sub_reason=sub_reason, condition="opened")


def _is_free(line: OrderLine) -> bool:
    ware = find_ware(line.sku)
    return ware is not None and ware.is_returnable and ware.code != "gift_card"
