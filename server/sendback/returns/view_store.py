"""Saved views in the database."""

from collections.abc import Sequence
from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.returns.views import View

_SEEN = """SELECT view_id, owner, name, query FROM saved_views
WHERE shop_id = :s AND owner IN (:o, '') ORDER BY owner, place, view_id"""


def list_views(tx: Tx, shop_id: str, owner: str) -> list[View]:
    """List what somebody sees: the shop's first, then their own, in the order they were put in."""
    return [View(row["view_id"], row["owner"], row["name"], row["query"]) for row in tx.all(_SEEN, s=shop_id, o=owner)]


def add_view(tx: Tx, shop_id: str, view: View, now: datetime) -> None:
    """Store a view behind the others."""
    tx.run(
        """INSERT INTO saved_views (shop_id, view_id, owner, name, query, place, made_at) VALUES (:s, :v, :o, :n, :q,
        (SELECT COALESCE(MAX(place), 0) + 1 FROM saved_views WHERE shop_id = :s AND owner = :o), :m)""",
        s=shop_id, v=view.view_id, o=view.owner, n=view.name, q=view.query, m=to_epoch(now),
    )  # fmt: skip


def delete_view(tx: Tx, shop_id: str, view_id: str) -> None:
    """Take a view away."""
    tx.run("DELETE FROM saved_views WHERE shop_id = :s AND view_id = :v", s=shop_id, v=view_id)


def save_places(tx: Tx, shop_id: str, view_ids: Sequence[str]) -> None:
    """Store the order of views."""
    for place, view_id in enumerate(view_ids):
        tx.run("UPDATE saved_views SET place = :p WHERE shop_id = :s AND view_id = :v", p=place, s=shop_id, v=view_id)
