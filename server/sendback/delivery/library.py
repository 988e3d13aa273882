"""The label library: what a shop wants kept of its returns, drawn and put into the document store."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sendback.database.ids import new_id
from sendback.database.model import Database, Tx
from sendback.delivery import library_store
from sendback.delivery.document_names import name_document
from sendback.delivery.document_store import DocumentStore
from sendback.delivery.documents import draw_document, find_carrier_label, lay_out_document
from sendback.delivery.facts import Paper, read_paper
from sendback.delivery.library_store import SavedDocument
from sendback.delivery.links import Document
from sendback.delivery.model import Job
from sendback.delivery.outbox import WORKER
from sendback.delivery.parts import WorkerParts
from sendback.delivery.trouble import Needless
from sendback.errors import Code, Problem
from sendback.journal.store import record
from sendback.paper.formats import MANY_PAGES
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
    box: int = 1


def list_copies(setting: LibrarySetting) -> list[Copy]:
    """List what a shop wants kept of each return; nothing unless it says so."""
    return [Copy(Document(kind), Form(form), setting.dpi) for kind in setting.documents for form in setting.forms]


def save_copies(parts: WorkerParts, job: Job, now: datetime) -> None:
    """Keep what a return's shop wants kept of it; Needless where there is nothing to print or to keep any more."""
    shop = parts.database.read(_find_shop_of_printable, job.shop_id, job.subject)
    library = Library(parts.database, parts.store, parts.links.base_url)
    box = int(job.body.get("parcel", 1))
    for copy in list_copies(shop.settings.library):
        save_copy(library, shop, job.subject, replace(copy, box=box), WORKER, now)


def save_copy(library: Library, shop: Shop, return_id: str, copy: Copy, actor: str, now: datetime) -> list[SavedDocument]:
    """Keep one paper of a return; the same again changes nothing. Problem link-expired where there is nothing to print."""
    put = put_copy(library, shop, return_id, copy, now)
    return library.database.write(write_down, put, actor, now)


def put_copy(library: Library, shop: Shop, return_id: str, copy: Copy, now: datetime) -> list[SavedDocument]:
    """Draw a paper and bring it into the store; what the files are must still be written down (`write_down`).

    In this order: what the database tells of is always there. A store that has these bytes already is left alone.
    """
    paper = library.database.read(read_paper, library.base_url, shop.shop_id, return_id, copy.box)
    carrier_label = find_carrier_label(paper, copy.document)
    if carrier_label:  # kept as the carrier gave it, whatever form the shop likes best
        copy = replace(copy, form=carrier_label[0])
    many = copy.form in MANY_PAGES or carrier_label is not None
    pages = range(1, 2 if many else len(lay_out_document(paper, copy.document)[0]) + 1)
    put = []
    for page in pages:
        body = draw_document(paper, copy.document, copy.form, copy.dpi, page=None if many else page).body
        name = _name(shop, paper, copy, page)
        if library.store.get(name) != body:
            library.store.put(name, body)
        put.append(_describe(shop, return_id, copy, page, name, body, now))
    return put


def write_down(tx: Tx, put: Sequence[SavedDocument], actor: str, now: datetime) -> list[SavedDocument]:
    """Write down what the store holds now, and return it as it is known: each name under its first id, for ever."""
    known = [(saved, library_store.find_by_name(tx, saved.shop_id, saved.name)) for saved in put]
    return [before if before and before.sha256 == saved.sha256 else _write_down(tx, saved, before, actor, now)
            for saved, before in known]  # fmt: skip


def read_copy(library: Library, shop_id: str, document_id: str) -> tuple[SavedDocument, bytes]:
    """Read a saved document from the store; Problem not-found when there is none, or somebody took its file away."""
    found = library.database.read(library_store.find_document, shop_id, document_id)
    if found is None:
        raise Problem(Code.NOT_FOUND, "There is no such document.")
    body = library.store.get(found.saved.name)
    if body is None:
        raise Problem(Code.NOT_FOUND, "Its file is no longer in the document store. Save it again.")
    return found.saved, body


def _write_down(tx: Tx, saved: SavedDocument, before: SavedDocument | None, actor: str, now: datetime) -> SavedDocument:
    kept = replace(saved, document_id=before.document_id) if before else saved
    library_store.save_document(tx, kept)
    body = {"document": kept.kind.value, "form": kept.form.value, "document_id": kept.document_id, "sha256": kept.sha256}
    record(tx, kept.shop_id, "document.saved", kept.return_id, body, actor, now)
    return kept


def _describe(shop: Shop, return_id: str, copy: Copy, page: int, name: str, body: bytes, now: datetime) -> SavedDocument:
    return SavedDocument(
        shop_id=shop.shop_id,
        document_id=new_id(),
        return_id=return_id,
        box=copy.box,
        kind=copy.document,
        form=copy.form,
        dpi=copy.dpi,
        page=page,
        name=name,
        bytes=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
        saved_at=now,
    )


def _find_shop_of_printable(tx: Tx, shop_id: str, return_id: str) -> Shop:
    item, shop = find_return(tx, shop_id, return_id), get_shop(tx, shop_id)
    if item is None or item.status not in PRINTABLE or not shop.settings.library.keeps_anything:
        raise Needless("there is nothing to keep")
    return shop


def _name(shop: Shop, paper: Paper, copy: Copy, page: int) -> str:
    facts = paper.facts
    of_return = (shop.slug, facts.made_on, facts.order_number, facts.rma.partition("B")[0])
    return name_document(*of_return, copy.document.value, copy.form.value, box=copy.box, page=page, dpi=copy.dpi)
