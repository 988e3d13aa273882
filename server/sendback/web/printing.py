"""What cannot be printed is said where it is typed, before there is a return or a setting with it."""

from collections.abc import Mapping

from sendback.errors import Code, FieldError, Problem
from sendback.paper.missing import find_undrawable


def refuse_unprintable(texts: Mapping[str, str]) -> None:
    """Refuse texts with characters that no font of ours draws, naming field and characters; Problem glyph-missing."""
    missing = {field: characters for field, text in texts.items() if (characters := find_undrawable(text))}
    if not missing:
        return
    every = " ".join(dict.fromkeys("".join(missing.values())))
    errors = [FieldError(field, "format", f"{' '.join(characters)}") for field, characters in missing.items()]
    detail = f"This cannot be printed: {every}. Write it without, so that the parcel finds its way."
    raise Problem(Code.GLYPH_MISSING, detail, errors=errors, values={"characters": every})
