"""What everything that is read from outside is built on."""

from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from sendback.errors import FieldError

_CODES = {"missing": "required", "extra_forbidden": "unknown", "string_too_long": "too-long", "too_long": "too-long"}


class Frozen(BaseModel):
    """Refuse unknown names and later changes: a misspelt setting must not pass for an absent one."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def list_faults(refusal: ValidationError) -> list[FieldError]:
    """List every fault by its place and kind, never with what was typed."""
    return [_tell(fault) for fault in refusal.errors(include_url=False, include_input=False, include_context=False)]


def _tell(fault: Any) -> FieldError:
    place = ".".join(str(part) for part in fault["loc"])
    return FieldError(place, _CODES.get(fault["type"], "format"), fault["msg"].removeprefix("Value error, "))
