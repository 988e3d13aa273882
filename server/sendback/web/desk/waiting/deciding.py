"""Deciding many returns at once, each told of by itself; sent twice, it is done once."""

from collections.abc import Sequence

from flask import Response, request

from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.returns.bulk import MOST_AT_ONCE, Told, approve_all, as_json, decline_all, read_told
from sendback.returns.decline_reasons import DeclineReason
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.deciding import own_name
from sendback.web.desk.waiting.listing import draw_waiting


@needs(Action.DECIDE)
def decide_many() -> Response | str:
    """Approve or decline what was selected, and show the queue with what came of each."""
    shop = own_shop()
    try:
        told = _decide(shop.shop_id)
    except Problem as problem:
        if problem.code is not Code.INVALID_FIELDS:
            raise
        return draw_waiting(shop, problem)
    return draw_waiting(shop, told=told)


def _decide(shop_id: str) -> Sequence[Told]:
    context, person, form = get_context(), own_name(), request.form
    now, key, verdict = context.clock(), form.get("key", ""), form.get("verdict", "")
    selected = sorted({return_id[:40] for return_id in form.getlist("selected")})
    reason = DeclineReason(form.get("preset", ""), form.get("reason", ""))
    if not selected or len(selected) > MOST_AT_ONCE or verdict not in ("approve", "decline"):
        detail = f"Select at least one return, and at most {MOST_AT_ONCE}."
        raise refuse_field("bulk", "required", detail)
    asked = {"verdict": verdict, "selected": selected, "preset": reason.preset, "reason": reason.typed}

    def work(tx: Tx) -> Answer:
        def decide() -> Answer:
            if verdict == "approve":
                return Answer(200, as_json(approve_all(tx, shop_id, selected, person, now)))
            return Answer(200, as_json(decline_all(tx, shop_id, selected, reason, person, now)))

        return answer_once(tx, shop_id, "desk/waiting", key, asked, now, decide)

    return read_told(context.database.write(work).body)
