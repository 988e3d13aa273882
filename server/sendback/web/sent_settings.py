"""A shop's settings as a form or a program sent them, with every fault told by its path."""

from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sendback.errors import Code, FieldError, Problem
from sendback.shops.model import ShopSettings, settings_from

_POOR_CONTRAST = "contrast-too-low: "
_CODES = {
    "missing": "required",
    "too_short": "required",
    "string_too_short": "required",
    "string_too_long": "too-long",
    "too_long": "too-long",
    "extra_forbidden": "unknown",
    "greater_than_equal": "range",
    "less_than_equal": "range",
}


def read_settings(body: Any) -> ShopSettings:
    """Read settings; Problem contrast-too-low or invalid-fields names each fault by its path, such as `fields.2.pattern`."""
    if not isinstance(body, dict):
        raise Problem(Code.INVALID_JSON, "Send the settings as one JSON object.")
    try:
        return settings_from(body)
    except ValidationError as refusal:
        errors = [_as_field_error(fault) for fault in refusal.errors(include_url=False, include_input=False)]
    if poor := [error for error in errors if error.code == Code.CONTRAST_TOO_LOW.value]:
        raise Problem(Code.CONTRAST_TOO_LOW, poor[0].detail, errors=errors)
    raise Problem(Code.INVALID_FIELDS, "Some settings cannot be saved yet.", errors=errors)


def _as_field_error(fault: ErrorDetails) -> FieldError:
    path = ".".join(str(part) for part in fault["loc"])
    sentence = fault["msg"].removeprefix("Value error, ")
    if sentence.startswith(_POOR_CONTRAST):
        sentence = sentence.removeprefix(_POOR_CONTRAST)
        return FieldError(f"{path}.{sentence.split()[0]}", Code.CONTRAST_TOO_LOW.value, sentence)
    return FieldError(path, _CODES.get(fault["type"], "format"), sentence)
