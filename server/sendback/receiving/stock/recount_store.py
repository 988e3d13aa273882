"""Levels held against a recount of the moves."""

from dataclasses import dataclass

from sendback.database.model import Tx
from sendback.receiving.stock.model import Spot
from sendback.shops.receiving import Condition

_DIFFERENCES = """SELECT sku, place, condition, SUM(level) AS level, SUM(moved) AS moved FROM (
SELECT sku, place, condition, quantity AS level, 0 AS moved FROM stock_levels WHERE shop_id = :s
UNION ALL SELECT sku, place, condition, 0, quantity FROM stock_moves WHERE shop_id = :s) both_sides
GROUP BY sku, place, condition HAVING SUM(level) != SUM(moved) ORDER BY sku, place, condition LIMIT :n"""


@dataclass(frozen=True, slots=True)
class Difference:
    """A spot whose level is not what its moves add up to."""

    spot: Spot
    level: int
    moved: int


def list_differences(tx: Tx, shop_id: str, most: int = 1000) -> list[Difference]:
    """List where level and moves differ: none, unless somebody wrote into the database by another way."""
    rows = tx.all(_DIFFERENCES, s=shop_id, n=most)
    return [
        Difference(Spot(row["sku"], row["place"], Condition(row["condition"])), int(row["level"]), int(row["moved"]))
        for row in rows
    ]
