"""Returns and their lines in the database."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.errors import Code, Problem
from sendback.orders.normalize import norm_email
from sendback.returns.fact_keys import key_address
from sendback.returns.model import Consignor, Delivery, Return, ReturnLine, Status
from sendback.returns.search_store import index_return
from sendback.returns.search_terms import list_person_words, list_thing_words, write_words
from sendback.shops.address import address_from
from sendback.shops.resolutions import Resolution

_COLUMNS = (
    "shop_id return_id rma order_id order_number status name email phone address fields mismatches language delivery "
    "settings_version because decline_reason created_at updated_at is_gift return_to refund_moment refund_due_at refunded_at "
    "escalated_at closed_at warehouse email_key address_key words"
).split()
_LINE_COLUMNS = (
    "shop_id return_id order_id line_id position order_number sku title quantity unit_price_minor reason sub_reason condition "
    "resolution exchange_sku exchange_title fee_minor note because"
).split()
_AS_IS = "shop_id return_id rma order_id order_number language settings_version decline_reason refund_moment warehouse".split()
_LINE_AS_IS = (
    "order_id line_id order_number sku title quantity unit_price_minor reason sub_reason condition exchange_sku exchange_title "
    "fee_minor note"
).split()
_INSERT = f"INSERT INTO returns ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"
INSERT_LINE = f"INSERT INTO return_lines ({', '.join(_LINE_COLUMNS)}) VALUES ({', '.join(f':{n}' for n in _LINE_COLUMNS)})"


def next_rma_count(tx: Tx, shop_id: str) -> int:
    """Count one up, in the caller's transaction: no gaps, no two alike."""
    row = tx.one("UPDATE shop_heads SET rma_last = rma_last + 1 WHERE shop_id = :s RETURNING rma_last", s=shop_id)
    assert row is not None, "a shop has a head row from its first transaction"
    return int(row["rma_last"])


def save_return(tx: Tx, item: Return) -> None:
    """Store a new return with its lines, and what it is found by."""
    words = list_person_words(item) | list_thing_words(item)
    tx.run(_INSERT, **_facts(item), words=write_words(words))
    tx.run_many(INSERT_LINE, [line_facts(item, place, line) for place, line in enumerate(item.lines)])
    index_return(tx, item, words)


def save_status(tx: Tx, item: Return, before: Status) -> bool:
    """Store a return's new status; False when it no longer stands where it stood when it was read."""
    return bool(
        tx.run(
            """UPDATE returns SET status = :status, decline_reason = :reason, updated_at = :now, settings_version = :version
            WHERE shop_id = :s AND return_id = :r AND status = :before""",
            status=item.status.value, reason=item.decline_reason, now=to_epoch(item.updated_at),
            version=item.settings_version, s=item.shop_id, r=item.return_id, before=before.value,
        )
    )  # fmt: skip


def save_consignor(tx: Tx, item: Return) -> None:
    """Store who sends a return, with the keys that others are found by."""
    names = ("name", "email", "phone", "address", "email_key", "address_key")
    facts = {name: value for name, value in _facts(item).items() if name in names}
    tx.run(
        f"UPDATE returns SET {', '.join(f'{name} = :{name}' for name in names)} WHERE shop_id = :s AND return_id = :r",
        **facts, s=item.shop_id, r=item.return_id,
    )  # fmt: skip


def save_because(tx: Tx, item: Return, because: Mapping[str, Any]) -> None:
    """Store what a return's decision rests on."""
    tx.run(
        "UPDATE returns SET because = :b WHERE shop_id = :s AND return_id = :r",
        b=_json(dict(because)), s=item.shop_id, r=item.return_id,
    )  # fmt: skip


def touch_return(tx: Tx, shop_id: str, return_id: str, status: Status, now: datetime) -> bool:
    """Hold a return's row until the end of the transaction, if it has this status."""
    return bool(
        tx.run(
            "UPDATE returns SET updated_at = :n WHERE shop_id = :s AND return_id = :r AND status = :t",
            n=to_epoch(now), s=shop_id, r=return_id, t=status.value,
        )
    )  # fmt: skip


def lock_return(tx: Tx, shop_id: str, return_id: str) -> None:
    """Keep out until the end of the transaction whoever else would change a return: what is read of it now stays so."""
    tx.run("UPDATE returns SET status = status WHERE shop_id = :s AND return_id = :r", s=shop_id, r=return_id)


def find_return(tx: Tx, shop_id: str, return_id: str) -> Return | None:
    """Find a return by its id."""
    row = tx.one("SELECT * FROM returns WHERE shop_id = :s AND return_id = :r", s=shop_id, r=return_id)
    return _return(tx, row) if row else None


def find_return_by_rma(tx: Tx, shop_id: str, rma: str) -> Return | None:
    """Find a return by its RMA number in canonical form (`read_rma`)."""
    row = tx.one("SELECT * FROM returns WHERE shop_id = :s AND rma = :r", s=shop_id, r=rma)
    return _return(tx, row) if row else None


def get_return(tx: Tx, shop_id: str, return_id: str) -> Return:
    """Return a return by its id, or refuse."""
    item = find_return(tx, shop_id, return_id)
    if item is None:
        raise Problem(Code.NOT_FOUND, "There is no such return.")
    return item


def list_returns(tx: Tx, shop_id: str, status: Status | None = None, before: str = "", most: int = 50) -> list[Return]:
    """List returns, newest first, from the one before the id `before` on."""
    where, values = ["shop_id = :s"], {"s": shop_id, "n": most}
    if status:
        where.append("status = :status")
        values["status"] = status.value
    if before:
        where.append("return_id < :before")
        values["before"] = before
    rows = tx.all(f"SELECT * FROM returns WHERE {' AND '.join(where)} ORDER BY return_id DESC LIMIT :n", **values)
    return [_return(tx, row) for row in rows]


def _return(tx: Tx, row: Row) -> Return:
    lines = tx.all(
        "SELECT * FROM return_lines WHERE shop_id = :s AND return_id = :r ORDER BY position",
        s=row["shop_id"],
        r=row["return_id"],
    )
    facts: dict[str, Any] = {name: row[name] for name in _AS_IS}
    address = address_from(json.loads(row["address"]))
    return Return(
        **facts,
        status=Status(row["status"]),
        consignor=Consignor(row["name"], row["email"], row["phone"], address),
        own_fields=json.loads(row["fields"]),
        mismatches=tuple(json.loads(row["mismatches"])),
        delivery=Delivery(row["delivery"]),
        because=json.loads(row["because"]),
        created_at=from_epoch(row["created_at"]),
        updated_at=from_epoch(row["updated_at"]),
        lines=tuple(_line(line) for line in lines),
        is_gift=bool(row["is_gift"]),
        return_to=address_from(json.loads(row["return_to"])) if row["return_to"] else None,
        refund_due_at=_moment(row["refund_due_at"]),
        refunded_at=_moment(row["refunded_at"]),
        refund_waived_at=_moment(row["refund_waived_at"]),
        escalated_at=_moment(row["escalated_at"]),
        received_at=_moment(row["received_at"]),
        closed_at=_moment(row["closed_at"]),
        erased_at=_moment(row["erased_at"]),
    )


def _line(row: Row) -> ReturnLine:
    facts = {name: row[name] for name in _LINE_AS_IS}
    return ReturnLine(**facts, because=json.loads(row["because"]), resolution=Resolution(row["resolution"]))


def _moment(epoch: int | None) -> datetime | None:
    return None if epoch is None else from_epoch(epoch)


def _facts(item: Return) -> dict[str, Any]:
    return {
        **{name: getattr(item, name) for name in _AS_IS},
        "status": item.status.value,
        "name": item.consignor.name,
        "email": item.consignor.email,
        "phone": item.consignor.phone,
        "address": _json(item.consignor.address.as_json()),
        "fields": _json(dict(item.own_fields)),
        "mismatches": _json(list(item.mismatches)),
        "delivery": item.delivery.value,
        "because": _json(dict(item.because)),
        "created_at": to_epoch(item.created_at),
        "updated_at": to_epoch(item.updated_at),
        "is_gift": int(item.is_gift),
        "return_to": _json(item.return_to.as_json()) if item.return_to else "",
        "refund_due_at": to_epoch(item.refund_due_at) if item.refund_due_at else None,
        "refunded_at": to_epoch(item.refunded_at) if item.refunded_at else None,
        "escalated_at": to_epoch(item.escalated_at) if item.escalated_at else None,
        "closed_at": to_epoch(item.closed_at) if item.closed_at else None,
        "email_key": norm_email(item.consignor.email),
        "address_key": key_address(item.consignor.address),
    }


def line_facts(item: Return, place: int, line: ReturnLine) -> dict[str, Any]:
    """Give the values of a line's row, for `INSERT_LINE`."""
    facts = {name: getattr(line, name) for name in _LINE_AS_IS}
    return {
        **facts,
        "shop_id": item.shop_id,
        "return_id": item.return_id,
        "order_id": line.order_id or item.order_id,
        "order_number": line.order_number or item.order_number,
        "position": place,
        "resolution": line.resolution.value,
        "because": _json(dict(line.because)),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
