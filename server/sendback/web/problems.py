"""Problems as HTTP: one table of statuses, `application/problem+json` for machines, a page for people (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, g, jsonify, render_template, request
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge

from sendback.errors import Code, Problem
from sendback.web.context import get_context, pick_language
from sendback.words.catalogue import Words, words_for

STATUS: dict[Code, HTTPStatus] = {
    Code.NOT_VERIFIED: HTTPStatus.UNAUTHORIZED,
    Code.TOO_MANY_TRIES: HTTPStatus.TOO_MANY_REQUESTS,
    Code.SESSION_EXPIRED: HTTPStatus.UNAUTHORIZED,
    Code.INVALID_FIELDS: HTTPStatus.UNPROCESSABLE_ENTITY,
    Code.INVALID_JSON: HTTPStatus.BAD_REQUEST,
    Code.WRONG_CONTENT_TYPE: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    Code.TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Code.IDEMPOTENCY_KEY_MISSING: HTTPStatus.BAD_REQUEST,
    Code.IDEMPOTENCY_KEY_REUSED: HTTPStatus.UNPROCESSABLE_ENTITY,
    Code.NOT_RETURNABLE: HTTPStatus.CONFLICT,
    Code.QUANTITY_GONE: HTTPStatus.CONFLICT,
    Code.WRONG_ORIGIN: HTTPStatus.FORBIDDEN,
    Code.NOT_FOUND: HTTPStatus.NOT_FOUND,
    Code.METHOD_NOT_ALLOWED: HTTPStatus.METHOD_NOT_ALLOWED,
    Code.BUSY: HTTPStatus.SERVICE_UNAVAILABLE,
    Code.STORAGE_FULL: HTTPStatus.SERVICE_UNAVAILABLE,
    Code.GLYPH_MISSING: HTTPStatus.UNPROCESSABLE_ENTITY,
    Code.PHOTO_REFUSED: HTTPStatus.UNPROCESSABLE_ENTITY,
    Code.TOO_MANY_PHOTOS: HTTPStatus.TOO_MANY_REQUESTS,
    Code.SIGN_IN_NEEDED: HTTPStatus.UNAUTHORIZED,
    Code.NOT_ALLOWED: HTTPStatus.FORBIDDEN,
    Code.STATUS_CONFLICT: HTTPStatus.CONFLICT,
    Code.TOO_MANY_BOXES: HTTPStatus.CONFLICT,
    Code.SETTINGS_CONFLICT: HTTPStatus.CONFLICT,
    Code.CONTRAST_TOO_LOW: HTTPStatus.UNPROCESSABLE_ENTITY,
    Code.DESIGN_FAULTY: HTTPStatus.UNPROCESSABLE_ENTITY,
    Code.POLICY_INVALID: HTTPStatus.UNPROCESSABLE_ENTITY,
    Code.LINK_EXPIRED: HTTPStatus.GONE,
    Code.KEY_IN_BROWSER: HTTPStatus.FORBIDDEN,
    Code.KEY_ENDED: HTTPStatus.UNAUTHORIZED,
    Code.KEY_ELSEWHERE: HTTPStatus.FORBIDDEN,
    Code.SCOPE_MISSING: HTTPStatus.FORBIDDEN,
    Code.TOO_MANY_REQUESTS: HTTPStatus.TOO_MANY_REQUESTS,
    Code.PRECONDITION_FAILED: HTTPStatus.PRECONDITION_FAILED,
    Code.MAIL_NOT_SET: HTTPStatus.SERVICE_UNAVAILABLE,
    Code.WORK_NEEDED: HTTPStatus.PRECONDITION_REQUIRED,
    Code.CONFIRMATION_NEEDED: HTTPStatus.FORBIDDEN,
    Code.OTHER_SHOP: HTTPStatus.CONFLICT,
    Code.ALREADY_RECEIVED: HTTPStatus.CONFLICT,
    Code.UNKNOWN_CODE: HTTPStatus.NOT_FOUND,
    Code.CODE_INCOMPLETE: HTTPStatus.UNPROCESSABLE_ENTITY,
    Code.DEVICE_REVOKED: HTTPStatus.FORBIDDEN,
    Code.PIN_WRONG: HTTPStatus.FORBIDDEN,
    Code.WORKER_LOCKED: HTTPStatus.TOO_MANY_REQUESTS,
    Code.INTERNAL: HTTPStatus.INTERNAL_SERVER_ERROR,
}

_FROM_HTTP = {
    404: Problem(Code.NOT_FOUND, "There is nothing at this address."),
    405: Problem(Code.METHOD_NOT_ALLOWED, "This address does not answer that kind of request."),
    413: Problem(Code.TOO_LARGE, "This is too large to take in."),
    415: Problem(Code.WRONG_CONTENT_TYPE, "Send JSON, with Content-Type: application/json."),
}
_CRASHED = Problem(Code.INTERNAL, "Something went wrong on our side. Nothing was lost; try again.")


def install_problems(app: Flask) -> None:
    """Answer every refusal, ours and Flask's, in one shape."""
    app.register_error_handler(Problem, answer_problem)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, _answer_crash)
    app.log_exception = _log_crash  # type: ignore[assignment, method-assign]  # Flask's own writes the path, in which secrets ride


def answer_problem(problem: Problem) -> Response:
    """Turn a problem into the answer for this door: JSON where programs ask and for who asks for it, else a page."""
    g.problem_code = problem.code.value
    words = words_for(pick_language(request.args.get("lang") or getattr(g, "language", None)))
    status = STATUS[problem.code]
    body = as_json(problem, words)
    if _is_for_machines():
        response = jsonify(body)
        response.mimetype = "application/problem+json"
    else:
        response = Response(render_template("problem.html", problem=body, words=words), mimetype="text/html")
    response.status_code = status
    if problem.retry_after_seconds is not None:
        response.headers["Retry-After"] = str(problem.retry_after_seconds)
    return response


def _is_for_machines() -> bool:
    """Say whether to answer JSON; so too a Host header that is none, for a page would have no address to link to."""
    asked = (
        request.path.startswith(("/api/", "/dock/api/")) or request.is_json or request.accept_mimetypes.best == "application/json"
    )
    return asked or isinstance(request.routing_exception, BadRequest)


def as_json(problem: Problem, words: Words) -> dict[str, Any]:
    """Write a problem in the shape of RFC 9457, in the reader's language."""
    body: dict[str, Any] = {
        "type": f"{get_context().settings.base_url}/docs/problems#{problem.code.value}",
        "title": words(f"problem.{problem.code.value}.title"),
        "status": int(STATUS[problem.code]),
        "code": problem.code.value,
        "detail": _detail(problem, words),
        "instance": f"urn:sendback:request:{g.get('request_id', '')}",
    }
    if problem.errors:
        body["errors"] = [{"field": e.field, "code": e.code, "detail": e.detail} for e in problem.errors]
    return body


def _detail(problem: Problem, words: Words) -> str:
    """Say it in the shopper's language where the catalogue knows the sentence, else as the step said it."""
    if words.language == "en":
        return problem.detail
    try:
        return words(f"problem.{problem.key}", **problem.values)
    except KeyError:
        return problem.detail


def _answer_http(error: HTTPException) -> Response:
    if isinstance(error, RequestEntityTooLarge):
        return answer_problem(_FROM_HTTP[413])
    if error.code is not None and 300 <= error.code < 400:
        return Response(error.get_response())  # type: ignore[arg-type]  # a redirect is no problem
    if error.code is None or error.code >= 500:
        return answer_problem(_CRASHED)
    return answer_problem(_FROM_HTTP.get(error.code) or Problem(Code.INVALID_JSON, "This request cannot be read."))


def _answer_crash(error: Exception) -> Response:
    _log_crash(error)
    return answer_problem(_CRASHED)


def _log_crash(error: Any) -> None:
    current_app.logger.error("request failed", exc_info=error, extra={"facts": {"request_id": g.get("request_id")}})
