"""The naming rule of the document store: steady, readable, without personal data, and safe on every file system.

Other software picks files up by these names (docs/help/library.md), so what is here may grow but never change.
"""

import re
from datetime import date
from typing import Final

MOST_ORDER_CHARACTERS: Final = 64
_SAFE_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}", re.ASCII)
_MOST_PARTS = 8


def name_document(
    shop_slug: str,
    made_on: date,
    order_number: str,
    rma: str,
    document: str,
    ending: str,
    *,
    box: int = 1,
    page: int = 1,
    dpi: int = 203,
) -> str:
    """Name a file of a return; `made_on` is the day of the return, so that a reprint has the same name for ever.

    >>> name_document("nordlys", date(2026, 11, 24), "#SB/1001", "R100000016", "label", "bmp")
    'nordlys/2026/11/SB-1001_R100000016_label.bmp'
    >>> name_document("nordlys", date(2026, 11, 24), "1001", "R100000016", "label", "pdf", box=2)
    'nordlys/2026/11/1001_R100000016_label_2.pdf'
    >>> name_document("nordlys", date(2026, 11, 24), "1001", "R100000016", "slip", "png", page=2)
    'nordlys/2026/11/1001_R100000016_slip-page2.png'
    >>> name_document("nordlys", date(2026, 11, 24), "1001", "R100000016", "label", "png", dpi=300)
    'nordlys/2026/11/1001_R100000016_label-300dpi.png'
    """
    which = document if box == 1 else f"{document}_{box}"
    which = which if page == 1 else f"{which}-page{page}"
    which = which if dpi == 203 else f"{which}-{dpi}dpi"
    return f"{shop_slug}/{made_on:%Y/%m}/{make_safe(order_number)}_{rma}_{which}.{ending}"


def make_safe(order_number: str) -> str:
    """Write an order number with nothing but ASCII letters, digits, `.` and `-`; `order` when nothing is left of it.

    >>> [make_safe(number) for number in ("SB 2026/0042", "../../etc/passwd", "№ 7_b", "☃")]
    ['SB-2026-0042', 'etc-passwd', '7-b', 'order']
    """
    plain = re.sub(r"[^A-Za-z0-9.]+", "-", order_number[: 16 * MOST_ORDER_CHARACTERS], flags=re.ASCII)
    return re.sub(r"\.{2,}", ".", plain).strip("-.")[:MOST_ORDER_CHARACTERS].rstrip("-.") or "order"


def split_name(name: str) -> list[str]:
    """Split a name into the parts between its slashes; ValueError for one that could lead out of the store or hide in it."""
    if not is_name(name):
        raise ValueError("not a name of the document store")
    return name.split("/")


def is_name(text: str) -> bool:
    """Say whether a text is a name: a few parts that begin with a letter or digit and need no quoting anywhere."""
    parts = text.split("/")
    return len(parts) <= _MOST_PARTS and all(_SAFE_PART.fullmatch(part) for part in parts)
