"""What was chosen of each line, read out of the forms and written in the shape that the widget sends."""

from collections.abc import Sequence
from typing import Any

from sendback.web.hosted.orders import Proved
from sendback.web.hosted.reasons import find_reason
from sendback.web.hosted.visit import Visit

_ADDRESS = ("company", "postcode", "city", "district", "region", "country")


def list_picked(visit: Visit, proved: Proved) -> list[str]:
    """List the ids of the lines chosen in one order."""
    start = proved.name("pick", "")
    return [name.removeprefix(start) for name in visit.typed if name.startswith(start)]


def list_chosen(visit: Visit, orders: Sequence[Proved]) -> tuple[Proved, ...]:
    """List the orders of which anything goes back; the first order where nothing is chosen of any."""
    return tuple(each for each in orders if list_picked(visit, each)) or tuple(orders[:1])


def read_quantity(visit: Visit, name: str) -> int:
    """Read how many of a line are chosen, one where nothing says; 0 for what is no number."""
    text = visit.typed.get(name, "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0


def read_ids(visit: Visit, name: str) -> list[str]:
    """Read the ids of the photos that were sent for a line."""
    return [photo for photo in visit.get(name).split(",") if photo]


def write_lines(visit: Visit, chosen: Sequence[Proved]) -> dict[str, Any]:
    """Write what `list_chosen` lists: the lines of the first order, and of each one beside it."""
    first, *others = ({"session": visit.get(each.session_name), "lines": _write_order(visit, each)} for each in chosen)
    return {"lines": first["lines"], "beside": others, "lang": visit.words.language}


def write_body(visit: Visit, chosen: Sequence[Proved]) -> dict[str, Any]:
    """Write everything typed as the body of a return."""
    own = {n.removeprefix("fields."): text for n, text in visit.typed.items() if n.startswith("fields.")}
    contact = {name: visit.get(f"contact.{name}") for name in ("name", "email", "phone")}
    street = [visit.get(f"contact.address.{name}") for name in ("street", "street2")]
    address = {name: visit.get(f"contact.address.{name}") for name in _ADDRESS}
    return {
        **write_lines(visit, chosen),
        "contact": {**contact, "address": {**address, "lines": [line for line in street if line.strip()]}},
        "fields": own,
        "option": visit.get("option"),
        "delivery": visit.get("delivery"),
    }


def _write_order(visit: Visit, proved: Proved) -> list[dict[str, Any]]:
    return [_write_line(visit, proved, line_id) for line_id in list_picked(visit, proved)]


def _write_line(visit: Visit, proved: Proved, line_id: str) -> dict[str, Any]:
    def get(part: str) -> str:
        return visit.get(proved.name(part, line_id))

    reason, _, sub_reason = get("reason").partition("/")
    setting, sku = find_reason(visit, reason), get("exchange")
    takes_photos = setting is not None and setting.photos != "off"
    return {
        "id": line_id,
        "quantity": read_quantity(visit, proved.name("quantity", line_id)),
        "reason": reason,
        "sub_reason": sub_reason,
        "condition": get("condition"),
        "resolution": get("resolution"),
        "exchange": {"sku": sku, "title": "" if sku else get("instead")},
        "note": get("note"),
        "photos": read_ids(visit, proved.name("photos", line_id)) if takes_photos else [],
    }
