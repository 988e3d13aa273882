"""Our own labels: the number in their bars, and the address in their QR symbol."""

import re
from typing import Final

from sendback.receiving.scanning.carrier_numbers import is_sscc_key, list_meant
from sendback.receiving.scanning.model import Candidate, Kind, Reading, Sort
from sendback.returns.parcels import key_tracking
from sendback.returns.rma import number_box, read_rma

_LINK: Final = re.compile(r"https?[^0-9A-Za-z]", re.IGNORECASE)
_OURS: Final = re.compile(r"/q/([0-9a-z-]{1,64})/([^/]+)/?", re.IGNORECASE)
_MANGLED: Final = re.compile(r".*[^0-9a-z]q[^0-9a-z].+[^0-9a-z](r[0-9]{9,16}(?:b[0-9]{1,2})?)", re.IGNORECASE)
"""Our address from a scanner that believes another keyboard than there is: `HTTPSÖ--RETURNS…`. Its shop is not to be trusted."""
_OURS_CUT: Final = re.compile(r"/q/[0-9a-z-]{1,64}/?", re.IGNORECASE)


def read_label(text: str, shop: str = "") -> list[Candidate]:
    """Read the RMA number of a label, its box's number too; nothing when it is none."""
    rma = read_rma(text)
    if rma is None:
        return []
    box = int(key_tracking(text).partition("B")[2] or 0)
    if shop:
        return [Candidate(Kind.QR, rma, shop, box)]
    named = [Candidate(Kind.BOX, number_box(rma, box), box=box)] if box > 1 else []
    return [*named, Candidate(Kind.RMA, rma, box=box)]


def read_link(text: str) -> Reading | None:
    """Read an address: our own in any case and below any path, GS1's for an SSCC, else the numbers in it. None for no address."""
    if not _LINK.match(text):
        return None
    if "://" not in text:
        mangled = _MANGLED.fullmatch(text)
        return _judge(read_label(mangled[1]) if mangled else [], Sort.LINK)
    path = re.split(r"[?#]", text.partition("://")[2])[0]
    place = re.search(r"/q(/[^/]*){0,2}/?$", path, re.IGNORECASE)
    if place is not None:
        ours = _OURS.fullmatch(place.group())
        cut = Sort.INCOMPLETE if ours or _OURS_CUT.fullmatch(place.group()) else Sort.LINK
        return _judge(read_label(ours[2], ours[1].lower()) if ours else [], cut)
    return Reading(Sort.LINK, tuple(_list_in(text.partition("://")[2])))


def _judge(candidates: list[Candidate], otherwise: Sort) -> Reading:
    return Reading(Sort.CODE if candidates else otherwise, tuple(candidates))


def _list_in(address: str) -> list[Candidate]:
    """List the numbers in a carrier's address for following a parcel, and in a GS1 Digital Link."""
    words = [key_tracking(word) for word in re.split(r"[/?&=#]", address)[1:]]
    numbers = [word for word in words if re.fullmatch(r"[0-9A-Z]{8,40}", word) and re.search(r"(?:[0-9][A-Z]*){6}", word)]
    sscc = [Candidate(Kind.SSCC, number[-18:]) for number in numbers if is_sscc_key(number)]
    return [*sscc, *(Candidate(Kind.TRACKING, meant) for number in numbers for meant in list_meant(number))]
