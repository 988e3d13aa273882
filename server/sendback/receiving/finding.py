"""Saying what was found: how many, how they are, and what becomes of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.journal.model import Happening
from sendback.journal.store import record_all
from sendback.orders.store import get_order
from sendback.receiving import inspection_store, photo_store, receipt_store
from sendback.receiving.model import By, Inspection
from sendback.receiving.progress import count_left
from sendback.receiving.settling import settle
from sendback.receiving.stock.posting import post_inspection
from sendback.receiving.suggesting import Suggestion, find_obstacle, gather_facts, suggest
from sendback.receiving.wishes import FindWish
from sendback.returns import store
from sendback.returns.model import Return, ReturnLine
from sendback.shops.model import Shop
from sendback.shops.receiving import CONDITION_AFTER, Disposition, Outcome
from sendback.shops.text import clean_line, clean_text


def note_finding(tx: Tx, shop: Shop, wish: FindWish, wish_id: str, warehouse: str, by: By, now: datetime) -> Inspection:
    """Note what was found of some units, and put what is here where it belongs. The same `wish_id` again changes nothing.

    Problem not-found, status-conflict while no box of the return is here, invalid-fields for what does not fit: more units
    than the line has (`quantity`), another disposition than the suggested without `reason`, damaged things to be restocked.
    """
    store.lock_return(tx, shop.shop_id, wish.return_id)
    if known := inspection_store.find_inspection(tx, shop.shop_id, wish_id):
        return known
    item = store.get_return(tx, shop.shop_id, wish.return_id)
    _check_box(tx, item, wish)
    line = _find_line(item, wish)
    if line is not None:
        _check_quantity(line, inspection_store.list_inspections(tx, shop.shop_id, item.return_id), wish.quantity)
    found = _compose(tx, shop, item, line, wish, wish_id, warehouse, by, now)
    inspection_store.add_inspection(tx, found)
    photo_store.tie_photos(tx, shop.shop_id, wish.photos, wish_id, item.return_id, by.actor, now)
    record_all(tx, shop.shop_id, _tell(item, found), by.actor, now)
    post_inspection(tx, found, now)
    settle(tx, item, by.actor, now)
    return found


def _check_box(tx: Tx, item: Return, wish: FindWish) -> None:
    receipts = receipt_store.list_receipts(tx, item.shop_id, item.return_id)
    here = {receipt.receipt_id for receipt in receipts if receipt.undone_at is None}
    if not here or (wish.receipt_id and wish.receipt_id not in here):
        raise Problem(Code.STATUS_CONFLICT, "Take its box in first: nothing can be found in what is not here.")


def _find_line(item: Return, wish: FindWish) -> ReturnLine | None:
    """Find the line a finding is of; None for what nobody announced, which names no line."""
    if wish.outcome is Outcome.EXTRA:
        if wish.line_id or not (clean_line(wish.sku) or clean_line(wish.title)):
            raise refuse_field("title", "required", "Say what it is that nobody announced, and name no line.")
        return None
    order_id = wish.order_id or item.order_id
    line = next((each for each in item.sent_lines if (each.order_id, each.line_id) == (order_id, wish.line_id)), None)
    if line is None:
        raise refuse_field("line_id", "unknown", "This return has no such line that is to be sent.")
    return line


def _check_quantity(line: ReturnLine, inspections: Sequence[Inspection], quantity: int) -> None:
    left = count_left(line, inspections)
    if quantity > left:
        detail = (
            f"Of this line {left} can still be found; {line.quantity} were announced." if left else "All of this line was found."
        )
        raise refuse_field("quantity", "range", detail)


def _compose(
    tx: Tx, shop: Shop, item: Return, line: ReturnLine | None, wish: FindWish, wish_id: str, warehouse: str, by: By, now: datetime
) -> Inspection:
    setting = shop.settings.receiving
    sku, title = _name_thing(line, wish)
    _check_grade(shop, wish)
    suggestion = suggest(setting, gather_facts(line, wish.outcome, wish.grade, sku))
    disposition = _choose(shop, wish, suggestion)
    order_id = line.order_id if line else item.order_id
    return Inspection(
        shop_id=shop.shop_id,
        inspection_id=wish_id,
        return_id=item.return_id,
        order_id=order_id,
        line_id=line.line_id if line else "",
        sku=sku,
        title=title,
        outcome=wish.outcome,
        quantity=wish.quantity,
        grade=wish.grade,
        disposition=disposition,
        suggested=suggestion.disposition,
        rule=suggestion.rule,
        reason=clean_line(wish.reason),
        warehouse=warehouse,
        place=clean_line(wish.place) or (setting.find_place(disposition) if disposition else ""),
        condition=CONDITION_AFTER[disposition] if disposition else None,
        recovered_minor=wish.recovered_minor,
        currency=get_order(tx, shop.shop_id, order_id).currency or "",
        note=clean_text(wish.note) if item.erased_at is None else "",
        device=by.device,
        made_by=by.actor,
        made_at=now,
        seen_at=by.seen_at,
    )


def _name_thing(line: ReturnLine | None, wish: FindWish) -> tuple[str, str]:
    """Name what lies there: the line's own thing, or what somebody said it is instead."""
    if line is None or wish.outcome is Outcome.WRONG:
        return clean_line(wish.sku), clean_line(wish.title) or clean_line(wish.sku) or "Something else"
    return line.sku, line.title


def _check_grade(shop: Shop, wish: FindWish) -> None:
    if wish.outcome is Outcome.MISSING and (wish.grade or wish.disposition or wish.place or wish.recovered_minor is not None):
        raise refuse_field("outcome", "unknown", "What is missing has no grade and goes nowhere.")
    if wish.grade and wish.grade not in {grade.code for grade in shop.settings.receiving.grades}:
        raise refuse_field("grade", "unknown", "The shop has no such grade.")


def _choose(shop: Shop, wish: FindWish, suggestion: Suggestion) -> Disposition | None:
    """Choose what becomes of it: what was said, else what the rules suggest; whoever overrides them says why."""
    if wish.disposition is None:
        return suggestion.disposition
    if obstacle := find_obstacle(shop.settings.receiving, wish.outcome, wish.grade, wish.disposition):
        raise refuse_field("disposition", "unknown", obstacle)
    if suggestion.disposition not in (None, wish.disposition) and not clean_line(wish.reason):
        raise refuse_field("reason", "required", "Say why it goes elsewhere than the rules suggest.")
    return wish.disposition


def _tell(item: Return, found: Inspection) -> list[Happening]:
    """Say what was found, and what becomes of it where that is known."""
    thing = {
        "rma": item.rma,
        "inspection_id": found.inspection_id,
        "order_id": found.order_id,
        "line_id": found.line_id,
        "sku": found.sku,
        "quantity": found.quantity,
    }
    told = [Happening("item.inspected", item.return_id, thing | {"outcome": found.outcome.value, "grade": found.grade})]
    if found.disposition and found.condition:
        disposed: dict[str, Any] = {
            "disposition": found.disposition.value,
            "suggested": found.suggested.value if found.suggested else "",
            "rule": found.rule,
            "condition": found.condition.value,
            "place": found.place,
            "recovered_minor": found.recovered_minor,
            "currency": found.currency,
        }
        told.append(Happening("item.disposed", item.return_id, thing | disposed))
    return told
