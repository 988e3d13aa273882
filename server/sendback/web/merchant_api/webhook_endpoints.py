"""The endpoints that are called when something happens."""

from typing import Any

from flask import Response

from sendback.database.model import Tx
from sendback.delivery.webhooks import endpoints, store
from sendback.delivery.webhooks.signing import open_secret
from sendback.errors import Code
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.settings.reading import get_reach
from sendback.shops.scopes import Scope
from sendback.web.merchant_api.answers import as_answer
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.webhook_shapes import (
    EndpointList,
    EndpointShape,
    EndpointWish,
    EndpointWithSecret,
    describe_endpoint,
)

_SCOPE = "webhook-endpoints"


def list_webhook_endpoints(asked: Asked[None, None]) -> Response:
    """List the shop's endpoints, oldest first."""
    found = asked.context.database.read(store.list_endpoints, asked.shop.shop_id)
    return as_answer(EndpointList(data=[describe_endpoint(each) for each in found]))


def show_webhook_endpoint(asked: Asked[None, None], endpoint_id: str) -> Response:
    """Show an endpoint and how it does."""
    return as_answer(describe_endpoint(asked.context.database.read(store.get_endpoint, asked.shop.shop_id, endpoint_id)))


def add_webhook_endpoint(asked: Asked[EndpointWish, None]) -> Response:
    """Add an endpoint; the answer has its secret, and so has the same request sent again."""
    context, shop_id, wish = asked.context, asked.shop.shop_id, asked.body.as_wish()
    reach = get_reach(context.settings)

    def add(tx: Tx) -> str:
        return endpoints.add_endpoint(tx, context.vault, reach, shop_id, wish, asked.actor, asked.now).endpoint_id

    return _with_secret(asked, asked.body.model_dump(mode="json"), add)


def change_webhook_endpoint(asked: Asked[EndpointWish, None], endpoint_id: str) -> Response:
    """Replace where an endpoint is, what it hears and its note."""
    reach, wish = get_reach(asked.context.settings), asked.body.as_wish()
    changed = asked.context.database.write(
        endpoints.change_endpoint, reach, asked.shop.shop_id, endpoint_id, wish, asked.actor, asked.now
    )
    return as_answer(describe_endpoint(changed))


def remove_webhook_endpoint(asked: Asked[None, None], endpoint_id: str) -> Response:
    """Remove an endpoint with its log and what waits for it."""
    asked.context.database.write(endpoints.remove_endpoint, asked.shop.shop_id, endpoint_id, asked.actor, asked.now)
    return Response(status=204)


def roll_webhook_secret(asked: Asked[None, None], endpoint_id: str) -> Response:
    """Make a new secret; the one before signs beside it for 24 hours."""
    vault, shop_id = asked.context.vault, asked.shop.shop_id

    def roll(tx: Tx) -> str:
        return endpoints.roll_secret(tx, vault, shop_id, endpoint_id, asked.actor, asked.now).endpoint_id

    return _with_secret(asked, {"roll": endpoint_id}, roll)


def _with_secret(asked: Asked[Any, Any], sent: dict[str, Any], work: Any) -> Response:
    """Do it once per idempotency key, and answer with the secret, which is kept in the vault's seal and nowhere else."""
    vault, shop_id = asked.context.vault, asked.shop.shop_id

    def once(tx: Tx) -> EndpointWithSecret:
        kept = answer_once(tx, shop_id, _SCOPE, asked.key, sent, asked.now, lambda: Answer(201, {"id": work(tx)}))
        found = store.get_endpoint(tx, shop_id, str(kept.body["id"]))
        return EndpointWithSecret(**describe_endpoint(found).model_dump(), secret=open_secret(vault, found))

    response = as_answer(asked.context.database.write(once), 201)
    response.headers["Cache-Control"] = "no-store"
    return response


_W = Scope.WEBHOOKS_WRITE
OPERATIONS = (
    Operation(
        "GET", "/webhook-endpoints", "list_webhook_endpoints", "List endpoints", list_webhook_endpoints, _W, "Webhooks",
        answers={200: EndpointList},
    ),
    Operation(
        "POST", "/webhook-endpoints", "add_webhook_endpoint", "Add an endpoint", add_webhook_endpoint, _W, "Webhooks",
        body=EndpointWish, answers={201: EndpointWithSecret}, is_creating=True,
    ),
    Operation(
        "GET", "/webhook-endpoints/{endpoint_id}", "show_webhook_endpoint", "Show an endpoint", show_webhook_endpoint, _W,
        "Webhooks", answers={200: EndpointShape}, problems=(Code.NOT_FOUND,),
    ),
    Operation(
        "PUT", "/webhook-endpoints/{endpoint_id}", "change_webhook_endpoint", "Change an endpoint", change_webhook_endpoint, _W,
        "Webhooks", body=EndpointWish, answers={200: EndpointShape}, problems=(Code.NOT_FOUND,),
    ),
    Operation(
        "DELETE", "/webhook-endpoints/{endpoint_id}", "remove_webhook_endpoint", "Remove an endpoint", remove_webhook_endpoint,
        _W, "Webhooks", answers={204: ""}, problems=(Code.NOT_FOUND,),
    ),
    Operation(
        "POST", "/webhook-endpoints/{endpoint_id}/roll", "roll_webhook_secret", "Roll the secret", roll_webhook_secret, _W,
        "Webhooks", answers={201: EndpointWithSecret}, problems=(Code.NOT_FOUND,), is_creating=True,
    ),
)  # fmt: skip
