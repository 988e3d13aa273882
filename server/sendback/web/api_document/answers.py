"""What an operation answers: when all is well, and every refusal by its status."""

from http import HTTPStatus
from typing import Any

from sendback.errors import Code
from sendback.web.api_document.listing import Listed
from sendback.web.api_document.problem_shapes import ProblemShape
from sendback.web.api_document.schemas import Schemas
from sendback.web.problems import STATUS
from sendback.words.catalogue import words_for

_WAITS = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)


def list_answers(one: Listed, schemas: Schemas) -> dict[str, Any]:
    """List every answer of an operation by its status."""
    found = {status: _draw_answer(one, status, schemas) for status in one.operation.answers}
    if one.operation.has_etag:
        found[304] = {"description": "What you have is still so.", "headers": _headers(one, "ETag")}
    for status, codes in _by_status(one.problems).items():
        found[status] = _draw_refusal(one, status, codes, schemas)
    return {str(status): answer for status, answer in sorted(found.items())}


def _draw_answer(one: Listed, status: int, schemas: Schemas) -> dict[str, Any]:
    answer, marks = one.operation.answers[status], ["ETag"] if one.operation.has_etag else []
    drawn: dict[str, Any] = {"description": HTTPStatus(status).phrase, "headers": _headers(one, *marks)}
    if isinstance(answer, str):
        kinds = [kind.strip() for kind in answer.split(",") if kind.strip()]
        content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in kinds}
        return {**drawn, "content": content} if content else drawn
    return {**drawn, "content": {"application/json": {"schema": schemas.refer(answer, "serialization")}}}


def _draw_refusal(one: Listed, status: int, codes: list[Code], schemas: Schemas) -> dict[str, Any]:
    words = words_for("en")
    about = " · ".join(f"`{code.value}`: {words(f'problem.{code.value}.title')}" for code in codes)
    shape = schemas.refer(ProblemShape, "serialization")
    narrow = {"type": "object", "properties": {"code": {"enum": [code.value for code in codes]}}}
    marks = ["Retry-After"] if status in _WAITS else []
    return {
        "description": about,
        "headers": _headers(one, *marks),
        "content": {"application/problem+json": {"schema": {"allOf": [shape, narrow]}}},
    }


def _by_status(problems: tuple[Code, ...]) -> dict[int, list[Code]]:
    found: dict[int, list[Code]] = {}
    for code in problems:
        found.setdefault(int(STATUS[code]), []).append(code)
    return found


def _headers(one: Listed, *more: str) -> dict[str, Any]:
    own = () if one.is_of_widget else ("RateLimit-Policy", "RateLimit")
    return {
        name: {"description": _ABOUT[name], "schema": _SCHEMA.get(name, {"type": "string"})}
        for name in ("X-Request-Id", *own, *more)
    }


_ABOUT = {
    "X-Request-Id": "Names the request in the log.",
    "RateLimit-Policy": "How often the key may ask: `q` requests in `w` seconds.",
    "RateLimit": "What is left of that: `r` requests for `t` seconds more.",
    "Retry-After": "In how many seconds to try again.",
    "ETag": "Marks the state that was answered.",
}
_SCHEMA = {"Retry-After": {"type": "integer"}}
