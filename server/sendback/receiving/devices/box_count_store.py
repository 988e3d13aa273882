"""How many boxes a dock took in for a shop: what one business bills another for."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import to_epoch


def count_boxes(tx: Tx, shop_id: str, home: str, since: datetime, until: datetime) -> int:
    """Count the boxes of a shop that the devices of a home took in; what was taken back counts for nothing."""
    row = tx.one(
        """SELECT COUNT(*) AS n FROM receipts
        WHERE shop_id = :s AND made_at >= :since AND made_at < :until AND device LIKE :d AND undone_at IS NULL""",
        s=shop_id, since=to_epoch(since), until=to_epoch(until), d=f"{home}:%",
    )  # fmt: skip
    return int(row["n"]) if row else 0
