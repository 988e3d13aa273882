"""GS1 numbers of parcels: the SSCC and its symbol, never made up without a company prefix that GS1 gave the merchant."""

from sendback.paper.code128 import FNC1, encode_code128

SSCC_DIGITS, SHORTEST_PREFIX, LONGEST_PREFIX = 18, 4, 12
SSCC_IDENTIFIER = "00"
# For logistic units the standard asks for an X-dimension of 0.495 to 0.940 mm and bars of 31.75 mm (GS1 General Specifications,
# 5.12.3.5, symbol specification table 5), with ten X of quiet on both sides (5.4.4).
LEAST_MODULE_MM, MOST_MODULE_MM, LEAST_HEIGHT_MM = 0.495, 0.940, 31.75


def make_sscc(company_prefix: str, serial: int, extension: int = 0) -> str:
    """Make the 18 digits of an SSCC: extension digit, company prefix, serial reference, check digit (7.9.1).

    ValueError for a prefix that is none, or a serial that has no room behind it.

    >>> make_sscc("0614141", 123456789)
    '006141411234567890'
    """
    if not (company_prefix.isascii() and company_prefix.isdigit() and SHORTEST_PREFIX <= len(company_prefix) <= LONGEST_PREFIX):
        raise ValueError("a GS1 company prefix has 4 to 12 digits")
    room = SSCC_DIGITS - 2 - len(company_prefix)
    if not 0 <= serial < 10**room or not 0 <= extension <= 9:
        raise ValueError(f"behind this prefix there is room for {room} digits")
    digits = f"{extension}{company_prefix}{serial:0{room}}"
    return digits + find_check_digit(digits)


def find_check_digit(digits: str) -> str:
    """Return the check digit that belongs behind these digits: weights 3 and 1 from the right, modulo 10 (7.9.1).

    >>> find_check_digit("37610425002123456")
    '9'
    """
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def is_sscc(digits: str) -> bool:
    """Say whether these are 18 digits of which the last one checks the others."""
    return len(digits) == SSCC_DIGITS and digits.isascii() and digits.isdigit() and find_check_digit(digits[:-1]) == digits[-1]


def show_sscc(digits: str) -> str:
    """Write an SSCC as it is read by people, with its application identifier (4.14); empty for what is none."""
    return f"({SSCC_IDENTIFIER}) {digits}" if is_sscc(digits) else ""


def encode_sscc(digits: str) -> tuple[tuple[int, int], ...]:
    """Return the bars of a GS1-128 symbol: start C, FNC1, identifier and number (5.4.3); ValueError for what is no SSCC."""
    if not is_sscc(digits):
        raise ValueError("not an SSCC")
    return encode_code128(FNC1 + SSCC_IDENTIFIER + digits)
