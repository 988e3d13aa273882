"""What the worker needs of an installation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sendback.carriers.model import Carrier
from sendback.carriers.opening import open_carrier
from sendback.carriers.watch import Watch
from sendback.database.model import Database
from sendback.delivery.document_store import DocumentStore
from sendback.delivery.links import Links
from sendback.delivery.mailer import Mailer
from sendback.egress.reach import PUBLIC, Reach
from sendback.journal.model import Event
from sendback.shops.vault import Vault


@dataclass(frozen=True, slots=True)
class WorkerParts:
    """The parts behind a worker; with no mailer, mail waits in the outbox until there is one."""

    database: Database
    vault: Vault
    links: Links
    mailer: Mailer | None
    mail_from: str
    clock: Callable[[], datetime]
    store: DocumentStore
    watch: Watch = field(default_factory=Watch)
    open_carrier: Callable[..., Carrier] = open_carrier
    reach: Reach = PUBLIC
    chores: tuple["Chore", ...] = ()
    listeners: tuple["Listener", ...] = ()


Chore = Callable[[WorkerParts, str, datetime], None]
"""What is done now and then for a shop, by its id; a row says whether it is due, so that of two workers one does it."""
Listener = Callable[["WorkerParts", Sequence[Event], datetime], None]
"""What acts on a shop's new events in transactions of its own; it may be told of the same event more than once."""
