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

    The number on a further box of the return leads to the return all the same.

    >>> read_rma(" r1000-0001 6"), read_rma("R100000016B2")
    ('R100000016', 'R100000016')
    >>> read_rma("R100000019") is None
    True
    """
    compact = re.sub(r"[\s\-.]", "", text).upper()
    if not re.fullmatch(r"R[0-9]{9,16}(B[0-9]{1,2})?", compact, re.ASCII):
        return None
    rma = compact.partition("B")[0]
    return rma if check_digit(rma[1:-1]) == rma[-1] else None


def number_box(rma: str, box: int) -> str:
    """Write what the bars of a box carry: the RMA number alone on the first, with the box's number on the others.

    >>> number_box("R100000016", 1), number_box("R100000016", 2)
    ('R100000016', 'R100000016B2')
    """
    return rma if box == 1 else f"{rma}B{box}"


def show_rma(rma: str, box: int = 1) -> str:
    """Write an RMA number in groups of four, and on a further box its number too.

    >>> show_rma("R100000016"), show_rma("R100000016", 2)
    ('R1000-0001-6', 'R1000-0001-6-B2')
    """
    digits = rma[1:-1]
    groups = [digits[start : start + 4] for start in range(0, len(digits), 4)]
    return f"R{'-'.join(groups)}-{rma[-1]}{f'-B{box}' if box > 1 else ''}"


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
