"""The spellings of a shop's names, so that a mistyped one is found; orders and returns share them."""

from collections.abc import Iterable

from sendback.database.model import Tx
from sendback.orders.search_spellings import choose_alike, has_spellings, list_misspellings, list_spellings

_ADD = "INSERT INTO search_spellings (shop_id, spelling, word) VALUES (:s, :k, :w) ON CONFLICT DO NOTHING"
_DELETE = "DELETE FROM search_spellings WHERE shop_id = :s AND spelling = :k AND word = :w"
_BORNE = """SELECT 1 AS n WHERE EXISTS (SELECT 1 FROM order_words WHERE shop_id = :s AND word = :w)
OR EXISTS (SELECT 1 FROM search_words WHERE shop_id = :s AND word = '@' || :w)"""
_MOST_CANDIDATES = 300


def add_spellings(tx: Tx, shop_id: str, names: Iterable[str]) -> None:
    """Keep the spellings of names; most are known, so that is asked first."""
    fresh = [name for name in sorted(names) if not _is_known(tx, shop_id, name)]
    rows = [{"s": shop_id, "k": spelling, "w": name} for name in fresh for spelling in sorted(list_spellings(name))]
    if rows:
        tx.run_many(_ADD, rows)


def forget_spellings(tx: Tx, shop_id: str, names: Iterable[str]) -> None:
    """Forget the spellings of those names that no order and no return has any more."""
    gone = [name for name in sorted(names) if has_spellings(name) and tx.one(_BORNE, s=shop_id, w=name) is None]
    if rows := [{"s": shop_id, "k": spelling, "w": name} for name in gone for spelling in sorted(list_spellings(name))]:
        tx.run_many(_DELETE, rows)


def find_alike(tx: Tx, shop_id: str, name: str, most: int) -> list[str]:
    """Find the names that are spelt much like one that was typed, the likest first."""
    values = {f"k{place}": spelling for place, spelling in enumerate(sorted(list_misspellings(name)))}
    rows = tx.all(
        f"""SELECT DISTINCT word FROM search_spellings WHERE shop_id = :s
        AND spelling IN ({", ".join(f":{key}" for key in values)}) LIMIT :n""",
        s=shop_id, n=_MOST_CANDIDATES, **values,
    )  # fmt: skip
    return choose_alike(name, [row["word"] for row in rows], most)


def _is_known(tx: Tx, shop_id: str, name: str) -> bool:
    sql = "SELECT 1 AS n FROM search_spellings WHERE shop_id = :s AND spelling = :w AND word = :w"
    return tx.one(sql, s=shop_id, w=name) is not None
