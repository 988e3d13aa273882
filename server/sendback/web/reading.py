"""Reading what a request sent: JSON objects of sane size, and nothing else."""

import json
from typing import Any

from flask import request

from sendback.errors import Code, Problem

MOST_BYTES = 64 * 1024


def read_json() -> dict[str, Any]:
    """Read the body as one JSON object; problems wrong-content-type, too-large, invalid-json."""
    return parse_json(read_body())


def read_body(most: int = MOST_BYTES) -> bytes:
    """Read a JSON body's bytes.

    A `text/plain` body is refused, so that no other site's page can post here without asking first (CORS preflight).
    """
    if request.mimetype != "application/json":
        raise Problem(Code.WRONG_CONTENT_TYPE, "Send JSON, with Content-Type: application/json.")
    request.max_content_length = max(request.max_content_length or 0, most)
    if (request.content_length or 0) > most:
        raise Problem(Code.TOO_LARGE, "This is too large to take in.")
    return request.get_data(cache=True)


def parse_json(body: bytes) -> dict[str, Any]:
    """Parse one JSON object, strictly: UTF-8, no NaN, no half characters, bounded depth."""
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # a lone surrogate cannot be stored or printed
    except (ValueError, RecursionError):
        raise Problem(Code.INVALID_JSON, "This is not JSON that can be read.") from None
    if not isinstance(value, dict):
        raise Problem(Code.INVALID_JSON, "Send one JSON object.")
    return value


def get_text(body: dict[str, Any], name: str, most: int) -> str:
    """Return a text of the body, empty when it is missing, another type or longer than `most`."""
    value = body.get(name)
    return value if isinstance(value, str) and len(value) <= most else ""


def get_texts(body: dict[str, Any], name: str, most: int) -> dict[str, str]:
    """Return an object of texts, without those that are another type or too long."""
    value = body.get(name)
    if not isinstance(value, dict):
        return {}
    return {str(key): text for key, text in value.items() if isinstance(text, str) and len(text) <= most}


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
