"""Which tracking numbers may be meant by what stands in a carrier's bars."""

import re
from collections.abc import Iterator
from typing import Final

from sendback.receiving.scanning.check_digits import check_dpd, is_mod10, is_s10, is_ups

_INSIDE: Final = tuple(
    (re.compile(pattern), template)
    for pattern, template in (
        (r"420[0-9]{5}(9[1-5][0-9]{18,26})", "{}"),  # USPS: where it goes, with or without four more digits, stands in front
        (r"420[0-9]{9}(9[1-5][0-9]{18,24})", "{}"),
        (r"420[0-9]{5}([0-9]{20})", "{}"),
        (r"96[0-9]{5}([0-9]{15})", "{}"),  # FedEx Ground 96
        (r"(?!420)[0-9]{22}([0-9]{12})", "{}"),  # FedEx, 34 digits
        (r"(?!420)[0-9]{19}([0-9]{15})", "{}"),
        (r"(?!420)[0-9]{14}([0-9]{20})", "{}"),
        (r"3[0-9]{15}([0-9]{12})[0-9]{4}", "{}"),  # FedEx ASTRA
        (r"[0-9A-Z]{7}([0-9]{14})[0-9]{6}[0-9A-Z]?", "{}"),  # DPD: postcode, number, service, country
        (r"J(J[A-Z]{1,2}[0-9][0-9A-Z]{7,31}|VGL[0-9]{8,31})", "{}"),  # ISO/IEC 15459: J says that a licence plate follows
        (r"(J[A-IK-Z][A-Z]?[0-9][0-9A-Z]{7,31}|VGL[0-9]{8,31})", "J{}"),
        (r"[1-6]J([0-9A-Z]{9,34})", "{}"),
        (r"[1-6]J([0-9A-Z]{9,34})", "J{}"),
        (r"00([0-9]{18})", "{}"),
        (r"([0-9]{18})", "00{}"),
        (r"[A-D]([0-9]{12})[A-D]", "{}"),  # Codabar's start and stop, as Japanese carriers' bars have them
        (r"01[0-9]{14}9[12]([0-9A-Z]{6,30})", "{}"),  # Australia Post: behind a GTIN
        (r"40[123]([0-9A-Z]{6,30})", "{}"),  # GS1: consignment, shipment
    )
)
_DPD: Final = re.compile(r"[0-9A-Z]{7}([0-9]{14})[0-9]{6}[0-9A-Z]?|([0-9]{14})")
_CHECKED_DPD: Final = re.compile(r"([0-9]{14})([0-9A-Z])")
_ROUTING: Final = re.compile(r"2L[A-Z]{2}[0-9A-Z]*|420[0-9]{5}|420[0-9]{9}|421[0-9]{3}[0-9A-Z]{3,9}")
"""Where a parcel is sorted to; it says nothing of which parcel it is."""
_CUT: Final = re.compile(
    "|".join(
        (
            r"R[0-9]{3,20}(B[0-9]{0,3})?",
            r"1Z[0-9A-Z]*",
            r"[A-Z]{2}[0-9]{9}[A-Z]{1,2}",
            r"420[0-9]{5}9[1-5][0-9]{0,17}",
            r"9[1-5][0-9]{20}",
            r"00[0-9]{18}",
            r"J?JD[0-9]{0,8}",
            r"JJFI[0-9]{0,12}",
            r"TB[ABCM][0-9]{0,11}",
            r"3S[A-Z]{4}[0-9]{0,6}",
        )
    )
)


def is_routing(key: str) -> bool:
    """Say whether these are the bars that a carrier sorts by."""
    return _ROUTING.fullmatch(key) is not None


def looks_cut(key: str) -> bool:
    """Say whether this begins like a number whose length or check digit is known, and is not whole."""
    return _CUT.fullmatch(key) is not None and not (is_s10(key) or is_ups(key) or (key.isdigit() and is_mod10(key)))


def is_sscc_key(key: str) -> bool:
    """Say whether this is an SSCC, with or without its identifier 00."""
    return re.fullmatch(r"(00)?[0-9]{18}", key) is not None and is_mod10(key)


def list_meant(key: str) -> Iterator[str]:
    """List the tracking numbers that may be meant, as compared, the likeliest first: what was read itself, then what is in it."""
    yield key
    if key.startswith("1Z") or len(key) > 18:
        yield from (whole for start in range(len(key) - 17) if is_ups(whole := key[start : start + 18]))
    for pattern, template in _INSIDE:
        if found := pattern.fullmatch(key):
            yield template.format(found[1])
    if found := _DPD.fullmatch(key):
        number = found[1] or found[2]
        yield number + check_dpd(number)  # as people read it
    if (found := _CHECKED_DPD.fullmatch(key)) and check_dpd(found[1]) == found[2]:
        yield found[1]


def list_of_message(fields: list[str]) -> Iterator[str]:
    """List the numbers in the message of a label: UPS tells a number's parts apart, FedEx puts four digits behind it."""
    for place in range(1, len(fields)):
        before, field, behind = fields[place - 1], fields[place], fields[place + 1 : place + 3]
        if re.fullmatch(r"1Z[0-9A-Z]{8}", field) and behind[:1] == ["UPSN"]:
            number = f"1Z{''.join(behind[1:])}{before[-2:]}{field[2:]}"  # who sends, and the service, stand beside
            yield from [number] if is_ups(number) else []
        elif re.fullmatch(r"[0-9]{16}", field) and behind[:1] and behind[0].startswith("FDE"):
            yield field[:12]
        elif is_ups(field) or re.fullmatch(r"[1-6]?J[0-9A-Z]{9,34}", field):
            yield from list_meant(field)
