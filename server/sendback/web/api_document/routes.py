"""Where the API's own description is: the document for programs, the pages for people."""

from flask import Blueprint, Response, jsonify

from sendback.web.api_document.drawing import draw_document
from sendback.web.context import get_context

door = Blueprint("api_document", __name__)


@door.get("/api/v1/openapi.json")
def show_document() -> Response:
    """Give the OpenAPI document, with this installation's address in it."""
    response = jsonify(draw_document(get_context().settings.base_url))
    response.headers["Access-Control-Allow-Origin"] = "*"  # tools on other pages read it; it says nothing of any shop
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
