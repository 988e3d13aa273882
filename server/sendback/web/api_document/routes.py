"""Where the API's own description is: the document for programs, the page for people."""

import functools

from flask import Blueprint, Response, jsonify, render_template, request

from sendback.web.api_document.drawing import draw_document
from sendback.web.api_document.pages import list_entries
from sendback.web.context import get_context

door = Blueprint("api_document", __name__)


@door.get("/api/v1/openapi.json")
def show_document() -> Response:
    """Give the OpenAPI document, with this installation's address in it."""
    response = jsonify(draw_document(get_context().settings.base_url))
    response.headers["Access-Control-Allow-Origin"] = "*"  # tools on other pages read it; it says nothing of any shop
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@door.get("/docs/api")
def show_pages() -> Response:
    """Show every operation on one page."""
    return Response(_draw(get_context().settings.base_url, request.script_root), mimetype="text/html")


@functools.lru_cache(maxsize=8)
def _draw(base_url: str, _below: str) -> str:
    """Draw it once for each address and each path that the installation is below."""
    document = draw_document(base_url)
    return render_template("api_document/page.html", document=document, tags=list_entries(document), base_url=base_url)
