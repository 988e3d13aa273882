"""Withdrawals in the database: written once, and never changed in what was stated."""

from datetime import datetime
from typing import Any

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.errors import Code, Problem
from sendback.orders.normalize import norm_order
from sendback.withdrawals.model import Receipt, Statement, Tie, Withdrawal

_COLUMNS = (
    "shop_id withdrawal_id name order_number number_key email items language statement receipt key_id signature received_at "
    "tie order_id"
).split()
_INSERT = f"INSERT INTO withdrawals ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"


def save_withdrawal(tx: Tx, item: Withdrawal) -> None:
    """Store a new withdrawal."""
    stated = item.statement
    tx.run(
        _INSERT,
        shop_id=item.shop_id, withdrawal_id=item.withdrawal_id, name=stated.name, order_number=stated.order_number,
        number_key=norm_order(stated.order_number), email=stated.email, items=stated.items, language=stated.language,
        statement=item.text, receipt=item.receipt.text, key_id=item.receipt.key_id, signature=item.receipt.signature,
        received_at=to_epoch(item.received_at), tie=item.tie.value, order_id=item.order_id,
    )  # fmt: skip


def find_withdrawal(tx: Tx, shop_id: str, withdrawal_id: str) -> Withdrawal | None:
    """Find a withdrawal by its receipt's number."""
    row = tx.one("SELECT * FROM withdrawals WHERE shop_id = :s AND withdrawal_id = :w", s=shop_id, w=withdrawal_id)
    return read_withdrawal(row) if row else None


def get_withdrawal(tx: Tx, shop_id: str, withdrawal_id: str) -> Withdrawal:
    """Return a withdrawal by its receipt's number, or refuse."""
    item = find_withdrawal(tx, shop_id, withdrawal_id)
    if item is None:
        raise Problem(Code.NOT_FOUND, "There is no such withdrawal.")
    return item


def save_tie(tx: Tx, item: Withdrawal, order_id: str) -> None:
    """Tie a withdrawal to an order."""
    tx.run(
        "UPDATE withdrawals SET tie = 'tied', order_id = :o WHERE shop_id = :s AND withdrawal_id = :w",
        o=order_id, s=item.shop_id, w=item.withdrawal_id,
    )  # fmt: skip


def save_return(tx: Tx, item: Withdrawal, return_id: str) -> bool:
    """Keep the return that was made of a withdrawal; False when there is one already."""
    return bool(
        tx.run(
            """UPDATE withdrawals SET return_id = :r WHERE shop_id = :s AND withdrawal_id = :w AND return_id IS NULL""",
            r=return_id, s=item.shop_id, w=item.withdrawal_id,
        )
    )  # fmt: skip


def save_goods(tx: Tx, item: Withdrawal, now: datetime) -> bool:
    """Keep that the goods, or proof that they were sent, arrived; False when that was known."""
    return bool(
        tx.run(
            "UPDATE withdrawals SET goods_at = :n WHERE shop_id = :s AND withdrawal_id = :w AND goods_at IS NULL",
            n=to_epoch(now), s=item.shop_id, w=item.withdrawal_id,
        )
    )  # fmt: skip


def save_refunded(tx: Tx, item: Withdrawal, now: datetime) -> bool:
    """Keep that the money went back; False when that was known."""
    return bool(
        tx.run(
            "UPDATE withdrawals SET refunded_at = :n WHERE shop_id = :s AND withdrawal_id = :w AND refunded_at IS NULL",
            n=to_epoch(now), s=item.shop_id, w=item.withdrawal_id,
        )
    )  # fmt: skip


def save_handled(tx: Tx, item: Withdrawal, note: str, person: str, now: datetime) -> bool:
    """Keep who is done with a withdrawal, and what they noted; False when somebody was before."""
    return bool(
        tx.run(
            """UPDATE withdrawals SET handled_at = :n, handled_by = :p, note = :t
            WHERE shop_id = :s AND withdrawal_id = :w AND handled_at IS NULL""",
            n=to_epoch(now), p=person, t=note, s=item.shop_id, w=item.withdrawal_id,
        )
    )  # fmt: skip


def read_withdrawal(row: Row) -> Withdrawal:
    """Read a whole row."""
    facts: dict[str, Any] = {
        name: row[name] for name in ("shop_id", "withdrawal_id", "order_id", "return_id", "handled_by", "note")
    }
    moments = ("goods_at", "refunded_at", "handled_at")
    facts |= {name: from_epoch(row[name]) if row[name] is not None else None for name in moments}
    return Withdrawal(
        **facts,
        statement=Statement(row["name"], row["order_number"], row["email"], row["items"], row["language"]),
        text=row["statement"],
        receipt=Receipt(row["receipt"], row["key_id"], row["signature"]),
        received_at=from_epoch(row["received_at"]),
        tie=Tie(row["tie"]),
    )
