"""What a consumer typed into the statement: three things are needed, and nothing else may be."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sendback.errors import Code, FieldError, Problem
from sendback.shops.text import clean_line, is_email
from sendback.withdrawals.model import Statement
from sendback.words.catalogue import Words

MOST: Mapping[str, int] = MappingProxyType({"name": 200, "order_number": 200, "email": 254, "items": 2000})
NEEDED = ("name", "order_number", "email")
LABELS: Mapping[str, str] = MappingProxyType(
    {"name": "withdrawal.name", "order_number": "withdrawal.order", "email": "withdrawal.email", "items": "withdrawal.items"}
)


def check_statement(body: Mapping[str, Any], words: Words) -> Statement:
    """Clean what was typed, or Problem invalid-fields with every fault in the consumer's language."""
    typed = {name: _clean(body.get(name), most) for name, most in MOST.items()}
    found = [FieldError(name, *_judge(name, text, words)) for name, text in typed.items() if _judge(name, text, words)[0]]
    if found:
        raise Problem(Code.INVALID_FIELDS, words("withdrawal.error_title"), errors=found)
    return Statement(**typed, language=words.language)


def _clean(raw: object, most: int) -> str:
    """Make one printable line; what is far too long is not worth cleaning, and stays too long."""
    typed = raw if isinstance(raw, str) else ""
    return clean_line(typed[: 4 * most]) or ""


def _judge(name: str, text: str, words: Words) -> tuple[str, str]:
    field, most = words(LABELS[name]), MOST[name]
    if name in NEEDED and not text:
        return "required", words("withdrawal.error_required", field=field)
    if len(text) > most:
        return "too-long", words("withdrawal.error_long", field=field, most=most)
    if name == "email" and not _takes_mail(text):
        return "format", words("withdrawal.error_email", field=field)
    return "", ""


def _takes_mail(text: str) -> bool:
    """Say whether an acknowledgement can be sent there: what no header can hold is said now, not lost in the outbox."""
    try:
        text.rpartition("@")[2].encode("idna")
    except UnicodeError:
        return False
    return is_email(text) and "=?" not in text
