"""What the document store keeps, in the database: found by order, name, RMA and tracking number."""

import re
from collections.abc import Mapping
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
_COLUMNS = "shop_id document_id return_id kind form dpi page name bytes sha256 saved_at".split()
_SAVE = f"""INSERT INTO documents ({", ".join(_COLUMNS)}) VALUES ({", ".join(f":{name}" for name in _COLUMNS)})
ON CONFLICT (shop_id, name) DO UPDATE
SET dpi = excluded.dpi, bytes = excluded.bytes, sha256 = excluded.sha256, saved_at = excluded.saved_at"""
_FOUND = """SELECT d.*, r.rma, r.order_number, r.name AS consignor, r.status FROM documents d
JOIN returns r ON r.shop_id = d.shop_id AND r.return_id = d.return_id"""
# A short list that the indexes give at once: what an address names exactly.
_EXACT: Mapping[str, str] = {
    "order": "d.return_id IN (SELECT x.return_id FROM orders o JOIN returns x ON x.shop_id = o.shop_id"
    " AND x.order_id = o.order_id WHERE o.shop_id = :s AND o.number_key = :order)",
    "rma": "d.return_id IN (SELECT x.return_id FROM returns x WHERE x.shop_id = :s AND x.rma = :rma)",
}
# What a person half remembers: any part of it, through the shop's documents from the newest on.
_SOUGHT = (
    "lower(r.order_number) LIKE :small ESCAPE '!'",
    "r.rma LIKE :compact ESCAPE '!'",
    *(f"lower(r.name) LIKE :{spelling} ESCAPE '!'" for spelling in ("small", "typed", "large", "title")),
)


@dataclass(frozen=True, slots=True)
class SavedDocument:
    """One file of the store and what it is; `name` is the store's own and stays the same for ever."""

    shop_id: str
    document_id: str
    return_id: str
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to find: parts of anything (`text`), or exactly an order, an RMA number; all that is given must hold."""

    text: str = ""
    order: str = ""
    rma: str = ""


def save_document(tx: Tx, saved: SavedDocument) -> None:
    """Store what a name in the document store holds, in place of what it held before."""
    tx.run(_SAVE, **_facts(saved))


def find_by_name(tx: Tx, shop_id: str, name: str) -> SavedDocument | None:
    """Find what is known of a name in the store."""
    row = tx.one("SELECT * FROM documents WHERE shop_id = :s AND name = :n", s=shop_id, n=name)
    return _saved(row) if row else None


def find_document(tx: Tx, shop_id: str, document_id: str) -> FoundDocument | None:
    """Find one of a shop's saved documents by its id."""
    row = tx.one(f"{_FOUND} WHERE d.shop_id = :s AND d.document_id = :d", s=shop_id, d=document_id)
    return _found(row) if row else None


def find_documents(tx: Tx, shop_id: str, wanted: Wanted, most: int, before: str = "") -> list[FoundDocument]:
    """List a shop's documents that fit, newest first, from the one before the id `before` on."""
    where, values = ["d.shop_id = :s"], {"s": shop_id, "n": most}
    if wanted.text:
        where.append(f"({' OR '.join(_SOUGHT)})")
        values |= _spell(wanted.text[:MOST_SOUGHT_CHARACTERS])
    if wanted.order:
        where.append(_EXACT["order"])
        values["order"] = norm_order(wanted.order)
    if wanted.rma:
        where.append(_EXACT["rma"])
        values["rma"] = read_rma(wanted.rma) or ""
    if before:
        where.append("d.document_id < :before")
        values["before"] = before
    rows = tx.all(f"{_FOUND} WHERE {' AND '.join(where)} ORDER BY d.document_id DESC LIMIT :n", **values)
    return [_found(row) for row in rows]


def _spell(text: str) -> dict[str, str]:
    """Write what was typed as patterns that mean the same to both engines.

    SQLite folds only ASCII letters and PostgreSQL folds as its locale does, so the spellings that people use are all tried.
    """
    spellings = {"small": text.lower(), "typed": text, "large": text.upper(), "title": text.title()}
    patterns = {name: f"%{_escape(spelling.translate(LOWER))}%" for name, spelling in spellings.items()}
    compact = re.sub(r"[ .-]", "", text).upper() or text
    return {**patterns, "compact": f"%{_escape(compact)}%"}


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
    return FoundDocument(_saved(row), row["rma"], row["order_number"], row["consignor"], Status(row["status"]))
