"""The words of buyers' names, written with their orders and forgotten with them."""

from sendback.database.model import Tx
from sendback.orders.search_spellings import has_spellings
from sendback.orders.search_words import list_pieces, split_words
from sendback.orders.spelling_store import add_spellings, forget_spellings

_ADD = "INSERT INTO order_words (shop_id, order_id, word) VALUES (:s, :o, :w) ON CONFLICT DO NOTHING"
_DELETE = "DELETE FROM order_words WHERE shop_id = :s AND order_id = :o AND word = :w"


def keep_name(tx: Tx, shop_id: str, order_id: str, name: str) -> None:
    """Let an order be found by its buyer's name, and by no other that it had."""
    names = split_words(name)
    new = {piece for word in names for piece in list_pieces(word)}
    rows = tx.all("SELECT word FROM order_words WHERE shop_id = :s AND order_id = :o", s=shop_id, o=order_id)
    old = {row["word"] for row in rows}
    if fresh := sorted(new - old):
        tx.run_many(_ADD, [{"s": shop_id, "o": order_id, "w": word} for word in fresh])
        add_spellings(tx, shop_id, {name for name in names if has_spellings(name)})
    if gone := sorted(old - new):
        tx.run_many(_DELETE, [{"s": shop_id, "o": order_id, "w": word} for word in gone])
        forget_spellings(tx, shop_id, gone)


def keep_names_again(tx: Tx, shop_id: str, after: str, most: int) -> str:
    """Write the words of the next orders after an id, and return the last one's; empty once there are no more."""
    rows = tx.all(
        "SELECT order_id, name FROM orders WHERE shop_id = :s AND order_id > :a ORDER BY order_id LIMIT :n",
        s=shop_id, a=after, n=most,
    )  # fmt: skip
    for row in rows:
        keep_name(tx, shop_id, row["order_id"], row["name"] or "")
    return str(rows[-1]["order_id"]) if len(rows) == most else ""
