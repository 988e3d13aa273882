"""Numbers in the shape of real ones that no carrier can ever have issued."""

from typing import Final

_S10_WEIGHTS: Final = (8, 6, 4, 2, 3, 5, 9, 7)


def write_s10(serial: int) -> str:
    """Write a parcel number as UPU standard S10 has it, with ZZ for a country: ISO 3166-1 keeps that free, so no post has it.

    >>> write_s10(47312482)
    'CA473124829ZZ'
    """
    digits = f"{serial % 10**8:08d}"
    return f"CA{digits}{check_s10(digits)}ZZ"


def check_s10(digits: str) -> int:
    """Give the check digit of eight digits (UPU S10, clause 5.2.4): 11 less the weighted sum modulo 11, 10 as 0 and 11 as 5.

    >>> check_s10("47312482"), check_s10("28704377")
    (9, 5)
    """
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(digits, _S10_WEIGHTS, strict=True)) % 11
    return {10: 0, 11: 5}.get(rest, rest)


def write_sscc(serial: int) -> str:
    """Write a shipment's number as an SSCC under prefix 952, which GS1 keeps for demonstrations.

    >>> write_sscc(47312482)
    '095200000473124825'
    """
    digits = f"0952{serial % 10**13:013d}"
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"
