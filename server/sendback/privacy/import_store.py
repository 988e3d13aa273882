"""Files of orders as they are forgotten: what still waits to be imported, and what orders were before an import."""

import zlib
from collections.abc import Iterable

from sendback.database.model import Tx

_WAITING = """SELECT c.import_id, c.body FROM import_chunks c
JOIN imports i ON i.shop_id = c.shop_id AND i.import_id = c.import_id
WHERE c.shop_id = :s AND i.state IN ('uploaded', 'checking', 'checked') ORDER BY c.import_id"""


def forget_copies(tx: Tx, shop_id: str, order_id: str) -> None:
    """Forget what an order was before imports changed it: from then on they keep it when they are taken back."""
    tx.run(
        """UPDATE import_orders SET before = '', state = 'kept', reason = 'was erased'
        WHERE shop_id = :s AND order_id = :o AND before <> ''""",
        s=shop_id, o=order_id,
    )  # fmt: skip


def list_imports_that_name(tx: Tx, shop_id: str, words: Iterable[str]) -> list[str]:
    """List imports nobody has begun whose rows hold one of these words, in whatever case."""
    sought = [word.casefold() for word in words]
    rows = tx.all(_WAITING, s=shop_id)
    return sorted({row["import_id"] for row in rows if _holds(zlib.decompress(row["body"]).decode(), sought)})


def forget_file_names(tx: Tx, shop_id: str, words: Iterable[str]) -> None:
    """Forget the names of files that hold one of these words."""
    for word in words:
        tx.run(
            "UPDATE imports SET file_name = '' WHERE shop_id = :s AND lower(file_name) LIKE :w ESCAPE '!'",
            s=shop_id, w=f"%{_escape(word.lower())}%",
        )  # fmt: skip


def _holds(text: str, words: Iterable[str]) -> bool:
    folded = text.casefold()
    return any(word in folded for word in words)


def _escape(word: str) -> str:
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
