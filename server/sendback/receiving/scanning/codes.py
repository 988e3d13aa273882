"""Reading any code on a box: what it may be, in the order in which it is looked up. `dock/src/codes.ts` reads alike.

Both are held to tests/vectors/scan_codes.json; change all three together.
"""

from typing import Final

from sendback.orders.normalize import norm_order
from sendback.receiving.scanning.carrier_numbers import is_routing, is_sscc_key, list_meant, list_of_message, looks_cut
from sendback.receiving.scanning.check_digits import is_s10, is_ups
from sendback.receiving.scanning.cleaning import MESSAGE, split_codes, split_message, take_apart
from sendback.receiving.scanning.links import read_label, read_link
from sendback.receiving.scanning.model import Candidate, Kind, Reading, Sort, gather
from sendback.returns.parcels import key_tracking

_MOST_ORDER_CHARACTERS: Final = 64
_FEWEST, _MOST = 4, 48
"""How many characters a tracking number has."""


def read_code(scanned: str) -> Reading:
    """Read what a scanner, a camera or a person gave: one code, or several that ran together.

    >>> read_code("]C0r1000-0001-6").candidates[0]
    Candidate(kind=<Kind.RMA: 'rma'>, text='R100000016', shop='', box=0)
    """
    return gather([_read_one(code) for code in split_codes(scanned)])


def _read_one(code: str) -> Reading:
    if code.startswith(MESSAGE):
        numbers = list(list_of_message(split_message(code)))
        return Reading(Sort.CODE if numbers else Sort.INCOMPLETE, tuple(Candidate(Kind.TRACKING, each) for each in numbers))
    parts = take_apart(code)
    return gather([read_link(part) or _read_plain(part) for part in parts])


def _read_plain(part: str) -> Reading:
    text, key = _once(part), _once(key_tracking(part))
    if glued := _split_glued(key):
        return gather([_read_plain(each) for each in glued])
    label = read_label(key)
    sscc = [Candidate(Kind.SSCC, key[-18:])] if is_sscc_key(key) else []
    trackings = [] if label else [Candidate(Kind.TRACKING, each) for each in list_meant(key) if _FEWEST <= len(each) <= _MOST]
    order = norm_order(text)
    orders = [Candidate(Kind.ORDER, order)] if 0 < len(order) <= _MOST_ORDER_CHARACTERS else []
    sort = Sort.ROUTING if is_routing(key) else Sort.INCOMPLETE if looks_cut(key) and not label else Sort.CODE
    return Reading(sort if order else Sort.EMPTY, (*label, *sscc, *trackings, *orders))


def _once(text: str) -> str:
    """Take what came twice without a gap once: a scanner's trigger held too long."""
    half = len(text) // 2
    return text[:half] if half >= 6 and text[:half] == text[half:] else text


def _split_glued(key: str) -> list[str]:
    """Split numbers that came without a gap between them, where the check digit of each says that it is whole."""
    for end in range(10, min(22, len(key) - 9)):
        if _is_whole(key[:end]) and (rest := _split_glued(key[end:]) or [key[end:]] * _is_whole(key[end:])):
            return [key[:end], *rest]
    return []


def _is_whole(key: str) -> bool:
    return bool(read_label(key)) or is_ups(key) or is_s10(key) or (len(key) == 20 and is_sscc_key(key))
