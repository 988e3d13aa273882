"""A shop's own wording in the place of the catalogue's: every placeholder must be one that the original has."""

import re
from typing import Any

from sendback.words.catalogue import Words

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_RETIRED = re.compile(r"mail\.(label|postage|code|received|declined|canceled|closed|question|changed|message|reopened)\.subject")
"""Sentences of older catalogues: mails about one return share a subject now."""


def check_rewording(words: Words, key: str, text: str) -> None:
    """Refuse a text that says more than its original can fill in, or a key that there is none of, with ValueError."""
    try:
        original = words.text(key)
    except KeyError:
        raise ValueError(f"there is no text named {key}") from None
    if not isinstance(original, str):
        raise ValueError(f"{key} has plural forms and cannot be reworded")
    foreign = set(_PLACEHOLDER.findall(text)) - set(_PLACEHOLDER.findall(original))
    if foreign or re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
        raise ValueError(f"{key} may use only the placeholders of the original: {original}")


def drop_retired(texts: Any) -> Any:
    """Leave out the wording of sentences that there are no more: settings saved before must still be read."""
    return {key: text for key, text in texts.items() if not _RETIRED.fullmatch(str(key))} if isinstance(texts, dict) else texts
