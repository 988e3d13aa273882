"""The rows of a list, read together: one question for each kind of thing, not one for each row."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch
from sendback.returns.listed import Found, Listed, ListedLine
from sendback.returns.model import BY_RIGHT, Status

_COLUMNS = """r.return_id, r.rma, r.order_number, r.name, r.email, r.status, r.created_at, r.updated_at, r.is_gift, r.mismatches,
r.because, r.refund_due_at,
(SELECT o.currency FROM orders o WHERE o.shop_id = r.shop_id AND o.order_id = r.order_id) AS currency"""


def read_rows(tx: Tx, shop_id: str, found: Found) -> list[Listed]:
    """Read the returns of a page, in its order."""
    if not found.ids:
        return []
    ids = {f"i{place}": return_id for place, return_id in enumerate(found.ids)}
    among = f"IN ({', '.join(f':{name}' for name in ids)})"
    values: dict[str, Any] = {"s": shop_id, **ids}
    rows = tx.all(f"SELECT {_COLUMNS} FROM returns r WHERE r.shop_id = :s AND r.return_id {among}", **values)
    lines: dict[str, list[ListedLine]] = defaultdict(list)
    for line in tx.all(
        f"""SELECT return_id, title, quantity, unit_price_minor, order_number FROM return_lines
        WHERE shop_id = :s AND return_id {among} ORDER BY return_id, position""",
        **values,
    ):
        lines[line["return_id"]].append(
            ListedLine(line["title"], line["quantity"], line["unit_price_minor"], line["order_number"])
        )
    asked = tx.all(
        f"""SELECT return_id, made_at FROM return_messages
        WHERE shop_id = :s AND kind = 'question' AND closed_at IS NULL AND return_id {among}""",
        **values,
    )
    questions = {row["return_id"]: row["made_at"] for row in asked}
    known = {row["return_id"]: row for row in rows}
    return [
        _listed(known[return_id], lines[return_id], questions, mark)
        for return_id, mark in zip(found.ids, found.marks, strict=True)
        if return_id in known
    ]


def _listed(row: Row, lines: Sequence[ListedLine], questions: Mapping[str, int], mark: str) -> Listed:
    asked_at = questions.get(row["return_id"])
    return Listed(
        return_id=row["return_id"],
        rma=row["rma"],
        order_number=row["order_number"],
        name=row["name"],
        email=row["email"],
        status=Status(row["status"]),
        created_at=from_epoch(row["created_at"]),
        updated_at=from_epoch(row["updated_at"]),
        currency=row["currency"] or "",
        is_gift=bool(row["is_gift"]),
        is_mismatched=row["mismatches"] != "[]",
        is_withdrawal=json.loads(row["because"]).get("rule") == BY_RIGHT,
        due_since=None if row["refund_due_at"] is None else from_epoch(row["refund_due_at"]),
        asked_at=None if asked_at is None else from_epoch(asked_at),
        lines=lines,
        mark=mark,
    )
