"""What is wrong with what was sent, in plain words: by its place and kind, never with what was typed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from sendback.errors import FieldError

_NO_DAY, _NO_NUMBER, _NO_YES = "is not a day such as 2026-11-24", "is not a whole number", "is not yes or no"
_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "missing": "is missing",
        "extra_forbidden": "is no field that is known here",
        "int_parsing": _NO_NUMBER,
        "int_parsing_size": _NO_NUMBER,
        "int_type": _NO_NUMBER,
        "int_from_float": _NO_NUMBER,
        "greater_than_equal": "must be {ge} or more",
        "less_than_equal": "must be {le} or less",
        "string_type": "is not a text",
        "string_too_long": "is longer than {max_length} characters",
        "string_too_short": "is empty",
        "too_long": "has more than {max_length} entries",
        "too_short": "is empty",
        "bool_parsing": _NO_YES,
        "bool_type": _NO_YES,
        "date_type": _NO_DAY,
        "date_parsing": _NO_DAY,
        "date_from_datetime_parsing": _NO_DAY,
        "date_from_datetime_inexact": _NO_DAY,
        "tuple_type": "is not a list",
    }
)
_CODES = {"missing": "required", "extra_forbidden": "unknown", "string_too_long": "too-long", "too_long": "too-long"}
_FORMS = {"currency": "is not a code of three letters such as EUR", "country": "is not a code of two letters such as FI"}


def list_faults(faults: ValidationError) -> list[FieldError]:
    """List every fault that a sent shape has."""
    return [_say(error) for error in faults.errors(include_url=False, include_input=False)]


def _say(error: Any) -> FieldError:
    kind, place = error["type"], error["loc"]
    own = _FORMS.get(str(place[-1]), "") if place and kind == "string_pattern_mismatch" else ""
    sentence = own or _SENTENCES.get(kind, "").format_map(error.get("ctx", {}))
    told = sentence or error["msg"].removeprefix("Value error, ")
    return FieldError(".".join(str(part) for part in place), _CODES.get(kind, "format"), told)
