"""Tying photos to the return they were sent for, in the transaction that makes it or while it waits for the shop."""

from collections.abc import Sequence
from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, FieldError, Problem
from sendback.journal.model import Happening
from sendback.journal.store import record_all
from sendback.returns import photo_store
from sendback.returns.judging import name_fields
from sendback.returns.model import Return, ReturnRequest, Status
from sendback.returns.photos import MOST_A_LINE, MOST_ADDED, Photo
from sendback.returns.store import touch_return
from sendback.words.catalogue import words_for


def attach_photos(tx: Tx, item: Return, request: ReturnRequest) -> list[Happening]:
    """Give each line of a new return the photos that were sent for it, and tell of it where there are any.

    Problem invalid-fields names each line whose photos are gone, used already, or not of an order of this request.
    """
    used, faulty = [], []
    for line, field in zip(request.lines, name_fields(request), strict=True):
        order_id, photos = line.order_id or request.order_id, line.photos[:MOST_A_LINE]
        taken = [
            photo_id for photo_id in photos if _use(tx, item, photo_id, (order_id, request.order_id), order_id, line.line_id)
        ]
        used += taken
        if len(taken) < len(photos):
            faulty.append(f"{field}.photos")
    if faulty:
        raise _gone(faulty, request.language)
    return _tell(item.return_id, used)


def add_photos_to_return(tx: Tx, item: Return, photo_ids: Sequence[str], actor: str, now: datetime) -> None:
    """Add photos, sent for the return's own order, to a return that waits for the shop.

    Problem status-conflict once it is decided, too-many-photos, or invalid-fields at `photos`.
    """
    if not touch_return(tx, item.shop_id, item.return_id, Status.REQUESTED, now):
        raise Problem(Code.STATUS_CONFLICT, "This return is decided already. Write to the shop if a photo still matters.")
    added = [photo for photo in photo_store.list_photos(tx, item.shop_id, item.return_id) if not photo.line_id]
    if len(added) + len(photo_ids) > MOST_ADDED:
        raise Problem(Code.TOO_MANY_PHOTOS, f"The shop has {MOST_ADDED} more photos already. That is enough to decide.")
    ids = (item.order_id, item.order_id)
    if not all(_use(tx, item, photo_id, ids, item.order_id, "") for photo_id in photo_ids):
        raise _gone(["photos"], item.language)
    record_all(tx, item.shop_id, _tell(item.return_id, photo_ids), actor, now)


def _use(tx: Tx, item: Return, photo_id: str, of_orders: tuple[str, str], order_id: str, line_id: str) -> bool:
    used = Photo(item.shop_id, photo_id, order_id, "", item.created_at, item.return_id, order_id, line_id)
    return photo_store.use_photo(tx, photo_id, of_orders, used)


def _tell(return_id: str, photo_ids: Sequence[str]) -> list[Happening]:
    facts = {"photos": list(photo_ids), "count": len(photo_ids)}
    return [Happening("photos.added", return_id, facts)] if photo_ids else []


def _gone(fields: Sequence[str], language: str) -> Problem:
    said = words_for(language)("problem.field.photo_gone")
    return Problem(Code.INVALID_FIELDS, said, errors=[FieldError(field, "unknown", said) for field in fields])
