"""The label library: what a shop wants kept of its returns, drawn and put into the document store."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from sendback.database.ids import new_id
from sendback.database.model import Database, Tx
from sendback.delivery import library_store
from sendback.delivery.document_names import name_document
from sendback.delivery.document_store import DocumentStore
from sendback.delivery.documents import draw_document
from sendback.delivery.facts import Paper, read_paper
from sendback.delivery.library_store import SavedDocument
from sendback.delivery.links import Document
from sendback.delivery.model import Job
from sendback.delivery.outbox import WORKER
from sendback.delivery.parts import WorkerParts
from sendback.delivery.trouble import Needless
from sendback.errors import Code, Problem
from sendback.journal.store import record
from sendback.paper.model import Form
from sendback.returns.model import PRINTABLE
from sendback.returns.store import find_return
from sendback.shops.model import LibrarySetting, Shop
from sendback.shops.store import get_shop


@dataclass(frozen=True, slots=True)
class Library:
    """Where the files are, and where it is written down what they are."""

    database: Database
    store: DocumentStore
    base_url: str


@dataclass(frozen=True, slots=True)
class Copy:
    """One file to keep of a return: which paper, in which format, for which printer."""

    document: Document
    form: Form
    dpi: int = 203


def list_copies(setting: LibrarySetting) -> list[Copy]:
    """List what a shop wants kept of each return; nothing unless it says so."""
    return [Copy(Document(kind), Form(form), setting.dpi) for kind in setting.documents for form in setting.forms]


def save_copies(parts: WorkerParts, job: Job, now: datetime) -> None:
    """Keep what a return's shop wants kept of it; Needless where there is nothing to print or to keep any more."""
    shop = parts.database.read(_find_shop_of_printable, job.shop_id, job.subject)
    library = Library(parts.database, parts.store, parts.links.base_url)
    for copy in list_copies(shop.settings.library):
        save_copy(library, shop, job.subject, copy, WORKER, now)


def save_copy(library: Library, shop: Shop, return_id: str, copy: Copy, actor: str, now: datetime) -> SavedDocument:
    """Keep one file of a return; the same again changes nothing. Problem link-expired where there is nothing to print."""
    return library.database.write(write_down, put_copy(library, shop, return_id, copy, now), actor, now)


def put_copy(library: Library, shop: Shop, return_id: str, copy: Copy, now: datetime) -> SavedDocument:
    """Draw a file and bring it into the store; what it is must still be written down (`write_down`).

    In this order: what the database tells of is always there. A store that has these bytes already is left alone.
    """
    paper = library.database.read(read_paper, library.base_url, shop.shop_id, return_id)
    drawn = draw_document(paper, copy.document, copy.form, copy.dpi)
    name = _name(shop, paper, copy)
    if library.store.get(name) != drawn.body:
        library.store.put(name, drawn.body)
    return SavedDocument(
        shop_id=shop.shop_id,
        document_id=new_id(),
        return_id=return_id,
        kind=copy.document,
        form=copy.form,
        dpi=copy.dpi,
        name=name,
        bytes=len(drawn.body),
        sha256=hashlib.sha256(drawn.body).hexdigest(),
        saved_at=now,
    )


def write_down(tx: Tx, saved: SavedDocument, actor: str, now: datetime) -> SavedDocument:
    """Write down what a name in the store holds now, and return it as it is known: under its first id, for ever."""
    before = library_store.find_by_name(tx, saved.shop_id, saved.name)
    if before and before.sha256 == saved.sha256:
        return before
    kept = replace(saved, document_id=before.document_id) if before else saved
    library_store.save_document(tx, kept)
    body = {"document": kept.kind.value, "form": kept.form.value, "document_id": kept.document_id, "sha256": kept.sha256}
    record(tx, kept.shop_id, "document.saved", kept.return_id, body, actor, now)
    return kept


def read_copy(library: Library, shop_id: str, document_id: str) -> tuple[SavedDocument, bytes]:
    """Read a saved document from the store; Problem not-found when there is none, or somebody took its file away."""
    saved = library.database.read(library_store.find_document, shop_id, document_id)
    body = library.store.get(saved.name) if saved else None
    if saved is None or body is None:
        gone = "Its file is no longer in the document store. Save it again." if saved else "There is no such document."
        raise Problem(Code.NOT_FOUND, gone)
    return saved, body


def _find_shop_of_printable(tx: Tx, shop_id: str, return_id: str) -> Shop:
    item, shop = find_return(tx, shop_id, return_id), get_shop(tx, shop_id)
    if item is None or item.status not in PRINTABLE or not shop.settings.library.keeps_anything:
        raise Needless("there is nothing to keep")
    return shop


def _name(shop: Shop, paper: Paper, copy: Copy) -> str:
    facts = paper.facts
    return name_document(shop.slug, facts.made_on, facts.order_number, facts.rma, copy.document.value, copy.form.value)
