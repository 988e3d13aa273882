"""The OpenAPI document is what is committed, tells of every address, and is drawn from what answers."""

import json
import re
import subprocess
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from sendback.web.api_document.drawing import draw_document

ROOT = Path(__file__).parents[3]
ALONE = {"/api/v1/openapi.json", "/api/v1/widget/{pk}/verify/{nonce}", "/api/v1/widget/{pk}/{anything}"}
ALONE |= {"/api/v1/intake/shopify/{slug}", "/api/v1/intake/woocommerce/{slug}"}
"""The document itself, what only the builder's Verify hears, preflights, and what shop systems send in shapes of their own."""


def test_the_committed_document_is_this_versions() -> None:
    """A change of the API is to be seen in review: run `make api-document` and commit what it writes."""
    committed = json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8"))
    assert committed == draw_document(), "run `make api-document`, then look at what changed"


def test_the_committed_types_are_the_documents() -> None:
    folder = ROOT / "examples" / "typescript_client"
    document = (ROOT / "docs" / "openapi.json").read_bytes()
    written = subprocess.run(["node", folder / "write_types.mjs"], input=document, capture_output=True, check=True)
    assert written.stdout == (folder / "sendback_api.ts").read_bytes(), "run `make api-document`"


def test_every_address_of_the_api_is_in_it(app: Flask) -> None:
    told = {(path, method.upper()) for path, methods in draw_document()["paths"].items() for method in methods}
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")]
    there = {
        (re.sub(r"<(?:[^:<>]+:)?(\w+)>", r"{\1}", rule.rule), method)
        for rule in rules
        for method in rule.methods or ()
        if method not in ("HEAD", "OPTIONS")
    }
    assert {(path, method) for path, method in there if path not in ALONE} == told


def test_it_is_served_with_this_installations_address(client: FlaskClient) -> None:
    answer = client.get("/api/v1/openapi.json")
    assert answer.get_json()["openapi"] == "3.1.0"
    assert answer.get_json()["servers"] == [{"url": "http://localhost"}]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_every_reference_leads_somewhere_and_every_operation_is_told_of() -> None:
    document = draw_document()
    for reference in re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(document)):
        part = document
        for name in reference.split("/"):
            part = part[name]
    operations = [operation for methods in document["paths"].values() for operation in methods.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert all(operation["description"] and operation["summary"] for operation in operations)
