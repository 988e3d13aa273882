"""Answering: one shape as JSON, with a mark by which a reader knows whether it changed."""

from flask import Response, request

from sendback.errors import Code, Problem
from sendback.web.merchant_api.shapes import Shape


def as_answer(shape: Shape, status: int = 200) -> Response:
    """Answer with a shape."""
    return Response(shape.model_dump_json(), status, mimetype="application/json")


def as_resource(shape: Shape) -> Response:
    """Answer with one thing and its ETag; whoever has this state already is told so (304)."""
    response = _tag(shape)
    response.headers["Cache-Control"] = "private, no-cache"
    response.make_conditional(request)
    return response


def refuse_stale(shape: Shape) -> None:
    """Refuse a change of a state that is not the one the caller saw; without an If-Match nothing is asked."""
    if not request.if_match:
        return
    etag, _ = _tag(shape).get_etag()
    if not request.if_match.contains(etag or ""):
        raise Problem(Code.PRECONDITION_FAILED, "This changed since you read it. Read it again, then decide.")


def _tag(shape: Shape) -> Response:
    response = as_answer(shape)
    response.add_etag()
    return response
