"""How much lies where: kept with each move, so that nobody adds up a ledger to know it."""

from datetime import datetime

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.receiving.stock.model import Level, Spot
from sendback.shops.receiving import Condition

_ADD = """INSERT INTO stock_levels (shop_id, sku, place, condition, quantity, updated_at) VALUES (:s, :u, :p, :c, :q, :n)
ON CONFLICT (shop_id, sku, place, condition)
DO UPDATE SET quantity = stock_levels.quantity + excluded.quantity, updated_at = excluded.updated_at RETURNING quantity"""


def lock_stock(tx: Tx, shop_id: str) -> None:
    """Have a shop's writers stand in line, in the order that the journal asks of them anyway; before the first level is read."""
    tx.run("UPDATE shop_heads SET journal_seq = journal_seq WHERE shop_id = :s", s=shop_id)


def add_to_level(tx: Tx, shop_id: str, spot: Spot, quantity: int, now: datetime) -> int:
    """Add to what lies at a spot and return how much it is then."""
    row = tx.one(
        _ADD, s=shop_id, u=spot.sku, p=spot.place, c=spot.condition.value, q=quantity, n=to_epoch(now),
    )  # fmt: skip
    assert row is not None, "an upsert returns its row"
    return int(row["quantity"])


def find_level(tx: Tx, shop_id: str, spot: Spot) -> int:
    """Find how much lies at a spot; nothing where nothing ever did."""
    row = tx.one(
        "SELECT quantity FROM stock_levels WHERE shop_id = :s AND sku = :u AND place = :p AND condition = :c",
        s=shop_id, u=spot.sku, p=spot.place, c=spot.condition.value,
    )  # fmt: skip
    return int(row["quantity"]) if row else 0


def is_empty(tx: Tx, shop_id: str, place: str) -> bool:
    """Say whether nothing lies at a place."""
    sql = "SELECT 1 AS found FROM stock_levels WHERE shop_id = :s AND place = :p AND quantity != 0 LIMIT 1"
    return tx.one(sql, s=shop_id, p=place) is None


def as_level(row: Row) -> Level:
    """Read a level's row."""
    spot = Spot(row["sku"], row["place"], Condition(row["condition"]))
    return Level(spot, int(row["quantity"]), from_epoch(row["updated_at"]))
