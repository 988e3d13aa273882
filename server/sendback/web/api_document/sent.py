"""What is sent to a shop's endpoints: the `webhooks` of the document (OpenAPI 3.1.0, 4.8.1), one for each event."""

from typing import Any

from sendback.delivery.webhooks.public_types import PUBLIC_TYPES

_HEADERS = {
    "webhook-id": "The event's id: the same at every try, so that what comes twice is known.",
    "webhook-timestamp": "When this try was signed, in seconds since 1970.",
    "webhook-signature": "One or two signatures, `v1,…` with a space between (Standard Webhooks).",
}
_ANSWERS = {"2XX": "Heard.", "410": "The endpoint is paused.", "default": "It is tried again over days."}


def draw_webhooks() -> dict[str, Any]:
    """Draw the call that tells of each event."""
    return {name: {"post": _draw_call(name)} for name in PUBLIC_TYPES}


def _draw_call(name: str) -> dict[str, Any]:
    header = {"in": "header", "required": True, "schema": {"type": "string"}}
    return {
        "operationId": f"told_{name.replace('.', '_')}",
        "tags": ["Webhooks"],
        "summary": f"Told when: {name}",
        "parameters": [{"name": each, "description": about, **header} for each, about in _HEADERS.items()],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Event"}}},
        },
        "responses": {status: {"description": about} for status, about in _ANSWERS.items()},
    }
