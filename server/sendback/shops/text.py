"""Typed text, made fit to print: what cannot be meant is dropped, what is meant stays as it was typed."""

import re
import unicodedata

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"[^\S\n]+")
_WORDS = re.compile(r"\w+")
_EMAIL = re.compile(r"[^@\s,;:<>()\[\]\\\"]{1,64}@[^@\s,;:<>()\[\]\\\"]{1,189}\.[^@\s,;:<>()\[\]\\\".]{2,63}")


def clean_line(text: str) -> str:
    """Return one printable line: NFC, no control or direction characters, single spaces, no line breaks."""
    return _SPACES.sub(" ", clean_text(text).replace("\n", " ")).strip()


def clean_text(text: str) -> str:
    """Return printable text that may have line breaks."""
    if text.isprintable():  # nearly every text: nothing is to be dropped
        return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = "".join(
        " " if c == "\t" else c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn")
    )
    return _SPACES.sub(" ", _BIDI.sub("", text)).strip()


def is_email(text: str) -> bool:
    """Say whether a text is exactly one address, of a shape that mail servers take (RFC 5321, 4.5.3.1: at most 254)."""
    return len(text) <= 254 and bool(_EMAIL.fullmatch(text)) and ".." not in text


def mask_email(email: str) -> str:
    """Show enough of an address to recognise it: l•••@example.fi."""
    local, _, host = email.partition("@")
    return f"{local[:1]}•••@{host}" if host else ""


def fold_words(text: str) -> str:
    """Spell a text as it is compared: its words, whatever their case, accents and points.

    >>> fold_words("Hämeenkatu 5, A 12"), fold_words("hameenkatu  5 a 12")
    ('hameenkatu 5 a 12', 'hameenkatu 5 a 12')
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(_WORDS.findall("".join(c for c in decomposed if not unicodedata.combining(c))))
