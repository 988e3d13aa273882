"""A pasted list of what goes back, filled into the lines of the orders: for boxes that nobody wants to tick through."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import Response

from sendback.web.hosted.faults import Fault, Faults
from sendback.web.hosted.lines_page import draw_lines
from sendback.web.hosted.orders import Proved
from sendback.web.hosted.visit import Visit
from sendback.web.pasting import MOST_PASTED_TEXT, describe_pasted

MOST_NAMED = 5


def fill_in(visit: Visit, orders: Sequence[Proved]) -> Response:
    """Choose what the list names, keep what was chosen before, and name the rows that were not understood."""
    rows = visit.get("paste")[:MOST_PASTED_TEXT].splitlines()
    filled: dict[str, str] = {}
    count = 0
    for each in orders:
        told = describe_pasted(visit.shop, each.order, "\n".join(rows))
        for line in told["lines"]:
            filled |= _fill_line(each, line)
        count += len(told["lines"])
        rows = [rows[fault["line"] - 1] for fault in told["faults"]]  # perhaps the next order has them
    rest = "\n".join(rows)
    found = [Fault("paste", visit.words("hosted.paste_error", lines=" · ".join(row.strip()[:80] for row in rows[:MOST_NAMED])))]
    notice = visit.words.plural("hosted.paste_done", count) if count else ""
    chosen = replace(visit, typed={**visit.typed, **filled, "paste": rest})
    return draw_lines(chosen, orders, Faults(found if rest.strip() else ()), 422 if rest.strip() else 200, notice)


def _fill_line(proved: Proved, line: Mapping[str, Any]) -> dict[str, str]:
    said = {"pick": "1", "quantity": str(line["quantity"]), **({"reason": line["reason"]} if line["reason"] else {})}
    return {proved.name(part, line["id"]): text for part, text in said.items()}
