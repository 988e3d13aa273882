"""What is typed at the desk about boxes, in the shape that the dock says it in."""

import re
from collections.abc import Mapping
from typing import Any

from sendback.database.ids import new_id
from sendback.errors import refuse_field
from sendback.receiving.wishes import FindWish, ReceiveWish, read_wish
from sendback.words.amounts import read_amount

_KEY = re.compile("[0-9A-HJKMNP-TV-Z]{26}")


def read_key(form: Mapping[str, str]) -> str:
    """Read the key of a form, which is the id of what it says: sent twice, it says it once."""
    key = form.get("key", "")
    return key if _KEY.fullmatch(key) else new_id()


def read_box(form: Mapping[str, str], return_id: str) -> ReceiveWish:
    """Read that a box is here."""
    body: dict[str, Any] = {"return_id": return_id, "note": form.get("note", "").strip()[:500]}
    return read_wish(ReceiveWish, body | _numbers(form, ("parcel", "weight_g")))


def read_finding(form: Mapping[str, str], return_id: str, currency: str) -> FindWish:
    """Read what was found of some units."""
    names = ("order_id", "line_id", "sku", "title", "outcome", "grade", "reason", "place", "note")
    body: dict[str, Any] = {"return_id": return_id, **{name: form.get(name, "").strip() for name in names}}
    if disposition := form.get("disposition", ""):
        body["disposition"] = disposition
    if typed := form.get("recovered", "").strip():
        try:
            body["recovered_minor"] = read_amount(typed, currency)
        except (ValueError, LookupError):
            raise refuse_field("recovered", "format", "Type an amount, such as 12.50.") from None
    return read_wish(FindWish, body | _numbers(form, ("quantity",)))


def _numbers(form: Mapping[str, str], names: tuple[str, ...]) -> dict[str, int | str]:
    """Read numbers; what is none stays as it was typed, for the wish's own check to refuse."""
    typed = {name: form.get(name, "").strip() for name in names}
    return {
        name: int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text for name, text in typed.items() if text
    }
