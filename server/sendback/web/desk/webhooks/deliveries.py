"""One delivery: what was sent, each try with its answer, and once more."""

import json

from flask import Response, g, render_template, request, url_for

from sendback.database.model import Tx
from sendback.delivery.webhooks import delivery_store, store, try_store
from sendback.delivery.webhooks.model import Delivery, Endpoint, Try
from sendback.delivery.webhooks.replaying import replay_delivery
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.webhooks.wording import EVENTS, STATES, may_replay, say_answer, show_place
from sendback.web.going import see_other
from sendback.web.moments import write_moment


@needs(Action.MANAGE_KEYS)
def show_delivery(delivery_id: str) -> Response | str:
    """Show a delivery with its tries, the newest first."""
    shop = own_shop()
    delivery, endpoint, tries = get_context().database.read(_read, shop.shop_id, delivery_id)
    return render_template(
        "desk/webhooks/delivery.html",
        shop=shop, delivery=delivery, endpoint=endpoint, tries=tries, place=show_place(endpoint.url),
        state=STATES[delivery.state], event=EVENTS.get(delivery.type, delivery.type), may_replay=may_replay(delivery),
        body=json.dumps(json.loads(delivery.body), indent=2, ensure_ascii=False) if delivery.body else "",
        answer=say_answer, done=request.args.get("done", ""), now=get_context().clock(),
        moment=lambda at: write_moment(at, shop.settings.zone),
    )  # fmt: skip


@needs(Action.MANAGE_KEYS, fresh=True)
def replay(delivery_id: str) -> Response | str:
    """Send a delivery again under the same webhook-id."""
    context = get_context()
    context.database.write(replay_delivery, own_shop().shop_id, delivery_id, g.person.actor, context.clock())
    return see_other(url_for("desk.webhooks.show_delivery", delivery_id=delivery_id, done="replayed"))


def _read(tx: Tx, shop_id: str, delivery_id: str) -> tuple[Delivery, Endpoint, list[Try]]:
    delivery = delivery_store.get_delivery(tx, shop_id, delivery_id)
    endpoint = store.get_endpoint(tx, shop_id, delivery.endpoint_id)
    return delivery, endpoint, try_store.list_tries(tx, shop_id, delivery_id)
