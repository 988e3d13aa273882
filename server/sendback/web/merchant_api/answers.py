"""Answering: one shape as JSON, with a mark by which a reader knows whether it changed."""

from flask import Response, request
from werkzeug.datastructures import ETags

from sendback.errors import Code, Problem
from sendback.web.merchant_api.shapes import Shape


def as_answer(shape: Shape, status: int = 200) -> Response:
    """Answer with a shape, and with the mark of its state."""
    response = Response(shape.model_dump_json(), status, mimetype="application/json")
    response.add_etag()
    return response


def as_resource(shape: Shape) -> Response:
    """Answer with one thing; whoever has this state already is told so (304)."""
    response = as_answer(shape)
    response.headers["Cache-Control"] = "private, no-cache"
    response.make_conditional(request)
    return response


def list_matches() -> ETags:
    """List the states that If-Match names; read here, for a write runs in another thread."""
    return request.if_match


def refuse_stale(shape: Shape | None, matches: ETags) -> None:
    """Refuse a change of a state that is not one the caller saw; where no If-Match came, nothing is asked."""
    if not matches:
        return
    etag = as_answer(shape).get_etag()[0] if shape else None
    if etag is None or not matches.contains(etag):
        raise Problem(Code.PRECONDITION_FAILED, "This changed since you read it. Read it again, then decide.")
