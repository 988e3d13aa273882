"""One return with all there is to know and to decide about it."""

from collections.abc import Mapping, Sequence

from flask import Response, g, render_template, request

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.delivery.facts import read_orders
from sendback.delivery.links import Document, Links
from sendback.errors import Problem
from sendback.journal.model import Event
from sendback.journal.store import list_events
from sendback.orders.model import Order
from sendback.paper.dots import RESOLUTIONS
from sendback.paper.model import Form
from sendback.returns import store
from sendback.returns.model import NEXT, PRINTABLE, Return, Status
from sendback.returns.parcel_store import list_parcels
from sendback.returns.parcels import Parcel
from sendback.returns.rma import show_rma
from sendback.returns.waiting import say_why
from sendback.shops.address import format_address
from sendback.shops.fields import in_language
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.boxes import list_label_urls
from sendback.web.context import get_context
from sendback.web.desk.boxes import show_boxes, takes_more
from sendback.web.desk.changing import show_change
from sendback.web.desk.differences import list_differences
from sendback.web.desk.facts import show_facts
from sendback.web.desk.lines import show_lines
from sendback.web.desk.papers import PAPERS
from sendback.web.desk.photos import list_more, show_photos
from sendback.web.desk.presets import PRESET_TEXTS
from sendback.web.desk.talk import read_talk, show_messages
from sendback.web.desk.timeline import name_approvers, tell
from sendback.web.desk.writing import STATES, write_moment
from sendback.web.problems import STATUS
from sendback.words.catalogue import words_for

_ENGLISH = words_for("en")


@needs(Action.SEE_RETURNS)
def show_return(return_id: str) -> Response | str:
    """Show one of the shop's returns."""
    return draw_return(own_shop(), return_id)


def draw_return(shop: Shop, return_id: str, problem: Problem | None = None) -> Response:
    """Draw a return, with what stood in the way of deciding it; the typed reason is kept."""
    context = get_context()
    item, orders, events, parcels = context.database.read(_read, shop.shop_id, return_id)
    photos = show_photos(item)
    messages, addable = context.database.read(read_talk, shop, item, context.clock())
    html = render_template(
        "desk/return.html",
        shop=shop,
        item=item,
        rma=show_rma(item.rma),
        state=("Waiting for the shopper", "warn") if any(one.is_open for one in messages) else STATES[item.status],
        can={status.value for status in NEXT[item.status]},
        why=say_why(item),
        facts=show_facts(item),
        lines=show_lines(shop, item, orders, photos),
        more_photos=list_more(photos),
        return_to=format_address(item.return_to) if item.return_to else (),
        address=_lay_out(item),
        differences=list_differences(item, orders.values()),
        own=_own_fields(shop, item),
        entries=tell(events, shop.settings.zone, name_approvers(shop)),
        moment=lambda at: write_moment(at, shop.settings.zone),
        papers=_list_papers(context.links, item, parcels),
        resolutions=RESOLUTIONS,
        status_url=context.links.status_url(shop.shop_id, return_id),
        boxes=show_boxes(shop, item, parcels),
        takes_more=takes_more(item, parcels),
        key=new_id(),
        waits=item.status is Status.REQUESTED,
        messages=show_messages(messages, shop.settings.zone),
        change=show_change(shop, item, orders[item.order_id], addable),
        problem=problem,
        typed=request.form,
        presets=PRESET_TEXTS,
        done=request.args.get("done", ""),
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")


def _read(tx: Tx, shop_id: str, return_id: str) -> tuple[Return, Mapping[str, Order], list[Event], list[Parcel]]:
    item = store.get_return(tx, shop_id, return_id)
    return item, read_orders(tx, item), list_events(tx, shop_id, return_id), list_parcels(tx, shop_id, return_id)


def _list_papers(links: Links, item: Return, parcels: Sequence[Parcel]) -> dict[str, tuple[str, dict[Form, str]]]:
    """Name the papers there are, each with its addresses by form; the label's are those that its carrier gave."""
    if item.status not in PRINTABLE:
        return {}
    ids = (item.shop_id, item.return_id)
    urls = {paper: links.document_urls(*ids, paper) for paper in PAPERS} | {Document.LABEL: list_label_urls(links, parcels[0])}
    return {paper.value: (name, urls[paper]) for paper, name in PAPERS.items() if urls[paper]}


def _lay_out(item: Return) -> tuple[str, ...]:
    address = item.consignor.address
    return format_address(address, _ENGLISH.country(address.country) if address.country else "")


def _own_fields(shop: Shop, item: Return) -> list[tuple[str, str]]:
    default = shop.settings.default_language
    labels = {field.id: in_language(field.label, "en", default) or field.id for field in shop.settings.fields}
    return [(labels.get(name, name), answer) for name, answer in item.own_fields.items()]
