"""Reading the policy's forms: lists a line each, labels a language each, and names that stay for ever."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flask import request

from sendback.errors import Code, FieldError, Problem
from sendback.shops.fields import ConditionSetting, Labels, SubReasonSetting

Named = SubReasonSetting | ConditionSetting
MORE_ROWS = 2
"""How many empty rows a form of named things ends with; saving gives more."""


def read_list(name: str) -> list[str]:
    """Read a list that is typed one a line."""
    return [line.strip() for line in request.form.get(name, "").splitlines() if line.strip()]


def read_labels(prefix: str, before: Labels, languages: Sequence[str]) -> Labels:
    """Read a label per language; those in languages that the shop does not show stay as they were."""
    typed = {tag: request.form.get(f"{prefix}.{tag}", "").strip() for tag in languages}
    return {tag: text for tag, text in {**before, **typed}.items() if text}


def read_code(name: str, labels: Labels) -> str:
    """Read a code, or make it out of its label: `Torn at a seam` becomes `torn_at_a_seam`."""
    typed = request.form.get(name, "").strip()
    return typed or make_code(labels.get("en") or next(iter(labels.values()), ""))


def make_code(label: str) -> str:
    """Make a code that reports can count by; empty where the label has no Latin letter.

    >>> make_code("Torn at a seam!")
    'torn_at_a_seam'
    """
    return re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")[:40]


def read_rows(name: str, before: Sequence[Named], languages: Sequence[str]) -> list[dict[str, Any]]:
    """Read rows of codes with labels: those that were there keep their codes, emptied ones go, filled ones are added."""
    rows, taken = list[dict[str, Any]](), set[str]()
    for place in range(len(before) + MORE_ROWS):
        known = before[place] if place < len(before) else None
        labels = read_labels(f"{name}.{place}.label", known.label if known else {}, languages)
        code = known.code if known else read_code(f"{name}.{place}.code", labels)
        if not any(labels.get(tag) for tag in languages):
            continue
        refuse_code(f"{name}.{place}.code", code, taken)
        taken.add(code)
        rows.append({"code": code, "label": labels})
    return rows


def refuse_code(field: str, code: str, taken: set[str]) -> None:
    """Refuse a code that is none or that another has; Problem invalid-fields at the field."""
    if not re.fullmatch(r"[a-z0-9_]{1,40}", code):
        raise refuse(field, "format", "Give it a code of small letters a–z, digits and _.")
    if code in taken:
        raise refuse(field, "unknown", f"The code {code} is taken.")


def refuse(field: str, code: str, detail: str) -> Problem:
    """Make the problem of one field."""
    return Problem(Code.INVALID_FIELDS, "This cannot be saved yet.", errors=[FieldError(field, code, detail)])


def place_errors(problem: Problem | None, prefix: str, fields: Sequence[str]) -> dict[str, str]:
    """Give each field of a form what is wrong with it; a fault deeper in a field is said at the field."""
    said: dict[str, str] = {}
    for error in problem.errors if problem else ():
        path = error.field.removeprefix(prefix)
        said.setdefault(next((name for name in fields if path == name or path.startswith(f"{name}.")), path), error.detail)
    return said


def as_typed(stored: Mapping[str, str], problem: Problem | None) -> dict[str, str]:
    """Fill a form from what is stored, or, after a problem, from what was typed."""
    return dict(request.form.items()) if problem else dict(stored)
