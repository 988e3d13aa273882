"""The queue of returns that wait for a decision, oldest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.returns.message_store import list_messages
from sendback.returns.messages import Message
from sendback.returns.model import Return
from sendback.returns.store import get_return

_WAITS = """FROM returns r LEFT JOIN return_messages q ON q.shop_id = r.shop_id AND q.return_id = r.return_id
AND q.kind = 'question' AND q.closed_at IS NULL WHERE r.shop_id = :s AND r.status = 'requested'"""
_CURRENCY = "(SELECT o.currency FROM orders o WHERE o.shop_id = r.shop_id AND o.order_id = r.order_id) AS currency"
_FOR = {False: "(q.made_at IS NULL OR q.made_at <= :t)", True: "q.made_at > :t"}
_QUIET_SINCE = """COALESCE(q.made_at, (SELECT MAX(a.closed_at) FROM return_messages a
WHERE a.shop_id = r.shop_id AND a.return_id = r.return_id), r.created_at)"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A return that waits, with what was said about it so far."""

    item: Return
    messages: Sequence[Message]
    currency: str
    """Of the order it was asked for with."""

    @property
    def question(self) -> Message | None:
        """The question that the shopper has not answered."""
        return next((message for message in self.messages if message.is_open), None)


def list_waiting(tx: Tx, shop_id: str, asked_before: datetime, after: str, most: int, by_shopper: bool = False) -> list[Waiting]:
    """List what waits for the desk, or for the shopper, oldest first, from the return after the id `after` on.

    A question asked before `asked_before` waits for the desk again: nobody answered it.
    """
    rows = tx.all(
        f"""SELECT r.return_id, {_CURRENCY}
        {_WAITS} AND {_FOR[by_shopper]} AND r.return_id > :a ORDER BY r.return_id LIMIT :n""",
        s=shop_id, t=to_epoch(asked_before), a=after, n=most,
    )  # fmt: skip
    return [
        Waiting(get_return(tx, shop_id, id_), list_messages(tx, shop_id, id_), row["currency"] or "")
        for row in rows
        for id_ in [row["return_id"]]
    ]


def count_waiting(tx: Tx, shop_id: str, asked_before: datetime, by_shopper: bool = False) -> int:
    """Count what waits for the desk, or for the shopper."""
    row = tx.one(f"SELECT COUNT(*) AS n {_WAITS} AND {_FOR[by_shopper]}", s=shop_id, t=to_epoch(asked_before))
    return int(row["n"]) if row else 0


def list_forgotten(tx: Tx, shop_id: str, quiet_since: datetime, most: int) -> list[tuple[str, bool]]:
    """List what nothing happened to since a moment and nobody was reminded of: (return id, was the shopper asked)."""
    rows = tx.all(
        f"""SELECT r.return_id, q.made_at AS asked_at {_WAITS}
        AND r.escalated_at IS NULL AND {_QUIET_SINCE} <= :t ORDER BY r.return_id LIMIT :n""",
        s=shop_id, t=to_epoch(quiet_since), n=most,
    )  # fmt: skip
    return [(row["return_id"], row["asked_at"] is not None) for row in rows]


def mark_escalated(tx: Tx, shop_id: str, return_id: str, now: datetime) -> bool:
    """Note that somebody is reminded of a return; False where it was noted before, or no longer waits."""
    return bool(
        tx.run(
            """UPDATE returns SET escalated_at = :n WHERE shop_id = :s AND return_id = :r AND status = 'requested'
            AND escalated_at IS NULL""",
            n=to_epoch(now), s=shop_id, r=return_id,
        )
    )  # fmt: skip
