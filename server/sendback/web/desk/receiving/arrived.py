"""What arrived of a return, as its page shows it: its boxes, and what was found of each line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sendback.orders.model import Order
from sendback.receiving.expected_line import list_suggestions
from sendback.receiving.model import Inspection, Receipt
from sendback.receiving.override_reasons import say_reason
from sendback.receiving.photo_store import DockPhoto
from sendback.receiving.progress import count_left, list_found
from sendback.receiving.weighing import is_far, sum_weights
from sendback.returns.model import Return
from sendback.shops.model import Shop
from sendback.shops.receiving import Outcome, ReceivingSetting
from sendback.web.context import get_context
from sendback.web.desk.photos import Shown
from sendback.web.desk.receiving.wording import DISPOSITIONS, OUTCOMES
from sendback.web.moments import write_moment
from sendback.words.amounts import write_amount
from sendback.words.catalogue import words_for

_ENGLISH = words_for("en")


@dataclass(frozen=True, slots=True)
class Arrived:
    """All that the database knows of what arrived, with the names of everybody in it."""

    receipts: Sequence[Receipt] = ()
    inspections: Sequence[Inspection] = ()
    photos: Sequence[DockPhoto] = ()


def show_arrived(
    shop: Shop, item: Return, orders: Mapping[str, Order], arrived: Arrived, names: Mapping[str, str]
) -> dict[str, Any]:
    """Write it for the page: nothing of whom the box is from."""
    setting = shop.settings.receiving
    pictures = _show_photos(shop, arrived.photos)
    here = [receipt for receipt in arrived.receipts if receipt.undone_at is None]

    def tell(found: Inspection) -> dict[str, Any]:
        return _tell_found(shop, found, names, pictures)

    return {
        "boxes": [_tell_box(shop, receipt, names, pictures) for receipt in arrived.receipts],
        "is_here": bool(here),
        "weight": _say_weight(item, orders, here),
        "lines": [
            {
                "order_id": line.order_id,
                "line_id": line.line_id,
                "title": line.title,
                "quantity": line.quantity,
                "left": count_left(line, arrived.inspections),
                "currency": orders[line.order_id].currency or "",
                "found": [tell(found) for found in list_found(line, arrived.inspections)],
                "suggested": _say_suggestions(setting, line),
            }
            for line in item.sent_lines
        ],
        "extras": [tell(found) for found in arrived.inspections if found.outcome is Outcome.EXTRA and not found.undone_at],
        "undone": [tell(found) for found in arrived.inspections if found.undone_at],
        "grades": [(grade.code, grade.label) for grade in setting.grades],
        "dispositions": [(each.value, text) for each, text in DISPOSITIONS.items()],
        "outcomes": [(each.value, text) for each, text in OUTCOMES.items() if each is not Outcome.EXTRA],
    }


def _tell_box(shop: Shop, receipt: Receipt, names: Mapping[str, str], photos: Mapping[str, Sequence[Shown]]) -> dict[str, Any]:
    return {
        "id": receipt.receipt_id,
        "title": f"Box {receipt.parcel}" if receipt.parcel else "A box without a number",
        "by": names.get(receipt.made_by, receipt.made_by),
        "at": write_moment(receipt.seen_at, shop.settings.zone),
        "iso": receipt.seen_at.isoformat(),
        "weight": _say_grams(receipt.weight_g) if receipt.weight_g else "",
        "note": receipt.note,
        "photos": photos.get(receipt.receipt_id, ()),
        "joined": receipt.joined_at is not None,
        "undone": receipt.undone_at is not None,
    }


def _tell_found(shop: Shop, found: Inspection, names: Mapping[str, str], photos: Mapping[str, Sequence[Shown]]) -> dict[str, Any]:
    grades = {grade.code: grade.label for grade in shop.settings.receiving.grades}
    has_amount = found.recovered_minor is not None and found.currency
    return {
        "id": found.inspection_id,
        "order_id": found.order_id,
        "line_id": found.line_id,
        "outcome": found.outcome.value,
        "said": OUTCOMES[found.outcome],
        "quantity": found.quantity,
        "title": found.title,
        "sku": found.sku,
        "names_thing": found.outcome in (Outcome.EXTRA, Outcome.WRONG),
        "grade": found.grade,
        "grade_said": grades.get(found.grade, found.grade),
        "disposition": found.disposition.value if found.disposition else "",
        "goes": DISPOSITIONS[found.disposition] if found.disposition else "",
        "pending": found.is_here and found.disposition is None,
        "rule": found.rule,
        "against": DISPOSITIONS[found.suggested] if found.suggested and found.suggested is not found.disposition else "",
        "reason": say_reason(found.reason, _ENGLISH),
        "place": found.place,
        "recovered": _ENGLISH.money(found.recovered_minor or 0, found.currency) if has_amount else "",
        "recovered_typed": write_amount(found.recovered_minor or 0, found.currency) if has_amount else "",
        "note": found.note,
        "by": names.get(found.made_by, found.made_by),
        "at": write_moment(found.seen_at, shop.settings.zone),
        "iso": found.seen_at.isoformat(),
        "photos": photos.get(found.inspection_id, ()),
    }


def _say_suggestions(setting: ReceivingSetting, line: Any) -> list[str]:
    """Say what the rules would make of a line, grade by grade."""
    grades = {grade.code: grade.label for grade in setting.grades}
    said = []
    for key, each in list_suggestions(setting, line).items():
        outcome, _, grade = key.partition(":")
        if outcome == Outcome.ARRIVED and grade and each.disposition:
            said.append(f"{grades[grade]}: {DISPOSITIONS[each.disposition].lower()}")
    return said


def _say_weight(item: Return, orders: Mapping[str, Order], here: Sequence[Receipt]) -> dict[str, Any] | None:
    """Say what the boxes weigh beside what their goods do, where both are known."""
    wares = {(order.order_id, line.line_id): line.weight_g for order in orders.values() for line in order.lines}
    each = [(wares.get((line.order_id, line.line_id)), line.quantity) for line in item.sent_lines]
    weighed = sum_weights(here)
    if weighed is None or any(grams is None for grams, _ in each):
        return None
    expected = sum((grams or 0) * quantity for grams, quantity in each)
    return {"weighed": _say_grams(weighed), "expected": _say_grams(expected), "far": is_far(weighed, expected)}


def _say_grams(grams: int) -> str:
    return f"{grams / 1000:.2f} kg" if grams >= 1000 else f"{grams} g"


def _show_photos(shop: Shop, photos: Sequence[DockPhoto]) -> dict[str, list[Shown]]:
    """Address the photos of each box and finding."""
    links, shown = get_context().links, dict[str, list[Shown]]()
    for photo in photos:
        row, ids = shown.setdefault(photo.subject, []), (shop.shop_id, photo.photo_id)
        row.append(Shown(links.photo_url(*ids), links.photo_url(*ids, "small"), f"Photo {len(row) + 1} from the dock"))
    return shown
