"""Orders found by words of their buyers' names, begun or mistyped, newest first; however many a shop has, few are read."""

from dataclasses import dataclass
from typing import Any

from sendback.database.model import Tx
from sendback.orders.search_spellings import has_spellings
from sendback.orders.search_words import cut_piece, split_words
from sendback.orders.spelling_store import find_alike

MOST_READ = 10_000
"""So many orders of the rarest word are looked at for the others: enough to find somebody, few enough for a caller who waits."""
_MOST_TERMS, _MOST_WORDS, _MOST_NAMES, _LEAST_READ = 4, 24, 8, 400
_END = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class _Term:
    """A word that was typed: the names that it may be, and how often they are borne (up to `MOST_READ`)."""

    names: list[str]
    count: int


def find_named(tx: Tx, shop_id: str, text: str, most: int) -> list[str]:
    """Find the newest orders whose buyer's name has all the words, or words that begin so or are spelt much alike."""
    typed = list(dict.fromkeys(cut_piece(word) for word in split_words(text)))[:_MOST_TERMS]
    terms = sorted((_read(tx, shop_id, word) for word in typed), key=lambda term: term.count)
    if not terms or not terms[0].count:
        return []
    first, others = terms[0], terms[1:]
    most_read = MOST_READ if first.count < MOST_READ else max(_LEAST_READ, MOST_READ // len(first.names))
    tests, values = _test(others)
    found: set[str] = set()
    for name in first.names:
        rows = tx.all(
            f"""SELECT d.order_id FROM (SELECT order_id FROM order_words WHERE shop_id = :s AND word = :w
            ORDER BY order_id DESC LIMIT :r) d WHERE 1 = 1 {tests} ORDER BY d.order_id DESC LIMIT :n""",
            s=shop_id, w=name, r=most_read, n=most, **values,
        )  # fmt: skip
        found.update(row["order_id"] for row in rows)
    return sorted(found, reverse=True)[:most]


def _read(tx: Tx, shop_id: str, word: str) -> _Term:
    names = _list_names_from(tx, shop_id, word)
    if not names and has_spellings(word):
        names = find_alike(tx, shop_id, word, _MOST_NAMES)
    return _Term(names, _count(tx, shop_id, names))


def _list_names_from(tx: Tx, shop_id: str, beginning: str) -> list[str]:
    """List the names that begin so, each found by a jump from the one before, however many orders have it."""
    rows = tx.all(
        """WITH RECURSIVE found (word) AS (
        SELECT MIN(word) FROM order_words WHERE shop_id = :s AND word >= :a AND word < :b
        UNION ALL
        SELECT (SELECT MIN(w.word) FROM order_words w WHERE w.shop_id = :s AND w.word > f.word AND w.word < :b)
        FROM found f WHERE f.word IS NOT NULL
        ) SELECT word FROM found WHERE word IS NOT NULL LIMIT :n""",
        s=shop_id, a=beginning, b=beginning + _END, n=_MOST_WORDS,
    )  # fmt: skip
    return [row["word"] for row in rows]


def _count(tx: Tx, shop_id: str, names: list[str]) -> int:
    count = 0
    for name in names:
        row = tx.one(
            "SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM order_words WHERE shop_id = :s AND word = :w LIMIT :r) few",
            s=shop_id, w=name, r=MOST_READ - count,
        )  # fmt: skip
        count += int(row["n"]) if row else 0
    return count


def _test(others: list[_Term]) -> tuple[str, dict[str, Any]]:
    """Write the test that an order has one of each further word's names."""
    tests, values = "", dict[str, Any]()
    for place, term in enumerate(others):
        named = {f"t{place}x{number}": name for number, name in enumerate(term.names)}
        values |= named
        tests += f""" AND EXISTS (SELECT 1 FROM order_words t WHERE t.shop_id = :s AND t.order_id = d.order_id
        AND t.word IN ({", ".join(f":{key}" for key in named)}))"""
    return tests, values
