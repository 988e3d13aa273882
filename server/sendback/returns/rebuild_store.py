"""How far the words of a shop are written anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from sendback.database.model import Tx


@dataclass(frozen=True, slots=True)
class Rebuild:
    """What is left to do: old words are taken out first, then those of orders and returns are written, each from its place on."""

    is_clearing: bool
    place: str
    order_place: str | None = None
    """None once the orders' are written."""


def find_rebuild(tx: Tx, shop_id: str) -> Rebuild | None:
    """Find what is left of a shop's rebuilding; None where all is written."""
    row = tx.one("SELECT is_clearing, place, order_place FROM search_rebuilds WHERE shop_id = :s", s=shop_id)
    return Rebuild(bool(row["is_clearing"]), row["place"], row["order_place"]) if row else None


def hold_rebuild(tx: Tx, shop_id: str) -> Rebuild | None:
    """Find it and hold it until the end of the transaction, so that two who rebuild take turns."""
    tx.run("UPDATE search_rebuilds SET place = place WHERE shop_id = :s", s=shop_id)
    return find_rebuild(tx, shop_id)


def save_rebuild(tx: Tx, shop_id: str, rebuild: Rebuild) -> None:
    """Note how far it is."""
    tx.run(
        """INSERT INTO search_rebuilds (shop_id, is_clearing, place, order_place) VALUES (:s, :c, :p, :o)
        ON CONFLICT (shop_id) DO UPDATE
        SET is_clearing = excluded.is_clearing, place = excluded.place, order_place = excluded.order_place""",
        s=shop_id, c=int(rebuild.is_clearing), p=rebuild.place, o=rebuild.order_place,
    )  # fmt: skip


def end_rebuild(tx: Tx, shop_id: str) -> None:
    """Note that all words are written."""
    tx.run("DELETE FROM search_rebuilds WHERE shop_id = :s", s=shop_id)


def list_rebuilding(tx: Tx) -> Sequence[str]:
    """List the shops whose words are not all written."""
    return [row["shop_id"] for row in tx.all("SELECT shop_id FROM search_rebuilds ORDER BY shop_id")]


def list_return_ids(tx: Tx, shop_id: str, after: str, most: int) -> Sequence[str]:
    """List returns, oldest first, from the one after the id `after` on."""
    rows = tx.all(
        "SELECT return_id FROM returns WHERE shop_id = :s AND return_id > :a ORDER BY return_id LIMIT :n",
        s=shop_id,
        a=after,
        n=most,
    )
    return [row["return_id"] for row in rows]
