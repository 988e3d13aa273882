"""How much waits for the desk, for its navigation on every page."""

from flask import g

from sendback.database.model import Tx
from sendback.returns.queue_store import count_waiting
from sendback.returns.reminding import asked_before
from sendback.shops.store import get_shop
from sendback.web.context import get_context
from sendback.withdrawals.inbox_store import count_open


def count_to_do() -> dict[str, int]:
    """Count what waits in the shop of who is signed in, by the part of the desk."""
    context, shop_id = get_context(), g.person.shop_id
    now = context.clock()

    def count(tx: Tx) -> dict[str, int]:
        waiting = count_waiting(tx, shop_id, asked_before(get_shop(tx, shop_id), now))
        return {"waiting": waiting, "withdrawals": count_open(tx, shop_id)}

    return context.database.read(count)
