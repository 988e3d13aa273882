"""What the document store keeps, in the database: found by order, name, RMA and tracking number."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.delivery.links import Document
from sendback.orders.normalize import LOWER, norm_order
from sendback.paper.model import Form
from sendback.returns.model import Status
from sendback.returns.rma import read_rma

MOST_SOUGHT_CHARACTERS: Final = 80
_COLUMNS = "shop_id document_id return_id box kind form dpi page name bytes sha256 saved_at".split()
_SAVE = f"""INSERT INTO documents ({", ".join(_COLUMNS)}) VALUES ({", ".join(f":{name}" for name in _COLUMNS)})
ON CONFLICT (shop_id, name) DO UPDATE
SET dpi = excluded.dpi, bytes = excluded.bytes, sha256 = excluded.sha256, saved_at = excluded.saved_at"""
_FOUND = """SELECT d.*, r.rma, r.order_number, r.name AS consignor, r.status, (
SELECT p.tracking_number FROM parcels p WHERE p.shop_id = d.shop_id AND p.return_id = d.return_id AND p.number = d.box
) AS tracking_number
FROM documents d JOIN returns r ON r.shop_id = d.shop_id AND r.return_id = d.return_id WHERE d.shop_id = :s"""
# What an address names exactly: one return, or the few of an order. By way of ids, or SQLite would look at every document.
_OF_RETURNS = """d.document_id IN (SELECT x.document_id FROM documents x WHERE x.shop_id = :s AND x.return_id IN (
SELECT y.return_id FROM returns y WHERE y.shop_id = :s AND {}))"""
_OF_RMA = _OF_RETURNS.format("y.rma = :rma")
_OF_ORDER = _OF_RETURNS.format("y.order_id = (SELECT o.order_id FROM orders o WHERE o.shop_id = :s AND o.number_key = :order)")
_OF_PARCEL = """d.document_id IN (SELECT x.document_id FROM documents x WHERE x.shop_id = :s AND x.return_id IN (
SELECT y.return_id FROM parcels y WHERE y.shop_id = :s AND y.tracking_number = :tracking))"""
# What a person half remembers: any part of it, through the shop's documents from the newest on.
_SOUGHT = ("lower(r.order_number) LIKE {} ESCAPE '!'", "lower(r.name) LIKE {} ESCAPE '!'")
_SOUGHT_NUMBERS = (
    "r.rma LIKE :number",
    "(d.return_id, d.box) IN"
    " (SELECT t.return_id, t.number FROM parcels t WHERE t.shop_id = :s AND t.tracking_number LIKE :number)",
)


@dataclass(frozen=True, slots=True)
class SavedDocument:
    """One file of the store and what it is; `name` is the store's own and stays the same for ever."""

    shop_id: str
    document_id: str
    return_id: str
    box: int
    kind: Document
    form: Form
    dpi: int
    page: int
    name: str
    bytes: int
    sha256: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A saved document beside what a person knows it by."""

    saved: SavedDocument
    rma: str
    order_number: str
    consignor: str
    status: Status
    tracking_number: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to find: parts of anything (`text`), or exactly an order, an RMA or tracking number; all that is given must hold."""

    text: str = ""
    order: str = ""
    rma: str = ""
    tracking: str = ""


def save_document(tx: Tx, saved: SavedDocument) -> None:
    """Store what a name in the document store holds, in place of what it held before."""
    tx.run(_SAVE, **_facts(saved))


def find_by_name(tx: Tx, shop_id: str, name: str) -> SavedDocument | None:
    """Find what is known of a name in the store."""
    row = tx.one("SELECT * FROM documents WHERE shop_id = :s AND name = :n", s=shop_id, n=name)
    return _saved(row) if row else None


def find_document(tx: Tx, shop_id: str, document_id: str) -> FoundDocument | None:
    """Find one of a shop's saved documents by its id."""
    row = tx.one(f"{_FOUND} AND d.document_id = :d", s=shop_id, d=document_id)
    return _found(row) if row else None


def find_documents(tx: Tx, shop_id: str, wanted: Wanted, most: int, before: str = "") -> list[FoundDocument]:
    """List a shop's documents that fit, newest first, from the one before the id `before` on.

    A text that is a whole order, RMA or tracking number finds just what belongs to it.
    """
    if wanted == Wanted(text := wanted.text) and text:
        exact = (Wanted(rma=text), Wanted(order=text), Wanted(tracking=text))
        wanted = next((whole for whole in exact if _find(tx, shop_id, whole, 1)), wanted)
    return _find(tx, shop_id, wanted, most, before)


def _find(tx: Tx, shop_id: str, wanted: Wanted, most: int, before: str = "") -> list[FoundDocument]:
    where, values = [_FOUND], {"s": shop_id, "n": most}
    if wanted.text:
        any_of, patterns = _spell(wanted.text[:MOST_SOUGHT_CHARACTERS])
        where.append(any_of)
        values |= patterns
    if wanted.order:
        where.append(_OF_ORDER)
        values["order"] = norm_order(wanted.order.replace("\0", ""))
    if wanted.rma:
        where.append(_OF_RMA)
        values["rma"] = read_rma(wanted.rma) or ""
    if wanted.tracking:
        where.append(_OF_PARCEL)
        values["tracking"] = norm_order(wanted.tracking.replace("\0", ""))
    if before:
        where.append("d.document_id < :before")
        values["before"] = before
    rows = tx.all(f"{' AND '.join(where)} ORDER BY d.document_id DESC LIMIT :n", **values)
    return [_found(row) for row in rows]


def _spell(text: str) -> tuple[str, dict[str, str]]:
    """Write what was typed as a condition, and patterns that mean the same to both engines.

    SQLite folds only ASCII letters and PostgreSQL folds as its locale does, so the spellings that people use are all tried.
    """
    spelt = dict.fromkeys(each.translate(LOWER) for each in (text, text.lower(), text.upper(), text.title()))
    patterns = {f"text_{place}": f"%{_escape(spelling)}%" for place, spelling in enumerate(spelt)}
    conditions = [sought.format(f":{name}") for name in patterns for sought in _SOUGHT]
    number = re.sub(r"[ .-]", "", text).upper()
    if re.fullmatch("[0-9A-Z]*[0-9][0-9A-Z]*", number, re.ASCII):
        conditions += _SOUGHT_NUMBERS
        patterns["number"] = f"%{number}%"
    return f"({' OR '.join(conditions)})", patterns


def _escape(text: str) -> str:
    return re.sub("([%_!])", r"!\1", text.replace("\0", ""))


def _facts(saved: SavedDocument) -> dict[str, Any]:
    facts = {name: getattr(saved, name) for name in _COLUMNS}
    return {**facts, "kind": saved.kind.value, "form": saved.form.value, "saved_at": to_epoch(saved.saved_at)}


def _saved(row: Row) -> SavedDocument:
    facts: dict[str, Any] = {name: row[name] for name in _COLUMNS}
    facts |= {"kind": Document(row["kind"]), "form": Form(row["form"]), "saved_at": from_epoch(row["saved_at"])}
    return SavedDocument(**facts)


def _found(row: Row) -> FoundDocument:
    return FoundDocument(
        _saved(row), row["rma"], row["order_number"], row["consignor"], Status(row["status"]), row["tracking_number"] or ""
    )
