"""What the builder sends: JSON, of any size that settings may have."""

from typing import Any

from flask import request

from sendback.web.reading import parse_json, read_body

MOST_SETTINGS_BYTES = 2 * 1024 * 1024
"""A shop that rewords every sentence in every language and whose policy is as long as it may be still fits."""


def read_builder_json() -> dict[str, Any]:
    """Return the body's JSON object."""
    request.max_content_length = MOST_SETTINGS_BYTES
    return parse_json(read_body(MOST_SETTINGS_BYTES))
