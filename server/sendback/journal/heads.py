"""The head of a chain as a few lines of text: whoever keeps them can show later that nothing before was rewritten."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from sendback.errors import Code, Problem

_HASH = r"[0-9a-f]{64}"


@dataclass(frozen=True, slots=True)
class Head:
    """Up to where a shop's journal went at a moment, and the hash that stood there."""

    shop_id: str
    seq: int
    hash: str
    at: datetime


def write_head(head: Head) -> str:
    """Write a head as text, to be kept where the operator of this installation cannot change it."""
    moment = head.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"sendback-journal-head: 1\nshop: {head.shop_id}\nseq: {head.seq}\nhash: {head.hash}\ntime: {moment}\n"


def read_heads(text: str) -> list[Head]:
    """Read every head in a text, such as a file or a whole mail; Problem invalid-fields where there is none."""
    found = re.findall(
        rf"shop: ([0-9A-Za-z_-]{{1,64}})\s+seq: (\d{{1,18}})\s+hash: ({_HASH})\s+time: (\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\dZ)",
        text.replace("> ", ""),
    )
    if not found:
        raise Problem(Code.INVALID_FIELDS, "There is no head of a journal in this file.")
    return [Head(shop, int(seq), hash_, datetime.fromisoformat(time)) for shop, seq, hash_, time in dict.fromkeys(found)]
