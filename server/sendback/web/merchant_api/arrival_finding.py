"""Which return a box or a finding is of, by whatever the shop's system knows it by; and where it stands."""

from collections.abc import Sequence

from pydantic import Field

from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.receiving.scanning.lookup_store import find_by_tracking
from sendback.returns import store
from sendback.returns.model import Return
from sendback.returns.parcels import key_tracking
from sendback.shops.warehouse_store import list_warehouses
from sendback.web.merchant_api.finding import get_by_rma
from sendback.web.merchant_api.many import Piece


class OfReturn(Piece):
    """One of the three names the return."""

    rma: str = Field(default="", max_length=40)
    return_id: str = Field(default="", max_length=64)
    tracking_number: str = Field(default="", max_length=64)
    warehouse: str = Field(default="", max_length=40, description="the code of a warehouse; the return's own where empty")

    @property
    def names_return(self) -> bool:
        """Say whether it says of which return it is."""
        return bool(self.rma or self.return_id or self.tracking_number)


def find_of(tx: Tx, shop_id: str, piece: OfReturn) -> Return:
    """Find the return that a piece names, or refuse: not-found, or invalid-fields where it names none or two."""
    if sum(map(bool, (piece.rma, piece.return_id, piece.tracking_number))) != 1:
        raise refuse_field("rma", "required", "Name the return by one of rma, return_id and tracking_number.")
    if piece.rma:
        return get_by_rma(tx, shop_id, piece.rma)
    if piece.return_id:
        return store.get_return(tx, shop_id, piece.return_id)
    return store.get_return(tx, shop_id, find_tracked(tx, shop_id, piece.tracking_number)[0])


def find_tracked(tx: Tx, shop_id: str, tracking_number: str) -> tuple[str, int | None]:
    """Find what travels under a tracking number, however it is spaced: the return's id, and the box's number where it is one."""
    found = find_by_tracking(tx, shop_id, [key_tracking(tracking_number)])
    if len({return_id for return_id, _ in found}) != 1:
        several = "More than one return has this tracking number. Name it by its RMA number."
        raise Problem(Code.NOT_FOUND, several if found else "There is no return with this tracking number.")
    return found[0][0], found[0][1] if len(found) == 1 else None


def lock_all(tx: Tx, shop_id: str, pieces: Sequence[OfReturn]) -> None:
    """Take the locks of all returns that are named, in one order, so that two calls never wait for one another."""
    found = set[str]()
    for piece in pieces:
        try:
            found.add(find_of(tx, shop_id, piece).return_id)
        except Problem:
            continue  # told in its own place
    for return_id in sorted(found):
        store.lock_return(tx, shop_id, return_id)


def choose_warehouse(tx: Tx, shop_id: str, wanted: str, own: str) -> str:
    """Choose where it is: a warehouse that was named and is open, else the one that was expected to get it."""
    if wanted and wanted not in {each.code for each in list_warehouses(tx, shop_id) if each.closed_at is None}:
        raise refuse_field("warehouse", "unknown", "The shop has no such warehouse.")
    return wanted or own
