"""One return with all there is to know and to decide about it."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, g, render_template, request

from sendback.database.ids import new_id
from sendback.errors import Problem
from sendback.paper.dots import RESOLUTIONS
from sendback.returns.model import BY_RIGHT, NEXT, Return, Status
from sendback.returns.rma import show_rma
from sendback.shops.address import format_address
from sendback.shops.fields import in_language
from sendback.shops.model import Shop
from sendback.shops.permissions import Action, may
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.age import say_age
from sendback.web.desk.journey import HOW_KNOWN
from sendback.web.desk.mails.telling import find_unreached, tell_mails
from sendback.web.desk.one_return.boxes import show_boxes, takes_more
from sendback.web.desk.one_return.changing import show_change
from sendback.web.desk.one_return.differences import list_differences
from sendback.web.desk.one_return.done_words import say_done
from sendback.web.desk.one_return.event_details import Details
from sendback.web.desk.one_return.facts import show_facts
from sendback.web.desk.one_return.freshness import mark_page
from sendback.web.desk.one_return.knowing import Known, read_return
from sendback.web.desk.one_return.lines import add_up, show_lines
from sendback.web.desk.one_return.next_step import find_next_step
from sendback.web.desk.one_return.talk import show_talk
from sendback.web.desk.papers import list_papers
from sendback.web.desk.photos import list_more, show_photos
from sendback.web.desk.presets import PRESET_TEXTS
from sendback.web.desk.receiving.arrived import show_arrived
from sendback.web.desk.sender import list_countries, write_consignor
from sendback.web.desk.states import STATES
from sendback.web.desk.timeline import tell
from sendback.web.moments import write_moment
from sendback.web.problems import STATUS
from sendback.words.catalogue import words_for

_ENGLISH = words_for("en")


@needs(Action.SEE_RETURNS)
def show_return(return_id: str) -> Response | str:
    """Show one of the shop's returns."""
    return draw_return(own_shop(), return_id)


def draw_return(shop: Shop, return_id: str, problem: Problem | None = None) -> Response:
    """Draw a return, with what stood in the way of deciding it; whatever was typed is kept.

    Whoever may not see people sees numbers, states and articles: no name, no address, no word that anybody typed.
    """
    context = get_context()
    sees, acts = (may(g.person, action, shop.shop_id) for action in (Action.SEE_PEOPLE, Action.DECIDE))
    known = context.database.read(read_return, shop, return_id, sees, context.clock())
    html = render_template(
        "desk/one_return/page.html",
        shop=shop,
        item=known.item,
        sees=sees,
        acts=acts,
        **_tell_state(shop, known),
        **_tell_goods(shop, known),
        **(_tell_people(shop, known) if sees else {}),
        **(_tell_acts(shop, known) if acts else {}),
        receives=may(g.person, Action.RECEIVE, shop.shop_id),
        key=new_id(),
        new_key=new_id,
        seen=mark_page(known.events),
        problem=problem,
        typed=request.form,
        done=request.args.get("done", ""),
        told=say_done(request.args.get("done", ""), known.item.received_at is not None),
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")


def _tell_state(shop: Shop, known: Known) -> dict[str, Any]:
    """Say where it stands, what is next and what happened."""
    item, zone, now = known.item, shop.settings.zone, get_context().clock()
    is_asked = any(message.is_open for message in known.messages)
    sees = may(g.person, Action.SEE_PEOPLE, shop.shop_id)
    details = Details(shop.settings, item, known.orders).tell(known.events)
    details |= tell_mails(known.events, known.mails, sees)
    return {
        "rma": show_rma(item.rma),
        "state": ("Waiting for the shopper", "warn") if is_asked else STATES[item.status],
        "waits": item.status is Status.REQUESTED,
        "next": find_next_step(item, known.parcels, known.dead, is_asked, known.arrived, zone),
        "undo": known.undo,
        "unreached": find_unreached(known.mails, item.consignor.email, sees),
        "entries": tell(known.events, zone, known.names, now, details),
        "names": known.names,
        "moment": lambda at: write_moment(at, zone),
        "made_at": write_moment(item.created_at, zone),
        "made_iso": item.created_at.isoformat(),
        "made_ago": f"{say_age(item.created_at, now)} ago",
        "return_to": format_address(item.return_to) if item.return_to else (),
    }


def _tell_goods(shop: Shop, known: Known) -> dict[str, Any]:
    """Say what comes back and in which boxes; both name articles and numbers alone."""
    photos = show_photos(known.item)
    sees = may(g.person, Action.SEE_PEOPLE, shop.shop_id)
    here = {receipt.parcel for receipt in known.arrived.receipts if receipt.undone_at is None}
    return {
        "lines": show_lines(shop, known.item, known.orders, photos),
        "total": add_up(known.item, known.orders),
        "more_photos": list_more(photos),
        "boxes": show_boxes(shop, known.item, known.parcels, known.words, here, sees),
        "facts": show_facts(known.item),
        "arrived": show_arrived(shop, known.item, known.orders, known.arrived, known.names),
        "why_arrived": HOW_KNOWN,
    }


def _tell_people(shop: Shop, known: Known) -> dict[str, Any]:
    """Say who sends it, what was said, and where the paper that names them lies."""
    context, item = get_context(), known.item
    address = item.consignor.address
    return {
        "address": format_address(address, _ENGLISH.country(address.country) if address.country else ""),
        "differences": list_differences(item, known.orders.values()),
        "own": _own_fields(shop, item),
        "papers": list_papers(context.links, item, known.parcels),
        "resolutions": RESOLUTIONS,
        "status_url": context.links.status_url(shop.shop_id, item.return_id),
        "talk": show_talk(known.messages, known.names, g.person.actor, shop.settings.zone, context.clock()),
    }


def _tell_acts(shop: Shop, known: Known) -> dict[str, Any]:
    """Prepare every form."""
    item, sender = known.item, known.item.consignor
    return {
        "can": {status.value for status in NEXT[item.status]},
        "is_by_right": item.because.get("rule") == BY_RIGHT,
        "takes_more": takes_more(item, known.parcels),
        "asks_carrier": any(parcel.carrier_name or parcel.is_awaited for parcel in known.parcels),
        "change": show_change(shop, item, known.orders[item.order_id], known.addable),
        "presets": PRESET_TEXTS,
        "sender": write_consignor(sender.name, sender.email, sender.phone, sender.address),
        "countries": list_countries(shop, sender.address.country),
    }


def _own_fields(shop: Shop, item: Return) -> Sequence[tuple[str, str]]:
    default = shop.settings.default_language
    labels: Mapping[str, str] = {field.id: in_language(field.label, "en", default) or field.id for field in shop.settings.fields}
    return [(labels.get(name, name), answer) for name, answer in item.own_fields.items()]
