"""One order line as the list shows it: what is known of it, on which terms it may come back, and what was chosen."""

from datetime import date
from typing import Any

from sendback.web.hosted.choices import read_quantity
from sendback.web.hosted.line_faults import is_open
from sendback.web.hosted.orders import Proved
from sendback.web.hosted.reasons import list_reasons, name_codes
from sendback.web.hosted.visit import LINE_PARTS, Visit


def view_line(visit: Visit, proved: Proved, line: dict[str, Any], seen: dict[str, Any], is_alone: bool) -> dict[str, Any]:
    """Put together what one line is drawn from; `chosen` and `names` are by the part of the choice."""
    names = {part: proved.name(part, line["id"]) for part in LINE_PARTS}
    chosen = {part: visit.get(name) for part, name in names.items()}
    return {
        **line,
        "open": is_open(line),
        "facts": _list_facts(visit, line, seen),
        "terms": _list_terms(visit, line),
        "names": names,
        "chosen": chosen,
        "picked": bool(chosen["pick"]) or is_alone,
        "chosen_quantity": read_quantity(visit, names["quantity"]),
        "counts": [(str(count), str(count)) for count in range(1, line["left"] + 1)],
        "reason_groups": list_reasons(visit, line["reasons"]),
        "swaps": [(variant["sku"], variant["title"]) for variant in line["variants"]],
        "is_exchange_only": list(seen["resolutions"]) == ["exchange"],
    }


def _list_facts(visit: Visit, line: dict[str, Any], seen: dict[str, Any]) -> list[str]:
    words, currency = visit.words, seen["order"]["currency"]
    facts = [f"× {line['quantity']}"] if line["quantity"] > 1 else []
    if line["unit_price_minor"] is not None and currency:
        facts.append(words.money(line["unit_price_minor"], currency))
    if is_open(line) and line["until_on"]:
        facts.append(words("hosted.until", date=words.day(date.fromisoformat(line["until_on"]))))
    return facts


def _list_terms(visit: Visit, line: dict[str, Any]) -> list[tuple[str, str, str]]:
    """List (for which choice, what becomes of it, the fee); nothing where a line may simply come back."""
    terms = line["terms"]
    if not is_open(line) or all(term["outcome"] == "allow" and not term["fee_minor"] for term in terms):
        return []
    rows = [(name_codes(visit, term), term["text"], _say_fee(visit, line, term)) for term in terms]
    others = visit.words("hosted.terms_otherwise")
    return [(named or (others if len(rows) > 1 else ""), text, fee) for named, text, fee in rows]


def _say_fee(visit: Visit, line: dict[str, Any], term: dict[str, Any]) -> str:
    if not term["fee_text"]:
        return ""
    key = "widget.fee_each" if term["fee_each"] and line["left"] > 1 else "hosted.fee"
    return visit.words(key, fee=f"\u2068{term['fee_text']}\u2069")
