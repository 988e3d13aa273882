"""Which box somebody means: by its carrier's number, by what the carrier knows it by, or by its return and its own number."""

import re
from dataclasses import dataclass
from enum import StrEnum

from sendback.database.model import Tx
from sendback.returns.parcel_store import find_parcel, get_parcel
from sendback.returns.parcels import Parcel, ParcelState, key_tracking
from sendback.returns.rma import read_rma
from sendback.returns.store import find_return_by_rma

_BETWEEN = re.compile(r"[\s\-.]")
_REFERENCE = re.compile(r"(R[0-9]{9,16})-([0-9]{1,2})(-[0-9]{1,3})?", re.ASCII)
_BOX = re.compile(r"R[0-9]{9,16}B([0-9]{1,2})", re.ASCII)
_BY_NUMBER = """SELECT p.return_id, p.number, p.state, CASE WHEN p.delivered_at IS NULL AND r.status IN ('authorized', 'received')
THEN 1 ELSE 0 END AS is_open FROM parcels p JOIN returns r ON r.shop_id = p.shop_id AND r.return_id = p.return_id
WHERE p.shop_id = :s AND p.tracking_key = :k AND p.state <> 'voided' ORDER BY p.created_at DESC LIMIT 20"""


class Unnamed(StrEnum):
    """Why no box is meant; the same word in the API's faults."""

    UNKNOWN = "unknown"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Named:
    """What a box is called; the first that is given counts."""

    tracking_number: str = ""
    reference: str = ""
    rma: str = ""
    parcel: int = 1


def find_named(tx: Tx, shop_id: str, named: Named) -> Parcel | Unnamed:
    """Find the one box of this shop that is meant."""
    if named.tracking_number:
        return _find_by_number(tx, shop_id, named.tracking_number)
    if named.reference:
        fits = _REFERENCE.fullmatch(named.reference.strip().upper())
        return _find_box(tx, shop_id, fits[1], int(fits[2])) if fits else Unnamed.UNKNOWN
    return _find_box(tx, shop_id, named.rma, named.parcel)


def find_typed(tx: Tx, shop_id: str, text: str) -> Parcel | Unnamed:
    """Find what somebody typed or scanned: a return's number, with a box's on it or not, or any other."""
    compact = _BETWEEN.sub("", text).upper()
    if read_rma(compact):
        box = _BOX.fullmatch(compact)
        return _find_box(tx, shop_id, compact, int(box[1]) if box else 1)
    found = find_named(tx, shop_id, Named(reference=text))
    return found if isinstance(found, Parcel) else _find_by_number(tx, shop_id, text)


def _find_box(tx: Tx, shop_id: str, text: str, number: int) -> Parcel | Unnamed:
    rma = read_rma(text)
    item = find_return_by_rma(tx, shop_id, rma) if rma else None
    found = find_parcel(tx, shop_id, item.return_id, number) if item else None
    return found or Unnamed.UNKNOWN


def _find_by_number(tx: Tx, shop_id: str, text: str) -> Parcel | Unnamed:
    """Find by a carrier's number; of several boxes that had it, the one that is still to come.

    A number that a carrier gave goes before one that a sender typed, which may be anybody's.
    """
    key = key_tracking(text)
    rows = tx.all(_BY_NUMBER, s=shop_id, k=key) if key else []
    rows = [row for row in rows if row["state"] != ParcelState.OWN] or rows
    to_come = [row for row in rows if row["is_open"]]
    if not rows or len(to_come) > 1:
        return Unnamed.SEVERAL if rows else Unnamed.UNKNOWN
    row = (to_come or rows)[0]
    return get_parcel(tx, shop_id, row["return_id"], row["number"])
