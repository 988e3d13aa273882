"""Photos in the database: written before the picture is, so that no picture is ever kept that nobody knows of."""

from collections.abc import Sequence
from datetime import datetime

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.returns.photos import Photo


def add_photo(tx: Tx, photo: Photo) -> None:
    """Write down a photo that is about to be kept."""
    tx.run(
        """INSERT INTO return_photos (shop_id, photo_id, order_id, name, created_at)
        VALUES (:s, :p, :o, :name, :n)""",
        s=photo.shop_id, p=photo.photo_id, o=photo.order_id, name=photo.name, n=to_epoch(photo.created_at),
    )  # fmt: skip


def keep_photo(tx: Tx, shop_id: str, photo_id: str, now: datetime) -> None:
    """Note that the picture is in the document store for good: from now on the photo can be used."""
    tx.run(
        "UPDATE return_photos SET kept_at = :n WHERE shop_id = :s AND photo_id = :p",
        n=to_epoch(now), s=shop_id, p=photo_id,
    )  # fmt: skip


def use_photo(tx: Tx, photo_id: str, of_orders: tuple[str, str], used: Photo) -> bool:
    """Tie a kept and unused photo of one of these orders to what `used` says; False when there is none."""
    first, second = of_orders
    changed = tx.run(
        """UPDATE return_photos SET return_id = :r, line_order_id = :lo, line_id = :l WHERE shop_id = :s AND photo_id = :p
        AND order_id IN (:o1, :o2) AND return_id IS NULL AND kept_at IS NOT NULL""",
        r=used.return_id, lo=used.line_order_id, l=used.line_id, s=used.shop_id, p=photo_id, o1=first, o2=second,
    )  # fmt: skip
    return bool(changed)


def find_photo(tx: Tx, shop_id: str, photo_id: str) -> Photo | None:
    """Find a photo that belongs to a return."""
    row = tx.one(
        "SELECT * FROM return_photos WHERE shop_id = :s AND photo_id = :p AND return_id IS NOT NULL", s=shop_id, p=photo_id
    )
    return _photo(row) if row else None


def list_photos(tx: Tx, shop_id: str, return_id: str) -> list[Photo]:
    """List a return's photos in the order in which they were sent."""
    rows = tx.all("SELECT * FROM return_photos WHERE shop_id = :s AND return_id = :r ORDER BY photo_id", s=shop_id, r=return_id)
    return [_photo(row) for row in rows]


def list_sent_at(tx: Tx, shop_id: str, order_id: str, since: datetime) -> list[datetime]:
    """List when photos were sent for an order, the oldest first."""
    rows = tx.all(
        "SELECT created_at FROM return_photos WHERE shop_id = :s AND order_id = :o AND created_at > :t ORDER BY created_at",
        s=shop_id, o=order_id, t=to_epoch(since),
    )  # fmt: skip
    return [from_epoch(row["created_at"]) for row in rows]


def withdraw_unused(tx: Tx, shop_id: str, before: datetime, most: int) -> list[Photo]:
    """List photos that no return used in time; from now on none can use them."""
    rows = tx.all(
        """UPDATE return_photos SET kept_at = NULL WHERE shop_id = :s AND return_id IS NULL AND photo_id IN (
        SELECT photo_id FROM return_photos WHERE shop_id = :s AND return_id IS NULL AND created_at < :t
        ORDER BY created_at LIMIT :n) RETURNING *""",
        s=shop_id, t=to_epoch(before), n=most,
    )  # fmt: skip
    return [_photo(row) for row in rows]


def forget_photos(tx: Tx, shop_id: str, photos: Sequence[Photo]) -> None:
    """Forget photos that belong to no return and whose pictures are gone."""
    tx.run_many(
        "DELETE FROM return_photos WHERE shop_id = :s AND photo_id = :p AND return_id IS NULL",
        [{"s": shop_id, "p": photo.photo_id} for photo in photos],
    )


def _photo(row: Row) -> Photo:
    facts = {name: row[name] for name in ("shop_id", "photo_id", "order_id", "name", "line_order_id", "line_id")}
    return Photo(**facts, created_at=from_epoch(row["created_at"]), return_id=row["return_id"] or "")
