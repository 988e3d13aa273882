"""Forgetting photos that no return used: first that they may be used, then the picture, then that it ever was."""

import logging
from collections.abc import Sequence
from datetime import datetime

from sendback.database.model import Database
from sendback.delivery.document_store import DocumentStore
from sendback.delivery.trouble import Trouble
from sendback.errors import Problem
from sendback.returns.photo_store import forget_photos, withdraw_unused
from sendback.returns.photos import UNUSED_LIFE

log = logging.getLogger("sendback.outbox")

_MOST_AT_ONCE = 100


def forget_unused_photos(database: Database, store: DocumentStore, shop_ids: Sequence[str], now: datetime) -> int:
    """Delete the photos that waited too long for a return, and say how many; a store that is away is asked again next time.

    In this order a process may die anywhere: no return ever names a picture that is gone, and none is left that nobody knows of.
    """
    gone = 0
    for shop_id in shop_ids:
        photos = database.write(withdraw_unused, shop_id, now - UNUSED_LIFE, _MOST_AT_ONCE)
        try:
            for photo in photos:
                store.delete(photo.name)
        except (Trouble, Problem):
            log.warning("unused photos are still kept", extra={"facts": {"shop": shop_id}})
            break
        database.write(forget_photos, shop_id, photos)
        gone += len(photos)
    return gone
