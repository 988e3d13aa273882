"""What is wrong with a rule, said at the field of its form rather than at a line of the text."""

import re
from dataclasses import replace

from sendback.errors import Problem
from sendback.web.desk.policy.rule_form import AMOUNTS, DAYS, NUMBERS, WINDOWS

_FIELDS = {name: f"when.{name}" for name in (*AMOUNTS, *DAYS, *NUMBERS)}
_FIELDS |= dict.fromkeys(WINDOWS, "window.days")
_FIELDS |= {name: f"when.{name}" for name in ("country", "category", "sku", "tag", "customer")}
_FIELDS |= {name: name for name in ("id", "then", "fee", "option", "return_to", "agent", "counted_from")}
_KEY = re.compile(r"[a-z_]+")


def place_rule_faults(problem: Problem | None) -> tuple[Problem | None, dict[str, str]]:
    """Give the problem with each fault at a field of the form, and the faults by field; the sentence names the key."""
    if problem is None:
        return None, {}
    errors = [replace(error, field=_find_field(error.detail)) for error in problem.errors]
    told = Problem(problem.code, problem.detail, errors=errors, key=problem.key)
    return told, {error.field: error.detail for error in reversed(errors) if error.field}


def _find_field(sentence: str) -> str:
    return next((_FIELDS[key] for key in _KEY.findall(sentence) if key in _FIELDS), "")
