"""What a scanner, a camera or a keyboard gives, made plain: one text a code, without what the way added."""

import re
from typing import Final

MOST_CHARACTERS: Final = 1000
GS: Final = "\x1d"
"""What stands for FNC1 between the parts of a GS1 code (General Specifications, 7.8.6)."""
MESSAGE: Final = "[)>"
"""Begins what MaxiCode and PDF417 labels carry (ISO/IEC 15434); its parts are told apart by control characters."""

_WIDE: Final = {0xFF01 + step: 0x21 + step for step in range(94)} | {0x3000: 0x20, 0xA0: 0x20}
"""What an East Asian keyboard makes of a scanner's keystrokes."""
_UNSEEN: Final = dict.fromkeys((0xFEFF, 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)))
_SHOWN_GS: Final = re.compile(r"<GS>|\u241d")
_AIM: Final = re.compile(r"\][A-Za-z][0-9A-Za-z]")
"""What a scanner puts in front to say which symbology it read (ISO/IEC 15424)."""
_OTHER_CONTROLS: Final = re.compile(r"[\x00-\x1c\x1f\x7f-\x9f]")
_BETWEEN: Final = re.compile(r"[\r\n\t]+|(?<=.)(?=https?://)", re.IGNORECASE)
_ELEMENT: Final = re.compile(r"\(([0-9]{2,4})\)")


def split_codes(scanned: str) -> list[str]:
    """Split what came into its codes: a scanner ends each with Enter or Tab, and a slow device may take in two at once."""
    plain = _SHOWN_GS.sub(GS, scanned[:MOST_CHARACTERS].translate(_WIDE).translate(_UNSEEN))
    if MESSAGE in plain:
        return [plain[plain.index(MESSAGE) :]]
    return [piece.strip(" ") for piece in _BETWEEN.split(plain) if piece.strip(" ")]


def take_apart(code: str) -> list[str]:
    """Split a code at its FNC1s, and where brackets show identifiers as people read them; what the scanner put in front goes.

    >>> take_apart("]C100340123451234567894"), take_apart("(420)94107(92)0559"), take_apart("R100000016")
    (['00340123451234567894'], ['42094107', '920559'], ['R100000016'])
    """
    aim = _AIM.match(code)
    bare = _ELEMENT.sub(rf"{GS}\1", code[aim.end() :] if aim else code)
    return [part for each in bare.split(GS) if (part := _OTHER_CONTROLS.sub("", each).strip(" "))]


def split_message(code: str) -> list[str]:
    """Split the message of a MaxiCode or PDF417 label into its fields."""
    return [field for field in re.split(r"[\x04\x1d\x1e]", code[len(MESSAGE) :]) if field]
