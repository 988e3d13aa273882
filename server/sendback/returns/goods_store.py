"""What the goods say of a return, in the database: since when something of it is here, since when all of it is settled."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import to_epoch


def save_arrival(
    tx: Tx, shop_id: str, return_id: str, received_at: datetime | None, closed_at: datetime | None, now: datetime
) -> None:
    """Store what the goods say, wherever the return stands."""
    tx.run(
        """UPDATE returns SET received_at = :g, closed_at = :c, updated_at = :n WHERE shop_id = :s AND return_id = :r""",
        g=to_epoch(received_at) if received_at else None, c=to_epoch(closed_at) if closed_at else None, n=to_epoch(now),
        s=shop_id, r=return_id,
    )  # fmt: skip


def mark_here(tx: Tx, shop_id: str, return_id: str, number: int, now: datetime) -> None:
    """Store that the carrier had a box, for it is here; what the carrier said before stays."""
    tx.run(
        "UPDATE parcels SET seen_at = :n WHERE shop_id = :s AND return_id = :r AND number = :p AND seen_at IS NULL",
        n=to_epoch(now), s=shop_id, r=return_id, p=number,
    )  # fmt: skip


def unmark_here(tx: Tx, shop_id: str, return_id: str, number: int, marked_at: datetime) -> None:
    """Forget that a box was here, where nobody but its receipt said that the carrier had it."""
    tx.run(
        "UPDATE parcels SET seen_at = NULL WHERE shop_id = :s AND return_id = :r AND number = :p AND seen_at = :n",
        n=to_epoch(marked_at), s=shop_id, r=return_id, p=number,
    )  # fmt: skip
