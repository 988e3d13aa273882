"""What a choice of lines still needs, said beside the control that can give it."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sendback.errors import FieldError
from sendback.web.hosted.choices import list_picked, read_quantity
from sendback.web.hosted.faults import Fault
from sendback.web.hosted.orders import Proved
from sendback.web.hosted.visit import Visit

_PARTS = "quantity|reason|sub_reason|condition|resolution|exchange|note|photos"
_FIELD = re.compile(rf"(?:beside\.(?P<beside>\d+)\.)?lines\.(?P<line>.+?)(?:\.(?P<part>{_PARTS})(?:\..*)?)?")
_SENTENCES = {
    "reason": "widget.error_reason",
    "sub_reason": "widget.error_reason",
    "condition": "hosted.error_condition",
    "resolution": "hosted.error_resolution",
    "exchange": "hosted.error_exchange",
    "note": "hosted.error_note",
    "photos": "hosted.error_photos",
}


def is_of_lines(error: FieldError) -> bool:
    """Say whether a fault of a return's body is about its lines."""
    return error.field == "lines" or bool(_FIELD.fullmatch(error.field))


def is_of_photos(error: FieldError) -> bool:
    """Say whether a fault of a return's body is about the photos of a line."""
    found = _FIELD.fullmatch(error.field)
    return bool(found and found["part"] == "photos")


def find_impossible(visit: Visit, orders: Sequence[Proved], seen: Sequence[dict[str, Any]]) -> list[Fault]:
    """Find what no policy has to be asked for: nothing chosen, a quantity that is not there, a line that stays."""
    lines = [(each, line) for each, one in zip(orders, seen, strict=True) for line in one["lines"]]
    picked = [(each, line) for each, line in lines if visit.get(each.name("pick", line["id"]))]
    if not picked:
        first = next((each.name("pick", line["id"]) for each, line in lines if is_open(line)), "pick.")
        return [Fault(first, visit.words("widget.error_lines"))]
    return [fault for each, line in picked for fault in _check_line(visit, each, line)]


def name_line_faults(visit: Visit, chosen: Sequence[Proved], errors: Iterable[FieldError]) -> list[Fault]:
    """Turn the faults of a return's body that are about lines into faults of the form's controls."""
    faults = []
    for error in errors:
        if found := _FIELD.fullmatch(error.field):
            place = int(found["beside"]) + 1 if found["beside"] else 0
            if place < len(chosen):
                faults.append(_name(visit, chosen[place], found["line"], found["part"] or "pick", error))
        elif error.field == "lines":
            faults.append(Fault("pick.", visit.words("widget.error_lines")))
    return faults


def is_open(line: dict[str, Any]) -> bool:
    """Say whether a line as `describe_line` writes it may be chosen."""
    return bool(line["returnable"]) and line["left"] > 0


def _check_line(visit: Visit, proved: Proved, line: dict[str, Any]) -> list[Fault]:
    line_id, title = line["id"], line["title"]
    if not is_open(line):
        return [Fault(proved.name("pick", line_id), f"{title}: {line['because']['text']}")]
    name = proved.name("quantity", line_id)
    if 1 <= read_quantity(visit, name) <= line["left"]:
        return []
    return [Fault(name, visit.words("hosted.error_quantity", item=title, left=line["left"]))]


def _name(visit: Visit, proved: Proved, line_id: str, part: str, error: FieldError) -> Fault:
    line = next((line for line in proved.order.lines if line.line_id == line_id), None)
    picked = list_picked(visit, proved)
    if line is None and line_id.isdigit() and int(line_id) < len(picked):  # a line no order has is named by its place
        line_id = picked[int(line_id)]
    title = line.title if line else line_id
    instead = "exchange" if line and line.variants else "instead"
    control = {"sub_reason": "reason", "exchange": instead}.get(part, part)
    sentence = _SENTENCES.get(part, "") if error.code == "required" else ""
    text = visit.words(sentence, item=title) if sentence else f"{title}: {error.detail}"
    return Fault(proved.name(control, line_id), text)
