"""The worker: a loop that turns events into jobs and sends what is due, alone or beside the server."""

import logging
import random
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from sendback.delivery import outbox_store
from sendback.delivery.mailer import Mailer
from sendback.delivery.outbox import BATCH, act_on_events, list_new_events
from sendback.delivery.parts import Chore, WorkerParts
from sendback.delivery.photo_tidying import forget_unused_photos
from sendback.delivery.sending import Outcome, perform_job
from sendback.delivery.tidying import EVERY, tidy
from sendback.delivery.tracking import lane as tracking
from sendback.delivery.webhooks.lane import Lane
from sendback.returns.searching import rebuild_next
from sendback.shops.store import list_shops

log = logging.getLogger("sendback.outbox")

POLL_SECONDS = 0.5
JOBS_PER_TURN = 20
"""How many mails, and how many errands, one shop may have done before the next shop has its turn."""

_LONGEST_PAUSE_SECONDS = 60


def run_worker(parts: WorkerParts, stop: threading.Event) -> None:
    """Work until `stop` is set, webhooks and questions to carriers in lanes of their own; a mail being sent is finished first."""
    lane = threading.Thread(target=Lane(parts, stop).run, name="sendback-webhooks")
    lane.start()
    asking = tracking.start(parts, stop)
    Worker(parts, stop).run()
    lane.join()
    asking.join(tracking.END_SECONDS)


def run_once(parts: WorkerParts, now: datetime) -> int:
    """Act on every new event and do what is due at `now`, one turn; return how many jobs were done."""
    return Worker(replace(parts, clock=lambda: now), threading.Event()).run_once()


class Worker:
    """Act and send; any number may run at once, for each job is leased to one of them."""

    def __init__(self, parts: WorkerParts, stop: threading.Event) -> None:
        self._parts = parts
        self._stop = stop
        self._outages = 0
        self._resume_at: datetime | None = None
        self._tidy_at: datetime | None = None

    def run(self) -> None:
        """Take turns until the stop event is set."""
        while not self._stop.is_set():
            try:
                sent = self.run_once()
            except Exception:  # the database is away for a moment: everything still stands in it
                log.exception("worker turn failed")
                sent = 0
            if not sent:
                self._stop.wait(POLL_SECONDS)

    def run_once(self) -> int:
        """Act on every new event, then give each shop one turn of errands and of mail; return how many jobs were done."""
        database, mailer = self._parts.database, self._parts.mailer
        self._each(database.read(outbox_store.list_shops_to_act_on), self._act)
        self._tidy()
        rebuild_next(database)
        run = self._each(self._list_due(mail=False), lambda shop_id: self._take_turn(shop_id, None))
        if mailer is None or not self._may_send():
            return run
        try:
            return run + self._each(self._list_due(mail=True), lambda shop_id: self._take_turn(shop_id, mailer))
        finally:
            mailer.close()

    def _each(self, shops: list[str], work: Callable[[str], int]) -> int:
        """Do something for every shop; what fails for one is no matter of the others."""
        done = 0
        for shop_id in shops:
            try:
                done += work(shop_id)
            except Exception:
                log.exception("worker failed for a shop", extra={"facts": {"shop": shop_id}})
        return done

    def _act(self, shop_id: str) -> int:
        """Act on what is there now; what comes meanwhile waits for the next turn, or a busy shop would never be done."""
        acted = 0
        while not self._stop.is_set():
            read = self._parts.database.write(act_on_events, shop_id, self._parts.clock(), self._tell(shop_id))
            acted += read
            if read < BATCH:
                break
        return acted

    def _tell(self, shop_id: str) -> int | None:
        """Tell the listeners of what is new, and return up to which event; one that fails holds no mail up."""
        listeners = self._parts.listeners
        events = self._parts.database.read(list_new_events, shop_id) if listeners else []
        for listener in listeners if events else ():
            try:
                listener(self._parts, events, self._parts.clock())
            except Exception:
                log.exception("listener failed for a shop", extra={"facts": {"shop": shop_id}})
        return events[-1].seq if events else None

    def _tidy(self) -> None:
        """Once an hour, forget what is of no more use and see to each shop's chores."""
        database, now = self._parts.database, self._parts.clock()
        if self._tidy_at is not None and now < self._tidy_at:
            return
        self._tidy_at = now + EVERY
        shop_ids = [shop.shop_id for shop in database.read(list_shops)]
        for shop_id in shop_ids:
            database.write(tidy, shop_id, now)
        forget_unused_photos(database, self._parts.store, shop_ids, now)
        for chore in self._parts.chores:
            self._each(shop_ids, partial(self._see_to, chore))

    def _see_to(self, chore: Chore, shop_id: str) -> int:
        """Do one chore for one shop, unless the worker is to end."""
        if not self._stop.is_set():
            chore(self._parts, shop_id, self._parts.clock())
        return 0

    def _list_due(self, mail: bool) -> list[str]:
        return self._parts.database.read(outbox_store.list_shops_with_due_jobs, self._parts.clock(), mail)

    def _take_turn(self, shop_id: str, mailer: Mailer | None) -> int:
        """Send a shop's mail, or run its errands where no mailer is given."""
        database, done = self._parts.database, 0
        for _ in range(JOBS_PER_TURN):
            if self._stop.is_set() or (mailer and not self._may_send()):
                break
            job = database.write(outbox_store.claim_job, database.engine, shop_id, self._parts.clock(), mailer is not None)
            if job is None:
                break
            outcome = perform_job(self._parts, mailer, job)
            done += outcome is Outcome.DONE
            if mailer:
                self._note(outcome)
            elif outcome is Outcome.FAILED:  # a store that hangs is asked once a turn, for the mail waits behind it
                break
        return done

    def _may_send(self) -> bool:
        return self._resume_at is None or self._parts.clock() >= self._resume_at

    def _note(self, outcome: Outcome) -> None:
        """Leave a mail server that is down alone for a while, longer each time; one mail tries whether it is back."""
        if outcome is Outcome.DONE:
            self._outages, self._resume_at = 0, None
        elif outcome is Outcome.NO_SERVER:
            self._outages += 1
            pause = min(_LONGEST_PAUSE_SECONDS, 2**self._outages) * random.uniform(0.5, 1)
            self._resume_at = self._parts.clock() + timedelta(seconds=pause)
