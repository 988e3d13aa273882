"""Messages about returns in the database."""

from datetime import datetime

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.returns.messages import Message, MessageKind

_INSERT = """INSERT INTO return_messages (shop_id, return_id, number, kind, body, wants_photos, made_by, made_at)
VALUES (:s, :r, (SELECT COALESCE(MAX(number), 0) + 1 FROM return_messages WHERE shop_id = :s AND return_id = :r),
:k, :b, :p, :m, :n) RETURNING *"""
_OPEN = "shop_id = :s AND return_id = :r AND kind = 'question' AND closed_at IS NULL"


def add_message(
    tx: Tx, shop_id: str, return_id: str, kind: MessageKind, body: str, actor: str, now: datetime, wants_photos: bool = False
) -> Message:
    """Store a message under the next number; the caller holds the return's row, so that no two take one number."""
    values = {"s": shop_id, "r": return_id, "k": kind.value, "b": body, "p": int(wants_photos), "m": actor, "n": to_epoch(now)}
    row = tx.one(_INSERT, **values)
    assert row is not None, "an INSERT … RETURNING gives its row"
    return _message(row)


def list_messages(tx: Tx, shop_id: str, return_id: str) -> list[Message]:
    """List what was said about a return, oldest first."""
    rows = tx.all("SELECT * FROM return_messages WHERE shop_id = :s AND return_id = :r ORDER BY number", s=shop_id, r=return_id)
    return [_message(row) for row in rows]


def get_message(tx: Tx, shop_id: str, return_id: str, number: int) -> Message:
    """Return a message that was given this number."""
    row = tx.one(
        "SELECT * FROM return_messages WHERE shop_id = :s AND return_id = :r AND number = :m", s=shop_id, r=return_id, m=number
    )
    assert row is not None, "a message is taken out, never away"
    return _message(row)


def find_question(tx: Tx, shop_id: str, return_id: str) -> Message | None:
    """Find the question that the shop waits for an answer to."""
    row = tx.one(f"SELECT * FROM return_messages WHERE {_OPEN}", s=shop_id, r=return_id)
    return _message(row) if row else None


def close_question(tx: Tx, shop_id: str, return_id: str, now: datetime) -> bool:
    """Close the open question; False when there was none."""
    return bool(tx.run(f"UPDATE return_messages SET closed_at = :n WHERE {_OPEN}", s=shop_id, r=return_id, n=to_epoch(now)))


def close_words(tx: Tx, shop_id: str, return_id: str, now: datetime) -> bool:
    """Close what the shopper wrote and nobody had read; False when there was nothing."""
    unread = "shop_id = :s AND return_id = :r AND kind = 'word' AND closed_at IS NULL"
    return bool(tx.run(f"UPDATE return_messages SET closed_at = :n WHERE {unread}", s=shop_id, r=return_id, n=to_epoch(now)))


def take_message_out(tx: Tx, message: Message, shop_id: str, now: datetime) -> None:
    """Take a message's words out for good, and keep its number, so that no other message is ever called that."""
    tx.run(
        "UPDATE return_messages SET body = '', closed_at = :n WHERE shop_id = :s AND return_id = :r AND number = :m",
        n=to_epoch(now), s=shop_id, r=message.return_id, m=message.number,
    )  # fmt: skip


def _message(row: Row) -> Message:
    return Message(
        return_id=row["return_id"],
        number=row["number"],
        kind=MessageKind(row["kind"]),
        body=row["body"],
        wants_photos=bool(row["wants_photos"]),
        made_by=row["made_by"],
        made_at=from_epoch(row["made_at"]),
        closed_at=None if row["closed_at"] is None else from_epoch(row["closed_at"]),
    )
