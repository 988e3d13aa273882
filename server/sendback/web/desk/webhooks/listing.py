"""The list of endpoints, and how to receive where there is none yet."""

from dataclasses import dataclass

from flask import Response, render_template

from sendback.database.model import Tx
from sendback.delivery.webhooks.delivery_store import count_open
from sendback.delivery.webhooks.model import Endpoint, Health
from sendback.delivery.webhooks.store import list_endpoints as read_endpoints
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.webhooks.samples import SAMPLES
from sendback.web.desk.webhooks.wording import say_heard, say_state, show_place
from sendback.web.moments import write_moment


@dataclass(frozen=True, slots=True)
class Shown:
    """One endpoint as the list shows it."""

    endpoint: Endpoint
    place: str
    state: tuple[str, str]
    heard: str
    health: Health


@needs(Action.MANAGE_KEYS)
def list_endpoints() -> Response | str:
    """List the shop's endpoints with how they do."""
    shop = own_shop()
    shown = get_context().database.read(_show_all, shop.shop_id)
    return render_template(
        "desk/webhooks/list.html",
        shop=shop,
        shown=shown,
        samples=SAMPLES,
        moment=lambda at: write_moment(at, shop.settings.zone),
    )


def _show_all(tx: Tx, shop_id: str) -> list[Shown]:
    counts, nothing = count_open(tx, shop_id), Health(0, 0)
    return [
        Shown(each, show_place(each.url), say_state(each), say_heard(each), counts.get(each.endpoint_id, nothing))
        for each in read_endpoints(tx, shop_id)
    ]
