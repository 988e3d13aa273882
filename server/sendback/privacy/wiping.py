"""The nightly wipe: what has been kept long enough is forgotten, a batch at a time, and the journal counts it."""

import logging
from datetime import datetime, timedelta

from sendback.database.model import Database, Tx
from sendback.database.scrubbing import scrub
from sendback.delivery.document_store import DocumentStore
from sendback.delivery.parts import WorkerParts
from sendback.delivery.trouble import Trouble
from sendback.errors import Problem
from sendback.journal.store import record
from sendback.privacy.chore_store import claim_chore, hand_back_chore
from sendback.privacy.file_store import list_files_to_forget, note_forgotten
from sendback.privacy.rules import RULES, Rule
from sendback.shops.store import get_shop

log = logging.getLogger("sendback.privacy")

BATCH = 100
MOST_BATCHES = 50
"""How many batches one turn takes, so that mail waits for a long wipe no longer than some seconds; the next turn goes on."""
NIGHT = timedelta(hours=23)
SUBJECT = "privacy"
WORKER = "worker"


def wipe_nightly(parts: WorkerParts, shop_id: str, now: datetime) -> None:
    """Forget once a day what is due, and have its files deleted each time: a store that was away is asked again."""
    if parts.database.write(claim_chore, shop_id, "wipe", NIGHT, now):
        if wipe(parts.database, shop_id, now) is None:
            parts.database.write(hand_back_chore, shop_id, "wipe")
        scrub(parts.database)
    forget_files(parts.database, parts.store, shop_id)


def wipe(database: Database, shop_id: str, now: datetime) -> int | None:
    """Forget what is due and return how much it was; None when there is more than one turn takes.

    Each batch is a transaction that its count in the journal belongs to, so that it may break off anywhere.
    """
    done = batches = 0
    for rule in RULES:
        count = BATCH if rule.wipe else 0
        while count >= BATCH:
            if batches == MOST_BATCHES:
                return None
            count = database.write(wipe_batch, rule, shop_id, now)
            done, batches = done + count, batches + 1
    return done


def wipe_batch(tx: Tx, rule: Rule, shop_id: str, now: datetime) -> int:
    """Forget one batch of one kind of data; return how many it was."""
    assert rule.wipe is not None, "only what has an end of its own is wiped"
    count = rule.wipe(tx, get_shop(tx, shop_id), now, BATCH)
    if count:
        record(tx, shop_id, "privacy.wiped", SUBJECT, {"what": rule.name, "count": count}, WORKER, now)
    return count


def forget_files(database: Database, store: DocumentStore, shop_id: str) -> int:
    """Delete the files that nothing names any more from the document store; return how many went."""
    gone = 0
    while names := database.read(list_files_to_forget, shop_id, BATCH):
        try:
            for name in names:
                store.delete(name)
        except (Trouble, Problem):
            log.warning("files are still to be deleted", extra={"facts": {"shop": shop_id}})
            return gone
        database.write(note_forgotten, shop_id, names)
        gone += len(names)
    return gone
