"""Changing the lines of a return that waits: through the ledger, told in the journal, mailed where it matters to the shopper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sendback.database.model import Tx
from sendback.errors import Code, FieldError, Problem, refuse_field
from sendback.journal.store import record
from sendback.orders import store as orders
from sendback.returns import line_store, search_store, store
from sendback.returns.deciding import check_reason
from sendback.returns.message_store import add_message
from sendback.returns.messages import MessageKind
from sendback.returns.model import Return, ReturnLine
from sendback.returns.moving import hold_waiting
from sendback.returns.naming import list_reasons
from sendback.shops.resolutions import Resolution
from sendback.shops.store import get_shop

_TOLD = {"quantity", "resolution", "fee_minor"}
"""What the shopper is told of when it changes; another reason changes nothing that they get."""


@dataclass(frozen=True, slots=True)
class LineEdit:
    """How a line is to be from now on; a quantity of 0 takes it out."""

    order_id: str
    line_id: str
    quantity: int
    reason: str
    sub_reason: str
    resolution: Resolution
    fee_minor: int
    fee_currency: str


def edit_lines(tx: Tx, shop_id: str, return_id: str, edits: Sequence[LineEdit], why: str, actor: str, now: datetime) -> Return:
    """Change lines of a return that waits; `why` is what the shopper reads, and needed where they get another thing.

    Problem quantity-gone where the order has too few units left, invalid-fields where no line would stay.
    """
    item = hold_waiting(tx, shop_id, return_id, now)
    reasons = list_reasons(get_shop(tx, shop_id).settings)
    wanted = {(edit.order_id, edit.line_id): edit for edit in edits}
    changes = [(line, _apply(line, edit, reasons)) for line in item.lines if (edit := wanted.get((line.order_id, line.line_id)))]
    changes = [(before, after) for before, after in changes if before != after]
    if not changes:
        return item
    gone = [before for before, after in changes if not after.quantity]
    if len(gone) == len(item.lines):
        raise refuse_field("lines", "required", "At least one line stays. To refuse them all, decline the return.")
    said = check_reason(why) if any(_list_changes(before, after).keys() & _TOLD for before, after in changes) else ""
    for before, after in sorted(changes, key=lambda change: (change[0].order_id, change[0].line_id)):
        _change(tx, item, before, after)
    body: dict[str, Any] = {"rma": item.rma, "lines": [_tell(before, after) for before, after in changes]}
    if said:
        body["message"] = add_message(tx, shop_id, return_id, MessageKind.CHANGE, said, actor, now).number
    record(tx, shop_id, "return.edited", return_id, body, actor, now)
    after_all = store.get_return(tx, shop_id, return_id)
    search_store.reindex_lines(tx, item, after_all)
    return after_all


def _apply(line: ReturnLine, edit: LineEdit, reasons: Mapping[str, str]) -> ReturnLine:
    where, wanted = f"lines.{line.line_id}", (edit.reason, edit.sub_reason)
    if "/".join(filter(None, wanted)) not in reasons and wanted != (line.reason, line.sub_reason):
        raise refuse_field(f"{where}.reason", "unknown", "Choose one of the reasons offered.")
    if not 0 <= edit.quantity <= 9999:
        raise refuse_field(f"{where}.quantity", "range", "This is more or less than possible.")
    if not 0 <= edit.fee_minor <= 10**9:
        raise refuse_field(f"{where}.fee", "range", "This is more or less than possible.")
    because = line.because if edit.fee_minor == line.fee_minor else {**line.because, "fee_currency": edit.fee_currency}
    return replace(
        line,
        because=because,
        quantity=edit.quantity,
        reason=edit.reason,
        sub_reason=edit.sub_reason,
        resolution=edit.resolution,
        fee_minor=edit.fee_minor,
    )


def _change(tx: Tx, item: Return, before: ReturnLine, after: ReturnLine) -> None:
    more = after.quantity - before.quantity
    if more > 0 and not orders.take_units(tx, item.shop_id, before.order_id, before.line_id, more):
        error = FieldError(f"lines.{before.line_id}.quantity", "range", "Fewer units are left to return.")
        raise Problem(Code.QUANTITY_GONE, "Some of these items are already in another return.", errors=[error])
    if more < 0:
        orders.give_back_units(tx, item.shop_id, before.order_id, before.line_id, -more)
    if after.quantity:
        line_store.save_line(tx, item, after)
    else:
        line_store.delete_line(tx, item, before)


def _list_changes(before: ReturnLine, after: ReturnLine) -> dict[str, list[Any]]:
    names = ("quantity", "reason", "sub_reason", "resolution", "fee_minor")
    pairs = {name: [getattr(before, name), getattr(after, name)] for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _tell(before: ReturnLine, after: ReturnLine) -> dict[str, Any]:
    return {"line_id": before.line_id, "order_number": before.order_number, **_list_changes(before, after)}
