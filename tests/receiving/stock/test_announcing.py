"""A move is news within a second of its commit, in order, to whoever asks or listens."""

import json
import threading
import time
from datetime import UTC, datetime

from sendback.database.model import Database
from sendback.delivery.parts import WorkerParts
from sendback.delivery.webhooks.announcement_store import list_announcements
from sendback.delivery.worker import run_worker
from sendback.receiving.stock.posting import post_inspection, unpost_inspection
from sendback.shops.founding import found_shop
from sendback.shops.model import Mode, Shop
from sendback.web.context import Context
from tests.factories import NOW, make_inspection, make_settings


def found_own_shop(context: Context, database: Database) -> Shop:
    return database.write(found_shop, context.vault, "own", "Own", Mode.LIVE, make_settings(), "tests", NOW).shop


def test_a_move_is_announced_within_a_second_of_its_commit(context: Context, own_database: Database) -> None:
    parts = WorkerParts(
        own_database, context.vault, context.links, None, "", lambda: datetime.now(UTC), context.store,
    )  # fmt: skip
    shop, stop = found_own_shop(context, own_database), threading.Event()
    worker = threading.Thread(target=run_worker, args=(parts, stop))
    worker.start()
    took, found = [], make_inspection(shop.shop_id)
    try:
        for work in (post_inspection, lambda tx, item, now: unpost_inspection(tx, item, "tests", now)):
            own_database.write(work, found, NOW)
            committed = time.monotonic()
            while len(told := own_database.read(list_announcements, shop.shop_id, 0, 9, "stock.delta")) < len(took) + 1:
                assert time.monotonic() - committed < 20, "it was never announced"
                time.sleep(0.01)
            took.append(time.monotonic() - committed)
    finally:
        stop.set()
        worker.join()
    assert max(took) < 1
    bodies = [json.loads(each.body) for each in told]
    assert [(body["sequence"], body["data"]["quantity"], body["data"]["level"]) for body in bodies] == [(1, 2, 2), (2, -2, 0)]
    assert [each.subject for each in told] == ["stock:WOOL-1"] * 2
