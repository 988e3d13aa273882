"""What an owner does with an endpoint between two looks: test, pause, go on, send what failed again."""

from datetime import timedelta

from flask import Response, g, request, url_for

from sendback.delivery.webhooks.endpoints import pause_endpoint
from sendback.delivery.webhooks.pausing import resume
from sendback.delivery.webhooks.replaying import replay_failed, send_test
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.going import see_other

SINCE_HOURS = {"1": 1, "24": 24, "168": 168, "720": 720}
"""How far back failed deliveries may be sent again: an hour, a day, a week, a month."""


@needs(Action.MANAGE_KEYS, fresh=True)
def test(endpoint_id: str) -> Response | str:
    """Send a test and lead to its delivery."""
    context = get_context()
    delivery_id = context.database.write(send_test, own_shop().shop_id, endpoint_id, context.clock())
    return see_other(url_for("desk.webhooks.show_delivery", delivery_id=delivery_id))


@needs(Action.MANAGE_KEYS, fresh=True)
def pause(endpoint_id: str) -> Response | str:
    """Let what is for an endpoint wait."""
    context = get_context()
    context.database.write(pause_endpoint, own_shop().shop_id, endpoint_id, g.person.actor, context.clock())
    return _back(endpoint_id, "paused")


@needs(Action.MANAGE_KEYS, fresh=True)
def go_on(endpoint_id: str) -> Response | str:
    """Send what waited."""
    context = get_context()
    context.database.write(resume, own_shop().shop_id, endpoint_id, g.person.actor, context.clock())
    return _back(endpoint_id, "resumed")


@needs(Action.MANAGE_KEYS, fresh=True)
def replay_all(endpoint_id: str) -> Response | str:
    """Send again all that failed in the time that was chosen."""
    context, hours = get_context(), SINCE_HOURS.get(request.form.get("hours", ""), 24)
    now = context.clock()
    since = now - timedelta(hours=hours)
    count = context.database.write(replay_failed, own_shop().shop_id, endpoint_id, since, g.person.actor, now)
    return _back(endpoint_id, "replayed" if count else "nothing")


def _back(endpoint_id: str, done: str) -> Response:
    return see_other(url_for("desk.webhooks.show", endpoint_id=endpoint_id, done=done))
