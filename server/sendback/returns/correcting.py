"""Correcting who sends a return: an address with a slip in it, an email that reached nobody."""

from dataclasses import replace
from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.journal.model import Happening
from sendback.journal.store import record_all
from sendback.returns import store
from sendback.returns.model import PRINTABLE, Consignor, Return
from sendback.returns.moving import hold
from sendback.returns.parcel_store import list_parcels
from sendback.returns.parcels import Parcel, ParcelState

_PARTS = ("name", "email", "phone", "address")
_ON_THE_LABEL = {"name", "address"}
_UNBOUGHT = (ParcelState.OWN, ParcelState.VOIDED)


def correct_consignor(tx: Tx, shop_id: str, return_id: str, consignor: Consignor, actor: str, now: datetime) -> Return:
    """Store who sends it from now on; the journal names what was changed and never to what.

    The shop's own label is a function of what is stored: it is drawn anew, and told of as redrawn. Problem status-conflict
    where a carrier's label bears the address: it is given back first.
    """
    item = hold(tx, shop_id, return_id, now)
    changed = list_changed(item.consignor, consignor)
    if not changed:
        return item
    parcels = list_parcels(tx, shop_id, return_id)
    on_label = bool(_ON_THE_LABEL & set(changed)) and item.status in PRINTABLE
    if on_label and not is_address_open(parcels):
        detail = "A carrier’s label was bought with this name and address. Give it back first; the email can be changed."
        raise Problem(Code.STATUS_CONFLICT, detail)
    after = replace(item, consignor=consignor, updated_at=now)
    store.save_consignor(tx, after)
    told = [Happening("return.corrected", return_id, {"rma": item.rma, "fields": changed})]
    drawn = [parcel for parcel in parcels if on_label and parcel.state is ParcelState.OWN and parcel.has_paper]
    record_all(tx, shop_id, [*told, *(_tell_drawn(item, parcel) for parcel in drawn)], actor, now)
    return after


def list_changed(before: Consignor, after: Consignor) -> list[str]:
    """Name what differs: name, email, phone, address."""
    pairs = {part: (getattr(before, part), getattr(after, part)) for part in _PARTS}
    pairs["address"] = (replace(before.address, name=""), replace(after.address, name=""))
    return [part for part, (one, other) in pairs.items() if one != other]


def is_address_open(parcels: list[Parcel]) -> bool:
    """Say whether no carrier's label bears the address yet."""
    return all(parcel.state in _UNBOUGHT or parcel.is_unasked for parcel in parcels)


def _tell_drawn(item: Return, parcel: Parcel) -> Happening:
    body = {"rma": item.rma, "carrier": parcel.carrier, "parcel": parcel.number, "redrawn": True}
    return Happening("label.created", item.return_id, body)
