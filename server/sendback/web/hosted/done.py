"""Step 4: the number, the label, and what to do next; an address of its own, so that loading it again is harmless."""

from flask import Response

from sendback.database.ids import new_id
from sendback.errors import Code, Problem
from sendback.returns import store
from sendback.returns.model import PRINTABLE, Status
from sendback.returns.parcel_store import list_parcels
from sendback.web.box_page import show_boxes
from sendback.web.context import get_context
from sendback.web.going import see_other
from sendback.web.hosted.visit import begin_visit, draw
from sendback.web.reminding import say_reminder
from sendback.web.return_lines import view_lines
from sendback.web.shopper import describe_return


def show_done(slug: str, secret: str) -> Response:
    """Show what was made; once it has moved on, the status page knows better."""
    visit, context = begin_visit(slug), get_context()
    shop_id, return_id = context.links.read_status(secret)
    if shop_id != visit.shop.shop_id:
        raise Problem(Code.NOT_FOUND, "There is nothing at this address.")
    item = context.database.read(store.get_return, shop_id, return_id)
    boxes = context.database.read(list_parcels, shop_id, return_id)
    made = describe_return(context, visit.words, item, boxes, context.clock())
    if item.status not in PRINTABLE | {Status.REQUESTED, Status.CLOSED}:
        return see_other(made["status_url"])
    can_mail = bool(item.consignor.email) and made["label"] and not made["email"]
    return draw(
        visit,
        "done",
        item=item,
        made=made,
        secret=secret,
        key=new_id() if can_mail else "",
        boxes=show_boxes(visit.shop, item, boxes),
        lines=view_lines(item, visit.words),
        reminder=say_reminder(visit.shop, item, visit.words),
    )
