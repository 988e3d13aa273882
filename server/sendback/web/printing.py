"""What cannot be printed is said where it is typed, before there is a return or a setting with it."""

from collections.abc import Mapping

from sendback.errors import Code, FieldError, Problem
from sendback.paper.missing import find_undrawable, say_missing


def refuse_unprintable(texts: Mapping[str, str], for_owner: bool = False) -> None:
    """Refuse texts with characters that no font of ours draws, naming field and characters; Problem glyph-missing.

    A shop's owner is told what the operator can install; a shopper is not.
    """
    missing = {field: characters for field, text in texts.items() if (characters := find_undrawable(text))}
    if not missing:
        return
    every = list(dict.fromkeys("".join(missing.values())))
    signs = " ".join(every)
    errors = [FieldError(field, "format", f"{' '.join(characters)}") for field, characters in missing.items()]
    plain = f"This cannot be printed: {signs}. Write it without, so that the parcel finds its way."
    detail = say_missing(every) if for_owner else plain
    raise Problem(Code.GLYPH_MISSING, detail, errors=errors, values={"characters": signs})
