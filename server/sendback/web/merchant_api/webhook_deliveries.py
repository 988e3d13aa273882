"""Deliveries: the log, a test, once more, pause and resume."""

from flask import Response
from pydantic import Field

from sendback.database.model import Tx
from sendback.delivery.webhooks import delivery_store, store, try_store
from sendback.delivery.webhooks.endpoints import pause_endpoint
from sendback.delivery.webhooks.model import DeliveryState
from sendback.delivery.webhooks.pausing import resume
from sendback.delivery.webhooks.replaying import replay_delivery, replay_failed, send_test
from sendback.errors import Code
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.shops.scopes import Scope
from sendback.web.merchant_api.answers import as_answer
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.paging import PageQuery
from sendback.web.merchant_api.webhook_shapes import (
    Count,
    DeliveryDetail,
    DeliveryPage,
    DeliveryShape,
    EndpointShape,
    Since,
    describe_delivery,
    describe_endpoint,
    describe_log,
)
from sendback.web.paging import cut_page

_SCOPE = "webhook-tests"


class DeliveryQuery(PageQuery):
    """All that is given must hold."""

    state: DeliveryState | None = Field(default=None, description="how far it is")
    type: str = Field(default="", max_length=64, description="of which event")


def list_deliveries(asked: Asked[None, DeliveryQuery], endpoint_id: str) -> Response:
    """List what was for an endpoint in the last thirty days, newest first."""
    query, shop_id = asked.query, asked.shop.shop_id

    def read(tx: Tx) -> DeliveryPage:
        store.get_endpoint(tx, shop_id, endpoint_id)
        state = query.state.value if query.state else ""
        found = delivery_store.list_deliveries(tx, shop_id, endpoint_id, query.cursor, query.limit + 1, state, query.type)
        page, more = cut_page(found, query.limit, lambda each: each.delivery_id)
        return DeliveryPage(data=[describe_delivery(each) for each in page], next_cursor=more)

    return as_answer(asked.context.database.read(read))


def show_delivery(asked: Asked[None, None], delivery_id: str) -> Response:
    """Show a delivery: what is sent, and each try with its answer."""

    def read(tx: Tx) -> DeliveryDetail:
        delivery = delivery_store.get_delivery(tx, asked.shop.shop_id, delivery_id)
        return describe_log(delivery, try_store.list_tries(tx, asked.shop.shop_id, delivery_id))

    return as_answer(asked.context.database.read(read))


def send_webhook_test(asked: Asked[None, None], endpoint_id: str) -> Response:
    """Put a test on its way, once per idempotency key."""
    shop_id = asked.shop.shop_id

    def once(tx: Tx) -> DeliveryShape:
        def send() -> Answer:
            return Answer(202, {"id": send_test(tx, shop_id, endpoint_id, asked.now)})

        kept = answer_once(tx, shop_id, _SCOPE, asked.key, {"endpoint_id": endpoint_id}, asked.now, send)
        return describe_delivery(delivery_store.get_delivery(tx, shop_id, str(kept.body["id"])))

    return as_answer(asked.context.database.write(once), 202)


def replay_webhook_delivery(asked: Asked[None, None], delivery_id: str) -> Response:
    """Send a delivery again, the same bytes under the same id."""

    def again(tx: Tx) -> DeliveryShape:
        replay_delivery(tx, asked.shop.shop_id, delivery_id, asked.actor, asked.now)
        return describe_delivery(delivery_store.get_delivery(tx, asked.shop.shop_id, delivery_id))

    return as_answer(asked.context.database.write(again), 202)


def replay_failed_deliveries(asked: Asked[Since, None], endpoint_id: str) -> Response:
    """Send again all that failed and was made since a moment."""
    shop_id, since = asked.shop.shop_id, asked.body.since
    count = asked.context.database.write(replay_failed, shop_id, endpoint_id, since, asked.actor, asked.now)
    return as_answer(Count(count=count), 202)


def pause_webhook_endpoint(asked: Asked[None, None], endpoint_id: str) -> Response:
    """Stop calling an endpoint; what happens meanwhile waits, up to thirty days."""
    paused = asked.context.database.write(pause_endpoint, asked.shop.shop_id, endpoint_id, asked.actor, asked.now)
    return as_answer(describe_endpoint(paused))


def resume_webhook_endpoint(asked: Asked[None, None], endpoint_id: str) -> Response:
    """Go on calling an endpoint, with what waited first."""

    def go_on(tx: Tx) -> EndpointShape:
        resume(tx, asked.shop.shop_id, endpoint_id, asked.actor, asked.now)
        return describe_endpoint(store.get_endpoint(tx, asked.shop.shop_id, endpoint_id))

    return as_answer(asked.context.database.write(go_on))


_W, _MISSING = Scope.WEBHOOKS_WRITE, (Code.NOT_FOUND,)
OPERATIONS = (
    Operation(
        "POST", "/webhook-endpoints/{endpoint_id}/test", "send_webhook_test", "Send a test", send_webhook_test, _W, "Webhooks",
        answers={202: DeliveryShape}, problems=(Code.NOT_FOUND, Code.TOO_MANY_TRIES), is_creating=True,
    ),
    Operation(
        "POST", "/webhook-endpoints/{endpoint_id}/pause", "pause_webhook_endpoint", "Pause an endpoint", pause_webhook_endpoint,
        _W, "Webhooks", answers={200: EndpointShape}, problems=_MISSING,
    ),
    Operation(
        "POST", "/webhook-endpoints/{endpoint_id}/resume", "resume_webhook_endpoint", "Resume an endpoint",
        resume_webhook_endpoint, _W, "Webhooks", answers={200: EndpointShape}, problems=_MISSING,
    ),
    Operation(
        "POST", "/webhook-endpoints/{endpoint_id}/replay", "replay_failed_deliveries", "Send what failed again",
        replay_failed_deliveries, _W, "Webhooks", body=Since, answers={202: Count}, problems=_MISSING,
    ),
    Operation(
        "GET", "/webhook-endpoints/{endpoint_id}/deliveries", "list_deliveries", "List deliveries", list_deliveries, _W,
        "Webhooks", query=DeliveryQuery, answers={200: DeliveryPage}, problems=_MISSING,
    ),
    Operation(
        "GET", "/webhook-deliveries/{delivery_id}", "show_delivery", "Show a delivery", show_delivery, _W, "Webhooks",
        answers={200: DeliveryDetail}, problems=_MISSING,
    ),
    Operation(
        "POST", "/webhook-deliveries/{delivery_id}/replay", "replay_webhook_delivery", "Send a delivery again",
        replay_webhook_delivery, _W, "Webhooks", answers={202: DeliveryShape}, problems=_MISSING,
    ),
)  # fmt: skip
