"""Where returns are sought in the database: by words of things, and by the beginnings of numbers."""

from collections.abc import Sequence
from typing import Any, Final

from sendback.database.model import Tx

MOST_SOUGHT: Final = 300
"""How many returns one word may name, the newest: who looks for one types on."""


def find_by_words(tx: Tx, shop_id: str, words: Sequence[str]) -> set[str]:
    """Find the newest returns with one of these words."""
    values: dict[str, Any] = {f"w{place}": word for place, word in enumerate(words)}
    one = "SELECT return_id FROM search_words WHERE shop_id = :s AND word = :{} ORDER BY return_id DESC LIMIT :n"
    each = " UNION ".join(f"SELECT return_id FROM ({one.format(name)}) {name}" for name in values)
    return {row["return_id"] for row in tx.all(each, s=shop_id, n=MOST_SOUGHT, **values)} if values else set()


def find_by_numbers(tx: Tx, shop_id: str, rma: str, tracking: str) -> set[str]:
    """Find returns whose RMA number, or a box's tracking number, begins so."""
    found: set[str] = set()
    for beginning, table, column in ((rma, "returns", "rma"), (tracking, "parcels", "tracking_key")):
        if beginning:
            rows = tx.all(
                f"""SELECT return_id FROM {table}
                WHERE shop_id = :s AND {column} >= :a AND {column} < :z AND {column} <> '' LIMIT :n""",
                s=shop_id, a=beginning, z=f"{beginning}zzzz", n=MOST_SOUGHT,
            )  # fmt: skip
            found |= {row["return_id"] for row in rows}
    return found
