"""Doing one thing with many returns of the list, each told of by itself; sent twice, it is done once."""

from collections.abc import Callable, Sequence

from flask import Response, g, request

from sendback.database.model import Tx
from sendback.delivery.bulk_mail import mail_labels
from sendback.delivery.label_file import draw_labels, read_labels
from sendback.delivery.tracking.arriving import Why, say_all_arrived
from sendback.delivery.tracking.model import Source
from sendback.errors import Code, Problem, refuse_field
from sendback.returns.bulk import MOST_AT_ONCE, Told, approve_all, as_json, decline_all, read_told
from sendback.returns.decline_reasons import DeclineReason
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.deciding import own_name
from sendback.web.desk.listing.page import draw_list
from sendback.web.turns import in_turn

_SAID = {"approve": "approved", "decline": "declined", "mail": "mailed", "arrived": "noted as arrived"}


@needs(Action.DECIDE)
def act_on_many() -> Response | str:
    """Do what was chosen with what was ticked and show the list with what came of each, or give its labels as one file."""
    shop, what = own_shop(), request.form.get("what", "")
    try:
        selected = _read_selected()
        if what == "labels":
            return _print(shop.shop_id, selected)
        told = _act(shop.shop_id, what, selected)
    except Problem as problem:
        if problem.code not in (Code.INVALID_FIELDS, Code.GLYPH_MISSING, Code.STATUS_CONFLICT):
            raise
        return draw_list(shop, problem=problem)
    return draw_list(shop, told, _SAID[what])


def _read_selected() -> list[str]:
    selected = list(dict.fromkeys(return_id[:40] for return_id in request.form.getlist("selected")))
    if not selected or len(selected) > MOST_AT_ONCE:
        detail = f"Tick at least one return, and at most {MOST_AT_ONCE}."
        raise refuse_field("selected", "required", detail)
    return selected


def _act(shop_id: str, what: str, selected: Sequence[str]) -> Sequence[Told]:
    context, person, form = get_context(), own_name(), request.form
    now, reason = context.clock(), DeclineReason(form.get("preset", ""), form.get("reason", ""))
    verbs: dict[str, Callable[[Tx], Sequence[Told]]] = {
        "approve": lambda tx: approve_all(tx, shop_id, selected, person, now),
        "decline": lambda tx: decline_all(tx, shop_id, selected, reason, person, now),
        "mail": lambda tx: mail_labels(tx, shop_id, selected, now),
        "arrived": lambda tx: say_all_arrived(tx, own_shop(), selected, Source(person, Why.NO_TRACKING.value), now),
    }
    if what not in verbs:
        raise refuse_field("what", "unknown", "Choose what is to be done with them.")
    asked = {"what": what, "selected": sorted(selected), "preset": reason.preset, "reason": reason.typed}
    key = form.get("key", "")

    def work(tx: Tx) -> Answer:
        return answer_once(tx, shop_id, "desk/returns", key, asked, now, lambda: Answer(200, as_json(verbs[what](tx))))

    return read_told(context.database.write(work).body)


def _print(shop_id: str, selected: Sequence[str]) -> Response:
    """Give the labels as one file, in the order in which they were ticked on the page."""
    context = get_context()
    papers = context.database.read(read_labels, context.settings.base_url, shop_id, selected)
    with in_turn():
        body = draw_labels(papers, context.clock().date())
    response = Response(body, mimetype="application/pdf")
    name = f"labels-{context.clock():%Y-%m-%d}-{g.request_id[-6:].lower()}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
