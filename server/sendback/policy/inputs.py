"""The facts of a line as texts: kept with every decision, and enough to decide again."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from sendback.policy.model import LineFacts

_DAYS = frozenset({"returnable_until", "ordered_on", "shipped_on", "delivered_on"})
_NUMBERS = frozenset({"left", "quantity", "price_minor"})
_YES = frozenset({"not_returnable", "is_business"})
_NAMES = tuple(field.name for field in fields(LineFacts))


def write_inputs(line: LineFacts, today: date) -> dict[str, str]:
    """Write down what is known of a line; what is not is left out."""
    known = {name: getattr(line, name) for name in _NAMES}
    said = {name: value for name, value in known.items() if value is not None and value is not False and value not in ("", ())}
    written = {name: json.dumps(value, ensure_ascii=False) if name == "tags" else str(value) for name, value in said.items()}
    return {**written, "today": today.isoformat()}


def read_inputs(inputs: Mapping[str, str]) -> tuple[LineFacts, date]:
    """Read the facts and the day of a decision back, to decide again or by another policy."""
    facts = {name: _read(name, text) for name, text in inputs.items() if name in _NAMES}
    return LineFacts(**{"sku": "", "left": 0, **facts}), date.fromisoformat(inputs["today"])


def _read(name: str, text: str) -> Any:
    if name in _DAYS:
        return date.fromisoformat(text)
    if name in _NUMBERS:
        return int(text)
    if name == "tags":
        return tuple(json.loads(text))
    return True if name in _YES else text
