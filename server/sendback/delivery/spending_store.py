"""What a shop's labels cost in each hour: counted before they are bought, so that the limit holds however many buy at once."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import to_epoch

_HOUR_SECONDS = 3600
_RESERVE = """INSERT INTO carrier_spending (shop_id, hour, spent_minor) VALUES (:s, :h, :a)
ON CONFLICT (shop_id, hour) DO UPDATE SET spent_minor = carrier_spending.spent_minor + excluded.spent_minor
WHERE carrier_spending.spent_minor + excluded.spent_minor <= :most RETURNING spent_minor"""


def reserve(tx: Tx, shop_id: str, amount_minor: int, most_minor: int, now: datetime) -> int | None:
    """Count an amount in this hour and return the hour; None, and nothing is counted, where it would pass the limit."""
    hour = to_epoch(now) // _HOUR_SECONDS * _HOUR_SECONDS
    if amount_minor > most_minor:
        return None
    return hour if tx.one(_RESERVE, s=shop_id, h=hour, a=amount_minor, most=most_minor) else None


def settle(tx: Tx, shop_id: str, hour: int, reserved_minor: int, true_minor: int) -> None:
    """Put what was really paid in the place of what was reserved: nothing where nothing was bought."""
    tx.run(
        "UPDATE carrier_spending SET spent_minor = spent_minor + :d WHERE shop_id = :s AND hour = :h",
        d=true_minor - reserved_minor, s=shop_id, h=hour,
    )  # fmt: skip


def get_spent(tx: Tx, shop_id: str, now: datetime) -> int:
    """Return what labels of this hour cost so far, with what is reserved for purchases under way."""
    hour = to_epoch(now) // _HOUR_SECONDS * _HOUR_SECONDS
    row = tx.one("SELECT spent_minor FROM carrier_spending WHERE shop_id = :s AND hour = :h", s=shop_id, h=hour)
    return int(row["spent_minor"]) if row else 0
