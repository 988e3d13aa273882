"""Collecting what is wrong with what a shopper sent, every fault at its own field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sendback.errors import Code, FieldError, Problem
from sendback.shops.text import clean_line, clean_text
from sendback.words.catalogue import Words


@dataclass(slots=True)
class Faults:
    """Collect what is wrong, each in the shopper's language."""

    words: Words
    found: list[FieldError] = field(default_factory=list)

    def add(self, name: str, code: str, **values: object) -> None:
        """Note one fault: code is required, too-long, format, unknown or range."""
        self.found.append(FieldError(name, code, self.words(f"problem.field.{code}", **values)))

    def text(self, name: str, raw: object, most: int, *, required: bool, several_lines: bool = False) -> str:
        """Return a cleaned text, noting when it is missing or too long."""
        typed = raw if isinstance(raw, str) else ""
        if len(typed) > 10 * most:  # far too long: not worth cleaning
            self.add(name, "too-long", most=most)
            return ""
        cleaned = clean_text(typed) if several_lines else clean_line(typed)
        if required and not cleaned:
            self.add(name, "required")
        if len(cleaned) > most:
            self.add(name, "too-long", most=most)
        return cleaned

    def refuse(self) -> None:
        """Raise Problem invalid-fields when anything was found, the first fault of each field."""
        if self.found:
            first = {error.field: error for error in reversed(self.found)}
            errors = list(first.values())[::-1]
            raise Problem(Code.INVALID_FIELDS, self.words("problem.invalid-fields"), errors=errors)


def mapping(value: object) -> Mapping[str, Any]:
    """Take a JSON object for what it is, and anything else for an empty one."""
    return value if isinstance(value, dict) else {}
