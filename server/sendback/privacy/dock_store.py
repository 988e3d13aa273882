"""What the dock kept of people, as it is forgotten: photos of boxes, what was read on boxes that nobody knows, undone scans."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.privacy.file_store import forget_files_of
from sendback.privacy.return_store import AT_REST

_PHOTOS = f"""SELECT p.photo_id, p.name FROM dock_photos p JOIN returns r ON r.shop_id = p.shop_id AND r.return_id = p.return_id
WHERE p.shop_id = :s AND {AT_REST} ORDER BY p.photo_id LIMIT :n"""
_LOOSE = "SELECT photo_id, name FROM dock_photos WHERE shop_id = :s AND return_id IS NULL AND made_at < :before LIMIT :n"


def forget_dock_photos(tx: Tx, shop_id: str, before: datetime, stale: datetime, most: int, now: datetime) -> int:
    """Forget photos of boxes whose returns are at rest, and of boxes that nobody ever knew; return how many."""
    photos = tx.all(_PHOTOS, s=shop_id, before=to_epoch(before), stale=to_epoch(stale), n=most)
    photos += tx.all(_LOOSE, s=shop_id, before=to_epoch(before), n=most - len(photos))
    tx.run_many(
        "DELETE FROM dock_photos WHERE shop_id = :s AND photo_id = :p",
        [{"s": shop_id, "p": photo["photo_id"]} for photo in photos],
    )
    forget_files_of(tx, shop_id, [photo for photo in photos if photo["name"]], now)
    return len(photos)


def erase_unknown_boxes(tx: Tx, shop_id: str, before: datetime) -> int:
    """Take out what was read and written of boxes that nobody knew; that a box came stays."""
    return tx.run(
        """UPDATE receipts SET note = '', code = ''
        WHERE shop_id = :s AND return_id IS NULL AND made_at < :b AND (note != '' OR code != '')""",
        s=shop_id, b=to_epoch(before),
    )  # fmt: skip


def forget_undone_scans(tx: Tx, shop_id: str, before: datetime) -> int:
    """Empty what scanners sent before a moment and nobody took in, unless its return is still known; return how many."""
    return tx.run(
        """UPDATE dock_events SET body = '{}' WHERE shop_id = :s AND state IN ('refused', 'held') AND body <> '{}'
        AND arrived_at < :b AND NOT EXISTS (SELECT 1 FROM returns r
        WHERE r.shop_id = :s AND r.return_id = dock_events.return_id AND r.erased_at IS NULL)""",
        s=shop_id, b=to_epoch(before),
    )  # fmt: skip
