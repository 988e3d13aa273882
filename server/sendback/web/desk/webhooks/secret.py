"""The secret of an endpoint: shown to whoever just proved to be its owner, and rolled."""

from flask import Response, g

from sendback.delivery.webhooks import endpoints
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.webhooks.showing import draw_endpoint


@needs(Action.MANAGE_KEYS, fresh=True)
def show(endpoint_id: str) -> Response | str:
    """Show the page once with the secret on it."""
    return _draw(endpoint_id, "")


@needs(Action.MANAGE_KEYS, fresh=True)
def roll(endpoint_id: str) -> Response | str:
    """Make a new secret and show it; the one before signs for another day."""
    context = get_context()
    shop_id, actor = own_shop().shop_id, g.person.actor
    context.database.write(endpoints.roll_secret, context.vault, shop_id, endpoint_id, actor, context.clock())
    return _draw(endpoint_id, "rolled")


def _draw(endpoint_id: str, done: str) -> Response:
    context, shop_id = get_context(), own_shop().shop_id
    secret = context.database.write(endpoints.show_secret, context.vault, shop_id, endpoint_id, g.person.actor, context.clock())
    return Response(draw_endpoint(endpoint_id, secret, done), headers={"Cache-Control": "no-store"}, mimetype="text/html")
