"""How much waits for the desk, for its navigation on every page."""

from flask import g

from sendback.database.model import Tx
from sendback.returns.queue_store import count_waiting
from sendback.returns.reminding import asked_before
from sendback.shops.store import get_shop
from sendback.web.context import get_context
from sendback.withdrawals.inbox_store import View, count_views


def give_count() -> dict[str, dict[str, int]]:
    """Give the templates of the desk `to_do`, how many by the part of the desk, once somebody is known to be signed in."""
    if "person" not in g:
        return {"to_do": {}}
    context, shop_id = get_context(), g.person.shop_id
    now = context.clock()

    def count(tx: Tx) -> dict[str, int]:
        waiting = count_waiting(tx, shop_id, asked_before(get_shop(tx, shop_id), now))
        return {"waiting": waiting, "withdrawals": count_views(tx, shop_id)[View.OPEN]}

    return {"to_do": context.database.read(count)}
