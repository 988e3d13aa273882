"""Photos taken at the dock, in the database: a photo and what it shows may arrive in either order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import from_epoch, to_epoch


@dataclass(frozen=True, slots=True)
class DockPhoto:
    """A photo and the receipt or inspection it shows; no `name` while the picture itself has not arrived."""

    photo_id: str
    name: str
    subject: str


def name_photo(shop_id: str, photo_id: str) -> str:
    """Name a photo's picture in the document store: by its id alone, so that it is found whatever else is known of it."""
    return f"photos/{shop_id}/dock/{photo_id}.jpg"


def find_name(tx: Tx, shop_id: str, photo_id: str) -> str | None:
    """Find where a photo's picture is kept: empty while it has not arrived, None for a photo that nobody told of."""
    row = tx.one("SELECT name FROM dock_photos WHERE shop_id = :s AND photo_id = :p", s=shop_id, p=photo_id)
    return row["name"] if row else None


def tie_photos(
    tx: Tx, shop_id: str, photos: Iterable[str], subject: str, return_id: str | None, made_by: str, now: datetime
) -> None:
    """Say what photos show, those too that have not arrived; a photo shows what it was first said to show."""
    rows = [{"s": shop_id, "p": p, "u": subject, "r": return_id, "b": made_by, "n": to_epoch(now)} for p in photos]
    tx.run_many(
        """INSERT INTO dock_photos (shop_id, photo_id, name, subject, return_id, made_by, made_at)
        VALUES (:s, :p, '', :u, :r, :b, :n)
        ON CONFLICT (shop_id, photo_id) DO UPDATE SET subject = excluded.subject, return_id = excluded.return_id
        WHERE dock_photos.subject = ''""",
        rows,
    )


def save_photo(tx: Tx, shop_id: str, photo_id: str, name: str, made_by: str, now: datetime) -> bool:
    """Keep where a photo's picture is stored; False where it arrived before."""
    return bool(
        tx.run(
            """INSERT INTO dock_photos (shop_id, photo_id, name, made_by, made_at) VALUES (:s, :p, :f, :b, :n)
            ON CONFLICT (shop_id, photo_id) DO UPDATE SET name = excluded.name WHERE dock_photos.name = ''""",
            s=shop_id, p=photo_id, f=name, b=made_by, n=to_epoch(now),
        )
    )  # fmt: skip


def move_photos(tx: Tx, shop_id: str, subject: str, return_id: str) -> None:
    """Say whose box the photos of a box show, once that is known."""
    tx.run("UPDATE dock_photos SET return_id = :r WHERE shop_id = :s AND subject = :u", r=return_id, s=shop_id, u=subject)


def list_photos(tx: Tx, shop_id: str, return_id: str) -> list[DockPhoto]:
    """List the photos of a return's boxes that have arrived, the oldest first."""
    rows = tx.all(
        "SELECT * FROM dock_photos WHERE shop_id = :s AND return_id = :r AND name != '' ORDER BY photo_id", s=shop_id, r=return_id
    )
    return [DockPhoto(row["photo_id"], row["name"], row["subject"]) for row in rows]


def list_photos_of(tx: Tx, shop_id: str, subject: str) -> list[DockPhoto]:
    """List the photos of one receipt or inspection that have arrived, the oldest first."""
    rows = tx.all(
        "SELECT * FROM dock_photos WHERE shop_id = :s AND subject = :u AND name != '' ORDER BY photo_id", s=shop_id, u=subject
    )
    return [DockPhoto(row["photo_id"], row["name"], row["subject"]) for row in rows]


def find_dock_photo(tx: Tx, shop_id: str, photo_id: str) -> DockPhoto | None:
    """Find a photo that has arrived."""
    row = tx.one("SELECT * FROM dock_photos WHERE shop_id = :s AND photo_id = :p AND name != ''", s=shop_id, p=photo_id)
    return DockPhoto(row["photo_id"], row["name"], row["subject"]) if row else None


def adopt_photos(tx: Tx, home: str, shop_id: str, photos: object) -> None:
    """Give a shop the photos that its device left at home while nobody knew which of the shops it serves they were for."""
    if home == shop_id or not isinstance(photos, list):
        return
    for photo_id in photos[:10]:
        row = tx.one(
            "DELETE FROM dock_photos WHERE shop_id = :s AND photo_id = :p AND subject = '' RETURNING *", s=home, p=str(photo_id)
        )
        if row:
            save_photo(tx, shop_id, row["photo_id"], row["name"], row["made_by"], from_epoch(row["made_at"]))


def list_unused(tx: Tx, shop_id: str, before: datetime, most: int) -> list[str]:
    """List photos that were sent, at least in part, and that show nothing that ever arrived."""
    rows = tx.all(
        "SELECT photo_id FROM dock_photos WHERE shop_id = :s AND subject = '' AND made_at < :t ORDER BY photo_id LIMIT :n",
        s=shop_id, t=to_epoch(before), n=most,
    )  # fmt: skip
    return [row["photo_id"] for row in rows]


def forget_unused(tx: Tx, shop_id: str, photo_ids: Iterable[str]) -> None:
    """Forget photos whose pictures are gone, but for those that something names by now."""
    tx.run_many(
        "DELETE FROM dock_photos WHERE shop_id = :s AND photo_id = :p AND subject = ''",
        [{"s": shop_id, "p": photo_id} for photo_id in photo_ids],
    )
