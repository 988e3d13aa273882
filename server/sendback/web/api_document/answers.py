"""What an operation answers: when all is well, and every refusal by its status."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from sendback.errors import Code
from sendback.web.api_document.listing import Listed
from sendback.web.api_document.problem_shapes import ProblemShape
from sendback.web.api_document.schemas import Schemas
from sendback.web.problems import STATUS
from sendback.words.catalogue import words_for

_WAITS = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)


class Answers:
    """The answers of every operation; refusals that several have stand in the document once."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self.components: dict[str, Any] = {}

    def list(self, one: Listed) -> dict[str, Any]:
        """List the answers of an operation by status."""
        found = {status: self._draw_answer(one, status) for status in one.operation.answers}
        if one.operation.has_etag:
            found[304] = {"description": "What you have is still so.", "headers": _headers(one, "ETag")}
        for status, codes in _by_status(one.problems).items():
            found[status] = self._refer_refusal(one, status, codes)
        return {str(status): answer for status, answer in sorted(found.items())}

    def _draw_answer(self, one: Listed, status: int) -> dict[str, Any]:
        answer, marks = one.operation.answers[status], ["ETag"] if one.operation.has_etag else []
        drawn: dict[str, Any] = {"description": HTTPStatus(status).phrase, "headers": _headers(one, *marks)}
        if isinstance(answer, str):
            kinds = [kind.strip() for kind in answer.split(",") if kind.strip()]
            content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in kinds}
            return {**drawn, "content": content} if content else drawn
        return {**drawn, "content": {"application/json": {"schema": self._schemas.refer(answer, "serialization")}}}

    def _refer_refusal(self, one: Listed, status: int, codes: Sequence[Code]) -> dict[str, Any]:
        name = ".".join([*(["widget"] if one.is_of_widget else []), *codes])
        if name not in self.components:
            words = words_for("en")
            about = "\n".join(f"- `{code.value}`: {words(f'problem.{code.value}.title')}" for code in codes)
            self.components[name] = {
                "description": about,
                "headers": _headers(one, *(["Retry-After"] if status in _WAITS else [])),
                "content": {"application/problem+json": {"schema": self._schemas.refer(ProblemShape, "serialization")}},
                "x-codes": [code.value for code in codes],
            }
        return {"$ref": f"#/components/responses/{name}"}


def draw_headers() -> dict[str, Any]:
    """Draw the headers that answers have."""
    return {name: {"description": about, "schema": _SCHEMA.get(name, {"type": "string"})} for name, about in _ABOUT.items()}


def _by_status(problems: tuple[Code, ...]) -> dict[int, list[Code]]:
    found: dict[int, list[Code]] = {}
    for code in problems:
        found.setdefault(int(STATUS[code]), []).append(code)
    return found


def _headers(one: Listed, *more: str) -> dict[str, Any]:
    own = () if one.is_of_widget else ("RateLimit-Policy", "RateLimit")
    return {name: {"$ref": f"#/components/headers/{name}"} for name in ("X-Request-Id", *own, *more)}


_ABOUT = {
    "X-Request-Id": "Names the request in the log.",
    "RateLimit-Policy": "How often the key may ask: `q` requests in `w` seconds.",
    "RateLimit": "What is left of that: `r` requests for `t` seconds more.",
    "Retry-After": "In how many seconds to try again.",
    "ETag": "Marks the state that was answered.",
}
_SCHEMA = {"Retry-After": {"type": "integer"}}
