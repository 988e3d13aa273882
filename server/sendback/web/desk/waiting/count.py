"""How many returns wait for the desk, for its navigation on every page."""

from flask import g

from sendback.returns.queue_store import count_waiting
from sendback.returns.reminding import asked_before
from sendback.shops.store import get_shop
from sendback.web.context import get_context


def give_count() -> dict[str, int]:
    """Give the templates of the desk `waiting_count`, once somebody is known to be signed in."""
    if "person" not in g:
        return {"waiting_count": 0}
    context, shop_id = get_context(), g.person.shop_id
    now = context.clock()
    return {
        "waiting_count": context.database.read(lambda tx: count_waiting(tx, shop_id, asked_before(get_shop(tx, shop_id), now)))
    }
