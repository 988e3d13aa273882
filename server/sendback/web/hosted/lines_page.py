"""The list of what was bought: what may go back is chosen, what may not says why."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import Response

from sendback.orders.model import Order
from sendback.orders.opening import Opened
from sendback.shops.fields import in_language
from sendback.web.hosted.faults import NONE, Fault, Faults
from sendback.web.hosted.visit import Visit, draw
from sendback.web.shopper import describe_opened


def proved(order: Order) -> Opened:
    """Open an order that the session has proved already."""
    return Opened(order, is_proved=True, shows_lines=True, proof_fields=())


def draw_lines(visit: Visit, opened: Opened, faults: Faults = NONE, status: int = 200) -> Response:
    """Draw the lines with everything chosen so far; an order of one line comes chosen."""
    seen = describe_opened(visit.shop, opened, visit.words)
    lines = [_line(visit, line, seen) for line in seen["lines"]]
    return draw(visit, "lines", status, faults=faults, seen=seen, lines=lines, reasons=list_reasons(visit))


def list_reasons(visit: Visit) -> list[tuple[str, str]]:
    """List the shop's reasons as (code, text) in the shopper's language."""
    settings = visit.shop.settings
    return [(r.code, in_language(r.label, visit.words.language, settings.default_language)) for r in settings.reasons]


def find_line_faults(visit: Visit, lines: Sequence[Mapping[str, Any]]) -> Faults:
    """Find what the choice of lines still needs: something chosen, a reason and a possible quantity for each."""
    picked = [line for line in lines if visit.get(f"pick.{line['id']}")]
    if not picked:
        first = next((line for line in lines if _is_open(line)), None)
        name = f"pick.{first['id']}" if first else "pick."
        return Faults([Fault(name, visit.words("widget.error_lines"))])
    reasons = {code for code, _ in list_reasons(visit)}
    return Faults([fault for line in picked for fault in _line_faults(visit, line, reasons)])


def read_quantity(visit: Visit, line_id: str) -> int:
    """Read how many of a line are chosen; 0 for what is no number."""
    text = visit.typed.get(f"quantity.{line_id}", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0


def _line_faults(visit: Visit, line: Mapping[str, Any], reasons: set[str]) -> list[Fault]:
    line_id, title, found = line["id"], line["title"], []
    if not line["returnable"]:
        found.append(Fault(f"pick.{line_id}", f"{title}: {line['because']['text']}"))
    elif not 1 <= read_quantity(visit, line_id) <= line["left"]:
        found.append(Fault(f"quantity.{line_id}", visit.words("hosted.error_quantity", item=title, left=line["left"])))
    if visit.get(f"reason.{line_id}") not in reasons:
        found.append(Fault(f"reason.{line_id}", visit.words("widget.error_reason", item=title)))
    return found


def _line(visit: Visit, line: Mapping[str, Any], seen: Mapping[str, Any]) -> dict[str, Any]:
    words, line_id, currency = visit.words, line["id"], seen["order"]["currency"]
    facts = [f"× {line['quantity']}"] if line["quantity"] > 1 else []
    if line["unit_price_minor"] is not None and currency:
        facts.append(words.money(line["unit_price_minor"], currency))
    if _is_open(line) and line["until_on"]:
        facts.append(words("hosted.until", date=words.day(date.fromisoformat(line["until_on"]))))
    alone = len(seen["lines"]) == 1 and not visit.get("session")
    return {
        **line,
        "open": _is_open(line),
        "facts": facts,
        "picked": bool(visit.get(f"pick.{line_id}")) or alone,
        "chosen_quantity": read_quantity(visit, line_id),
        "chosen_reason": visit.get(f"reason.{line_id}"),
        "note": visit.get(f"note.{line_id}"),
    }


def _is_open(line: Mapping[str, Any]) -> bool:
    return bool(line["returnable"]) and line["left"] > 0
