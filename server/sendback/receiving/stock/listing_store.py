"""Levels in pages: by SKU, place and condition, each page beginning after the spot that ended the one before."""

from dataclasses import dataclass
from typing import Any

from sendback.database.model import Tx
from sendback.receiving.stock.level_store import as_level
from sendback.receiving.stock.model import Level, Spot
from sendback.shops.receiving import Condition


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which levels: all that is given must hold. `begins` is how the SKU begins, in any case; `place` None is every place."""

    sku: str = ""
    begins: str = ""
    place: str | None = None
    condition: Condition | None = None
    with_empty: bool = False


def list_levels(tx: Tx, shop_id: str, wanted: Wanted, after: Spot | None = None, most: int = 50) -> list[Level]:
    """List levels by SKU, place and condition, from the one after a spot on."""
    conditions, values = ["shop_id = :s"], dict[str, Any]({"s": shop_id, "n": most})

    def ask(condition: str, **given: str) -> None:
        conditions.append(condition)
        values.update(given)

    if wanted.sku:
        ask("sku = :u", u=wanted.sku)
    if wanted.begins:
        ask("LOWER(sku) LIKE :g ESCAPE '!'", g=f"{_escape(wanted.begins.lower())}%")
    if wanted.place is not None:
        ask("place = :p", p=wanted.place)
    if wanted.condition:
        ask("condition = :c", c=wanted.condition.value)
    if not wanted.with_empty:
        ask("quantity != 0")
    if after:
        ask("(sku, place, condition) > (:au, :ap, :ac)", au=after.sku, ap=after.place, ac=after.condition.value)
    sql = f"SELECT * FROM stock_levels WHERE {' AND '.join(conditions)} ORDER BY sku, place, condition LIMIT :n"
    return [as_level(row) for row in tx.all(sql, **values)]


def count_by_condition(tx: Tx, shop_id: str) -> dict[Condition, int]:
    """Count a shop's units in each condition."""
    rows = tx.all("SELECT condition, SUM(quantity) AS n FROM stock_levels WHERE shop_id = :s GROUP BY condition", s=shop_id)
    counted = {row["condition"]: int(row["n"]) for row in rows}
    return {condition: counted.get(condition.value, 0) for condition in Condition}


def _escape(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
