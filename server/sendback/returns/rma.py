"""RMA numbers: a shop's own count with a check digit, easy to read aloud in any language."""

import re


def make_rma(count: int) -> str:
    """Make `R` + the count + a check digit, such as R100000016.

    >>> make_rma(10000001)
    'R100000016'
    """
    return f"R{count}{check_digit(str(count))}"


def read_rma(text: str) -> str | None:
    """Return the RMA number that somebody typed or scanned, however spaced, or None when it is none.

    >>> read_rma(" r1000-0001 6")
    'R100000016'
    >>> read_rma("R100000019") is None
    True
    """
    compact = re.sub(r"[\s\-.]", "", text).upper()
    if not re.fullmatch(r"R[0-9]{9,16}", compact, re.ASCII):
        return None
    return compact if check_digit(compact[1:-1]) == compact[-1] else None


def show_rma(rma: str) -> str:
    """Write an RMA number in groups of four.

    >>> show_rma("R100000016")
    'R1000-0001-6'
    """
    digits = rma[1:-1]
    groups = [digits[start : start + 4] for start in range(0, len(digits), 4)]
    return f"R{'-'.join(groups)}-{rma[-1]}"


def check_digit(digits: str) -> str:
    """Return the check digit of ISO/IEC 7064:2003, MOD 11,10, which catches every single slip and most swaps.

    >>> check_digit("0794")
    '5'
    """
    product = 10
    for digit in digits:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)
