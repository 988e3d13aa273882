"""What is wrong with a rule, said at the field of its form rather than at a line of the text."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from sendback.errors import Code, FieldError, Problem
from sendback.policy.faults import FaultCode
from sendback.policy.text.amounts import read_fee, read_money
from sendback.web.desk.policy.rule_form import AMOUNTS, DAYS, NUMBERS, WINDOWS, Written

_FIELDS = {name: f"when.{name}" for name in (*AMOUNTS, *DAYS, *NUMBERS)}
_FIELDS |= dict.fromkeys(WINDOWS, "window.days")
_FIELDS |= {name: f"when.{name}" for name in ("country", "category", "sku", "tag", "customer")}
_FIELDS |= {name: name for name in ("id", "then", "fee", "option", "return_to", "agent", "counted_from")}
_KEY = re.compile(r"[a-z_]+")


def place_rule_faults(problem: Problem | None) -> tuple[Problem | None, dict[str, str]]:
    """Give the problem with each fault at a field of the form, and the faults by field; the sentence names the key."""
    if problem is None:
        return None, {}
    errors = [error if error.field in _FIELDS.values() else replace(error, field=_find_field(error)) for error in problem.errors]
    told = Problem(problem.code, problem.detail, errors=errors, key=problem.key)
    return told, {error.field: error.detail for error in reversed(errors) if error.field}


def refuse_amounts(rule: Written) -> None:
    """Refuse amounts that nobody can read, at their fields: the sentence about them names no key."""
    when = rule.get("when", {})
    asked = [(f"when.{name}", when[name], read_money) for name in AMOUNTS if name in when]
    every = [*asked, *([("fee", rule["fee"], _read_fee)] if "fee" in rule else [])]
    if faults := [FieldError(field, "format", said) for field, value, read in every if (said := _find_fault(value, read))]:
        raise Problem(Code.INVALID_FIELDS, "This cannot be saved yet.", errors=faults)


def _find_fault(value: str | Sequence[str], read: Callable[[str], object]) -> str:
    try:
        for text in [value] if isinstance(value, str) else value:
            read(text)
    except ValueError as fault:
        return str(fault)
    return ""


def _read_fee(text: str) -> object:
    return read_fee((text,))


def _find_field(error: FieldError) -> str:
    if error.code == FaultCode.DUPLICATE.value:
        return "id"
    return next((_FIELDS[key] for key in _KEY.findall(error.detail) if key in _FIELDS), "")
