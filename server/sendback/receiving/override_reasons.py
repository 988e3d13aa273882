"""Why somebody decides otherwise than the rules suggest: a usual reason, kept by its code, or their own words."""

from sendback.shops.text import clean_line
from sendback.words.catalogue import Words, words_for

USUAL = ("worn", "incomplete", "packaging", "defect", "better")
"""What the dock offers to choose from, in the order in which it does."""


def keep_reason(said: str) -> str:
    """Return a reason as it is kept: one that is usual, named by its code or as the desk says it, by its code.

    >>> keep_reason(" Worn or dirty"), keep_reason("worn"), keep_reason("Smells of smoke")
    ('worn', 'worn', 'Smells of smoke')
    """
    text = clean_line(said)
    return next((code for code in USUAL if say_reason(code, words_for("en")) == text), text)


def say_reason(kept: str, words: Words) -> str:
    """Say a reason that was kept, in the reader's language where it is a usual one."""
    return words(f"dock.override.{kept}") if kept in USUAL else kept
