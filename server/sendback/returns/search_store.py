"""The words that returns are found by, in the database: written with the return, in its transaction."""

from collections.abc import Iterable, Set

from sendback.database.model import Tx
from sendback.orders.spelling_store import add_spellings
from sendback.returns.model import Return
from sendback.returns.search_terms import PERSON, list_facts, list_names, list_person_words, list_thing_words, write_words

_ADD = "INSERT INTO search_words (shop_id, word, return_id) VALUES (:s, :w, :r) ON CONFLICT DO NOTHING"
_DELETE = "DELETE FROM search_words WHERE shop_id = :s AND word = :w AND return_id = :r"
_CLEAR = """DELETE FROM {table} WHERE shop_id = :s AND ({columns}) IN (
SELECT {columns} FROM {table} WHERE shop_id = :s LIMIT :n)"""


def index_return(tx: Tx, item: Return, words: Set[str]) -> None:
    """Write what a return is found by, beside the words on its row."""
    add_words(tx, item.shop_id, item.return_id, words | list_facts(item))
    add_spellings(tx, item.shop_id, list_names(item))


def reindex_return(tx: Tx, item: Return) -> None:
    """Write the words of a return anew, on its row too."""
    words = list_person_words(item) | list_thing_words(item)
    _save_words(tx, item.shop_id, item.return_id, words)
    index_return(tx, item, words)


def reindex_lines(tx: Tx, before: Return, after: Return) -> None:
    """Write what changed with the lines of a return; how it travels stays as it was, and whom it is from."""
    shop_id, return_id = after.shop_id, after.return_id
    old, new = (list_thing_words(item) | list_facts(item) for item in (before, after))
    delete_words(tx, shop_id, return_id, old - new)
    add_words(tx, shop_id, return_id, new - old)
    people = {word for word in read_words(tx, shop_id, return_id) if word.startswith(PERSON)}
    _save_words(tx, shop_id, return_id, people | list_thing_words(after))


def forget_people(tx: Tx, shop_id: str, return_id: str) -> list[str]:
    """Forget the words of who sent a return, whatever it says of them by now, and list them."""
    words = read_words(tx, shop_id, return_id)
    people = [word for word in words if word.startswith(PERSON)]
    delete_words(tx, shop_id, return_id, people)
    _save_words(tx, shop_id, return_id, [word for word in words if word not in people])
    return [word.removeprefix(PERSON) for word in people]


def read_words(tx: Tx, shop_id: str, return_id: str) -> list[str]:
    """Read the words on a return's row."""
    row = tx.one("SELECT words FROM returns WHERE shop_id = :s AND return_id = :r", s=shop_id, r=return_id)
    return row["words"].split() if row else []


def _save_words(tx: Tx, shop_id: str, return_id: str, words: Iterable[str]) -> None:
    tx.run("UPDATE returns SET words = :w WHERE shop_id = :s AND return_id = :r", w=write_words(words), s=shop_id, r=return_id)


def add_words(tx: Tx, shop_id: str, return_id: str, words: Iterable[str]) -> None:
    """Let a return be found by these words too."""
    tx.run_many(_ADD, [{"s": shop_id, "w": word, "r": return_id} for word in sorted(words)])


def delete_words(tx: Tx, shop_id: str, return_id: str, words: Iterable[str]) -> None:
    """Let a return no longer be found by these words."""
    if rows := [{"s": shop_id, "w": word, "r": return_id} for word in sorted(words)]:
        tx.run_many(_DELETE, rows)


def list_words_from(tx: Tx, shop_id: str, beginning: str, most: int) -> list[str]:
    """List the words that begin so, each found by a jump from the one before, however many returns have it."""
    found = tx.all(
        """WITH RECURSIVE found (word) AS (
        SELECT MIN(word) FROM search_words WHERE shop_id = :s AND word >= :a AND word < :b
        UNION ALL
        SELECT (SELECT MIN(w.word) FROM search_words w WHERE w.shop_id = :s AND w.word > f.word AND w.word < :b)
        FROM found f WHERE f.word IS NOT NULL
        ) SELECT word FROM found WHERE word IS NOT NULL LIMIT :n""",
        s=shop_id, a=beginning, b=beginning + "\U0010ffff", n=most,
    )  # fmt: skip
    return [row["word"] for row in found]


def clear_some(tx: Tx, shop_id: str, most: int) -> bool:
    """Take some of a shop's words out; False once there are none."""
    for table, columns in (("search_words", "word, return_id"), ("search_spellings", "spelling, word")):
        if tx.run(_CLEAR.format(table=table, columns=columns), s=shop_id, n=most):
            return True
    return False
