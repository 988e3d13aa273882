"""Taking a count in that was seen."""

from flask import Response, g, request, url_for

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.receiving.stock.count_file import read_count
from sendback.receiving.stock.importing import take_count
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.stock.files import draw_files
from sendback.web.going import see_other


@needs(Action.CHANGE_STOCK)
def take_file() -> Response | str:
    """Take in every row that fits, once for each preview that was shown."""
    shop, context, actor = own_shop(), get_context(), str(g.person.actor)
    text, once, now = request.form.get("text", ""), request.form.get("key", ""), context.clock()
    try:
        file = read_count(text)
    except Problem as problem:
        return Response(draw_files(shop, problem), 422)

    def work(tx: Tx) -> Answer:
        def take() -> Answer:
            return Answer(200, {"rows": take_count(tx, shop.shop_id, file, actor, now)})

        return answer_once(tx, shop.shop_id, "stock/count", once, {"mark": file.mark}, now, take)

    if not file.wishes:
        return Response(draw_files(shop, Problem(Code.INVALID_FIELDS, "No row of this file can be taken in.")), 422)
    answer = context.database.write(work)
    return see_other(url_for("desk.stock.show_files", taken=answer.body["rows"]))
