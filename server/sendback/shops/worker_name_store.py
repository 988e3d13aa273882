"""What workers at a dock are called, also in a shop that another one's dock serves."""

from sendback.database.model import Tx


def find_worker_name(tx: Tx, home: str, worker_id: str) -> str:
    """Find the name of somebody who works, or worked, at a shop's dock; empty where there is none."""
    row = tx.one("SELECT name FROM dock_workers WHERE shop_id = :s AND worker_id = :w", s=home, w=worker_id)
    return str(row["name"]) if row else ""
