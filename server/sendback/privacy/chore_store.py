"""When each chore was last done for a shop."""

from datetime import datetime, timedelta

from sendback.database.model import Tx
from sendback.database.times import to_epoch


def claim_chore(tx: Tx, shop_id: str, name: str, every: timedelta, now: datetime) -> bool:
    """Take a chore that was not done for so long; of several workers one gets it."""
    return (
        tx.one(
            """INSERT INTO chores (shop_id, name, done_at) VALUES (:s, :c, :n)
            ON CONFLICT (shop_id, name) DO UPDATE SET done_at = excluded.done_at WHERE chores.done_at <= :t RETURNING name""",
            s=shop_id, c=name, n=to_epoch(now), t=to_epoch(now - every),
        )
        is not None
    )  # fmt: skip


def hand_back_chore(tx: Tx, shop_id: str, name: str) -> None:
    """Have a chore that is not finished taken up again at the next turn."""
    tx.run("UPDATE chores SET done_at = 0 WHERE shop_id = :s AND name = :c", s=shop_id, c=name)
