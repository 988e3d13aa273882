"""Check digits of the numbers that stand on parcels."""

import re
from typing import Final

_S10_WEIGHTS: Final = (8, 6, 4, 2, 3, 5, 9, 7)
_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def is_mod10(digits: str) -> bool:
    """Say whether the last digit checks the others: weights 3 and 1 from the right (GS1 General Specifications, 7.9.1).

    USPS (Publication 199) and many others count alike.

    >>> is_mod10("006141411234567890"), is_mod10("006141411234567891")
    (True, False)
    """
    return sum(int(digit) * (1 if place % 2 == 0 else 3) for place, digit in enumerate(reversed(digits))) % 10 == 0


def is_s10(number: str) -> bool:
    """Say whether this is a post's number with the right check digit (UPU S10, clause 5.2.4).

    >>> is_s10("RB123456785GB"), is_s10("RB123456786GB")
    (True, False)
    """
    if not re.fullmatch(r"[A-Z]{2}[0-9]{9}[A-Z]{2}", number):
        return False
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(number[2:10], _S10_WEIGHTS, strict=True)) % 11
    return number[10] == str({10: 0, 11: 5}.get(rest, rest))


def is_ups(number: str) -> bool:
    """Say whether this is a 1Z number with the right check digit: letters count 2 for A and on, every second one twice.

    >>> is_ups("1Z12345E1512345676"), is_ups("1Z12345E1512345677")
    (True, False)
    """
    if not re.fullmatch(r"1Z[0-9A-Z]{15}[0-9]", number):
        return False
    values = [int(sign) if sign.isdigit() else (ord(sign) - 63) % 10 for sign in number[2:17]]
    return (sum(values) + sum(values[1::2]) + int(number[17])) % 10 == 0


def check_dpd(number: str) -> str:
    """Give the character that DPD prints behind a number for people (ISO/IEC 7064:2003, MOD 37,36).

    >>> check_dpd("09980000020033"), check_dpd("008182709980000020033350276")
    ('F', 'C')
    """
    product = 36
    for sign in number:
        total = (_ALPHABET.index(sign) + product) % 36 or 36
        product = total * 2 % 37
    return _ALPHABET[(37 - product) % 36]
