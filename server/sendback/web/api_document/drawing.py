"""Drawing the OpenAPI 3.1 document from the tables of the doors and the models they name."""

from typing import Any

from sendback.shops.scopes import Scope
from sendback.web.api_document.answers import Answers, draw_headers
from sendback.web.api_document.listing import Listed, list_operations
from sendback.web.api_document.parameters import list_parameters
from sendback.web.api_document.schemas import Schemas
from sendback.web.api_document.sent import draw_webhooks
from sendback.web.api_document.telling import describe_view

VERSION = "1.0.0"
"""Of the API: it grows with every addition, and its first number with what would break somebody's program."""

EXAMPLE_URL = "https://returns.example"
_ABOUT = """Returns for any online shop. JSON in UTF-8, snake_case; moments are RFC 3339 in UTC, days ISO dates, money is in
minor units beside a currency. Refusals are `application/problem+json` with a permanent `code`. Creating needs an
`Idempotency-Key`: sent again with the same body it creates nothing and gives the same answer. Members may be added to answers."""
_TAGS = {
    "Orders": "Purchases as the shop tells of them; each time is the newer news.",
    "Returns": "What comes back: made, found, decided, changed.",
    "Labels": "Links to paper.",
    "Parcels": "The boxes of a return.",
    "Shipments": "Labels and slips for boxes that go out.",
    "Receiving": "What arrived, and what was found in it; for systems that do the receiving themselves.",
    "Stock": "What lies where, and what moved it.",
    "Documents": "What is kept as files.",
    "Events": "What happened, in order, for those who ask.",
    "Webhooks": "Who is called when something happens, what was sent and what came of it.",
    "Reports": "Figures of the shop.",
    "Privacy": "What is known of one person: told or erased.",
    "Widget": "For pages: no secret, the publishable key names the shop and the shopper proves the order.",
}


def draw_document(base_url: str = EXAMPLE_URL) -> dict[str, Any]:
    """Draw the whole document."""
    listed = list(list_operations())
    schemas, paths = Schemas(listed), dict[str, Any]()
    answers = Answers(schemas)
    for one in listed:
        drawn = {**_draw_operation(one, schemas), "responses": answers.list(one)}
        paths.setdefault(one.path, {})[one.operation.method.lower()] = drawn
    return {
        "openapi": "3.1.0",
        "info": {"title": "Sendback", "version": VERSION, "description": _ABOUT, "license": {"name": "MIT", "identifier": "MIT"}},
        "servers": [{"url": base_url}],
        "tags": [{"name": name, "description": about} for name, about in _TAGS.items()],
        "paths": paths,
        "webhooks": draw_webhooks(),
        "components": {
            "schemas": dict(sorted(schemas.components.items())),
            "responses": dict(sorted(answers.components.items())),
            "headers": draw_headers(),
            "securitySchemes": _draw_security(),
        },
    }


def _draw_operation(one: Listed, schemas: Schemas) -> dict[str, Any]:
    operation = one.operation
    drawn: dict[str, Any] = {
        "operationId": one.name,
        "summary": operation.summary,
        "description": describe_view(operation),
        "tags": [operation.tag],
        "security": [] if one.is_of_widget else [{"apiKey": [operation.scope.value] if operation.scope else []}],
        "parameters": list_parameters(one, schemas),
    }
    if operation.body:  # alone, though bytes may be taken too: generators drop an operation over one body they cannot write
        body = {"schema": schemas.refer(operation.body, "validation"), **_example(operation.example)}
        drawn["requestBody"] = {"required": True, "content": {"application/json": body}}
    elif operation.body_type:
        body = {"schema": {"type": "string", "format": "binary"}}
        drawn["requestBody"] = {"required": True, "content": {operation.body_type: body}}
    return drawn


def _example(example: Any) -> dict[str, Any]:
    return {"example": dict(example)} if example else {}


def _draw_security() -> dict[str, Any]:
    scopes = ", ".join(f"`{scope.value}`" for scope in Scope)
    about = f"A key from the desk or `sendback key add api`, on a server only. It opens what its scopes say: {scopes}."
    return {"apiKey": {"type": "http", "scheme": "bearer", "bearerFormat": "sbak_…", "description": about}}
