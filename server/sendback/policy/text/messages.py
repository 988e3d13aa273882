"""Saying what is wrong with a value, in a sentence for the owner who wrote it."""

from collections.abc import Mapping

from pydantic_core import ErrorDetails

from sendback.policy.faults import FaultCode

_KINDS: Mapping[str, tuple[FaultCode, str]] = {
    "missing": (FaultCode.MISSING, "{key} is missing."),
    "extra_forbidden": (FaultCode.UNKNOWN_KEY, "{key} is not known here."),
    "string_type": (FaultCode.WRONG_TYPE, "{key} is a text: write it in quotes."),
    "int_type": (FaultCode.WRONG_TYPE, "{key} is a whole number, without quotes."),
    "bool_type": (FaultCode.WRONG_TYPE, "{key} is true or false, without quotes."),
    "date_type": (FaultCode.WRONG_TYPE, "{key} is a day, written 2026-12-24 without quotes."),
    "list_type": (FaultCode.WRONG_TYPE, '{key} is a text or a list of texts, such as ["one", "two"].'),
    "tuple_type": (FaultCode.WRONG_TYPE, '{key} is a text or a list of texts, such as ["one", "two"].'),
    "model_type": (FaultCode.WRONG_TYPE, "{key} is a table."),
    "dict_type": (FaultCode.WRONG_TYPE, "{key} is a table."),
    "dataclass_exact_type": (FaultCode.WRONG_TYPE, '{key} is an amount such as "4.90 EUR" or a part such as "15 %".'),
    "literal_error": (FaultCode.WRONG_VALUE, "{key} is {expected}."),
    "greater_than_equal": (FaultCode.OUT_OF_RANGE, "{key} is at least {ge}."),
    "less_than_equal": (FaultCode.OUT_OF_RANGE, "{key} is at most {le}."),
    "string_too_long": (FaultCode.OUT_OF_RANGE, "{key} has at most {max_length} characters."),
    "string_too_short": (FaultCode.MISSING, "{key} is empty."),
    "too_short": (FaultCode.MISSING, "{key} names nothing: name at least one, or take it out."),
    "too_long": (FaultCode.OUT_OF_RANGE, "{key} has at most {max_length} entries."),
}
_WHOLE = ("rule", "example", "when")
"""Tables whose faults are said in whole sentences."""
_PATTERNS = {
    "id": "is lower-case letters, digits, - and _, 60 at most",
    "return_to": "is the name of an [address.…]",
    "country": 'is a country\'s two letters, such as "FI"',
    "reason": 'is a reason\'s code, such as "damaged" or "damaged/cracked"',
}


def describe_fault(fault: ErrorDetails) -> tuple[FaultCode, str]:
    """Give a fault's code and sentence."""
    key = next((part for part in reversed(fault["loc"]) if isinstance(part, str) and part != "[key]"), "This")
    if len(fault["loc"]) == 1 and key in ("rule", "season", "example"):
        return FaultCode.WRONG_TYPE, f"Begin each {key} with a line [[{key}]]."
    values = {name: str(value) for name, value in fault.get("ctx", {}).items()}
    if fault["type"] == "value_error":
        sentence = fault["msg"].removeprefix("Value error, ")
        return FaultCode.WRONG_VALUE, sentence if key in _WHOLE else f"{key}: {sentence}"
    if fault["type"] == "string_pattern_mismatch":
        return FaultCode.WRONG_VALUE, f"{key} {_PATTERNS.get(key, 'is lower-case letters, digits and _, 40 at most')}."
    code, sentence = _KINDS.get(fault["type"], (FaultCode.WRONG_VALUE, "{key} cannot be used: {message}."))
    return code, sentence.format_map({**values, "key": key, "message": fault["msg"].rstrip(".")})
