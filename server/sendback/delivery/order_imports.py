"""Working at a file of orders: some seconds at a time, so that mail and other shops have their turns between."""

from datetime import datetime, timedelta

from sendback.database.model import Tx
from sendback.delivery.model import Job, Kind
from sendback.delivery.outbox_store import add_job
from sendback.delivery.parts import WorkerParts
from sendback.orders.intake.working import go_on

SECONDS = 4.0
_PAUSE = timedelta(seconds=1)


def queue_import(tx: Tx, shop_id: str, import_id: str, now: datetime) -> None:
    """Let a worker go on with an import; more than one at it do no harm."""
    add_job(tx, shop_id, Kind.ORDERS, import_id, now)


def import_orders(parts: WorkerParts, job: Job, now: datetime) -> None:
    """Do some of an import, and come back for the rest."""
    if go_on(parts.database, job.shop_id, job.subject, parts.clock, SECONDS):
        parts.database.write(queue_import, job.shop_id, job.subject, now + _PAUSE)
