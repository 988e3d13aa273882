"""What the widget's door and the hosted page both do for a shopper: open an order, make a return, say what came of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import request

from sendback.database.model import Tx
from sendback.delivery.links import Document, Links
from sendback.errors import Code, FieldError, Problem
from sendback.orders import opening, store
from sendback.orders.gifts import as_given
from sendback.orders.lookup_store import find_lookup
from sendback.orders.model import Order
from sendback.orders.opening import Caller, Opened, OpeningParts
from sendback.paper.model import Form
from sendback.returns.checking import MOST_ORDERS, check_request
from sendback.returns.fees import say_fees
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.returns.model import PRINTABLE, Consignor, Delivery, Return, ReturnRequest
from sendback.returns.parcel_store import list_parcels
from sendback.returns.parcels import Parcel
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.shops.model import Shop
from sendback.shops.options import ANY_POST, ReturnOption
from sendback.shops.resolutions import list_resolutions
from sendback.shops.text import mask_email
from sendback.web.boxes import describe_boxes, list_label_urls
from sendback.web.context import Context, get_context
from sendback.web.line_terms import describe_line
from sendback.web.options import describe_option
from sendback.web.order_lookup import look_up_order, refusing_evenly
from sendback.web.printing import refuse_unprintable
from sendback.words.catalogue import Words

SHOPPER = "shopper"


def open_order(shop: Shop, token: str, number: str, proof: Mapping[str, str]) -> Opened:
    """Open an order by token where there is one, else by number and proof."""
    context = get_context()
    now = context.clock()
    parts = OpeningParts(context.database, context.vault, context.pepper, context.settings.token_days)
    if token:
        return opening.open_by_token(parts, shop, token, number, proof, now)
    caller = Caller(request.remote_addr or "")
    if context.database.read(find_lookup, shop.shop_id) is None:
        return opening.open_by_number(parts, shop, number, proof, caller, now)
    with refusing_evenly():
        return opening.open_by_number(parts, shop, number, proof, caller, now, lambda: look_up_order(shop, number))


def describe_opened(shop: Shop, opened: Opened, words: Words) -> dict[str, Any]:
    """Write what a shopper may see of an order: more once it is proved."""
    context, order = get_context(), opened.order
    today = context.clock().astimezone(shop.settings.zone).date()
    lines = [describe_line(shop, opened, line, words, today) for line in order.lines] if opened.shows_lines else []
    return {
        "proved": opened.is_proved,
        "gift": opened.is_gift,
        "business": order.is_business and not opened.is_gift,
        "session": _make_session(context, shop, opened) if opened.is_proved else None,
        "proof_fields": list(opened.proof_fields),
        "order": {
            "number": order.number,
            "ordered_on": order.ordered_on.isoformat() if order.ordered_on else None,
            "currency": None if opened.is_gift else order.currency,
        },
        "lines": lines,
        "resolutions": [each.value for each in list_resolutions(shop.settings.resolutions, opened.is_gift)],
        "contact": _contact(shop, order) if opened.is_proved else None,
        "options": [describe_option(option, shop.settings, words) for option in _list_options(shop, order)],
        "email_masked": (mask_email(order.buyer.email) or None) if opened.is_proved else None,
        "asks_first": shop.settings.policy.approval == "none" or not shop.settings.delivery.has_return_address,
    }


def read_session(shop: Shop, session: str) -> Opened:
    """Open the order that a session proved, if it is this shop's; of a gift only what was given."""
    context = get_context()
    said = context.links.read_session(session)
    if said.shop_id != shop.shop_id:
        raise Problem(Code.SESSION_EXPIRED, "Please show once more which order is yours.")
    try:
        order = context.database.read(store.get_order, said.shop_id, said.order_id)
    except KeyError:  # forgotten since it was proved
        raise Problem(Code.SESSION_EXPIRED, "Please show once more which order is yours.") from None
    seen = as_given(order, said.line_ids) if said.is_gift else order
    return Opened(seen, is_proved=True, shows_lines=True, proof_fields=(), is_gift=said.is_gift)


def read_beside(shop: Shop, opened: Opened, body: Mapping[str, Any]) -> tuple[Order, ...]:
    """Open the orders whose lines go into the same box, each by a session of its own.

    A gift travels with gifts only, for a return shows its buyer's name or nobody's. Problem session-expired names the one.
    """
    raw = body.get("beside")
    sessions = [item.get("session") if isinstance(item, dict) else "" for item in raw] if isinstance(raw, list) else []
    return tuple(_read_other(shop, opened, place, session) for place, session in enumerate(sessions[:MOST_ORDERS]))


def make_return(shop: Shop, opened: Opened, body: dict[str, Any], key: str, words: Words) -> Answer:
    """Make the return that a shopper asks for, once per idempotency key, and say what came of it."""
    context, order = get_context(), opened.order
    checked = check_request(shop, order, body, words, read_beside(shop, opened, body), opened.is_gift)
    refuse_unprintable(list_printed(checked.consignor))
    asked = without_sessions(body)
    scope = f"returns/{order.order_id}"
    return context.database.write(_make_once, context, shop, order, checked, scope, key, asked, context.clock())


def without_sessions(body: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a shopper asks for, without the bearers that prove it: the same request may be sent with newer ones."""
    asked = {name: value for name, value in body.items() if name != "session"}
    if isinstance(beside := asked.get("beside"), list):
        asked["beside"] = [{**item, "session": None} if isinstance(item, dict) else item for item in beside]
    return asked


def describe_return(context: Context, words: Words, item: Return, parcels: Sequence[Parcel], now: datetime) -> dict[str, Any]:
    """Write where a return stands, with its boxes, and fresh links to its paper once there is any."""
    links, ids = context.links, (item.shop_id, item.return_id)
    printable = item.status in PRINTABLE
    mailed = (item.delivery is not Delivery.POPUP or item.is_kept) and bool(item.consignor.email)
    return {
        "return": {"rma": show_rma(item.rma), "status": item.status.value},
        "kept": item.is_kept,
        "fee_text": say_fees([(line.fee_minor, line.fee_currency) for line in item.lines], words),
        "label": _address(list_label_urls(links, parcels[0]), links, now) if printable else None,
        "packing_slip": _address(links.document_urls(*ids, Document.SLIP), links, now) if printable else None,
        "parcels": describe_boxes(context, words, item, parcels),
        "status_url": links.status_url(*ids),
        "email": {"masked": mask_email(item.consignor.email), "state": "queued"} if mailed else None,
    }


def _address(forms: dict[Form, str], links: Links, now: datetime) -> dict[str, Any] | None:
    return {"pdf": forms[Form.PDF], "forms": forms, "expires_at": links.label_expires_at(now)} if forms else None


def _make_once(
    tx: Tx,
    context: Context,
    shop: Shop,
    order: Order,
    checked: ReturnRequest,
    scope: str,
    key: str,
    asked: Mapping[str, Any],
    now: datetime,
) -> Answer:
    def work() -> Answer:
        item = request_return(tx, shop, order, checked, SHOPPER, now)
        parcels = list_parcels(tx, shop.shop_id, item.return_id)
        words = shop.settings.words(item.language)
        made = describe_return(context, words, item, parcels, now)
        if asked.get("agreed", made["fee_text"]) != made["fee_text"]:
            raise _other_fee(words)
        return Answer(201 if item.is_settled else 202, made)

    return answer_once(tx, shop.shop_id, scope, key, asked, now, work)


def _other_fee(words: Words) -> Problem:
    """Refuse to charge what nobody was shown: the policy became another between looking and sending."""
    said = words("hosted.terms_changed")
    return Problem(Code.INVALID_FIELDS, said, errors=[FieldError("agreed", "unknown", said)])


def list_printed(consignor: Consignor) -> dict[str, str]:
    """List what paper says of a sender, by the field it was typed in."""
    address = consignor.address
    place = {name: getattr(address, name) for name in ("company", "postcode", "city", "district", "region")}
    place["lines"] = " ".join(address.lines)
    return {"contact.name": consignor.name, **{f"contact.address.{name}": text for name, text in place.items()}}


def _make_session(context: Context, shop: Shop, opened: Opened) -> str:
    """Make the bearer of what was proved; a gift's names the lines, for its token may name fewer than the order has."""
    order = opened.order
    line_ids = [line.line_id for line in order.lines] if opened.is_gift else []
    return context.links.session(shop.shop_id, order.order_id, opened.is_gift, line_ids)


def _read_other(shop: Shop, opened: Opened, place: int, session: object) -> Order:
    try:
        other = read_session(shop, session if isinstance(session, str) else "")
    except Problem as problem:
        error = FieldError(f"beside.{place}.session", "required", problem.detail)
        raise Problem(problem.code, problem.detail, errors=[error]) from None
    if other.is_gift is not opened.is_gift:
        error = FieldError(f"beside.{place}.session", "unknown", "A gift travels with gifts only.")
        raise Problem(Code.INVALID_FIELDS, "A gift travels with gifts only.", errors=[error])
    return other.order


def _contact(shop: Shop, order: Order) -> dict[str, Any]:
    """Write what is known beforehand; `option` is the way that is taken unless another is chosen.

    Who is not known to live anywhere most likely lives where the shop takes its parcels.
    """
    buyer = order.buyer
    country = buyer.address.country or shop.settings.delivery.return_address.country
    first = next(iter(_list_options(shop, order)), ANY_POST)
    return {
        "name": buyer.name,
        "phone": buyer.phone,
        "address": {**buyer.address.as_json(), "country": country},
        "option": first.id,
    }


def _list_options(shop: Shop, order: Order) -> list[ReturnOption]:
    """List the ways that may be open to this order's buyer, whatever the reason turns out to be."""
    country = order.buyer.address.country
    return [option for option in shop.settings.options if not country or not option.countries or country in option.countries]
