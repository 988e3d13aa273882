"""What only the shopper knows of a box that travels with a post of their choice: the number on its receipt."""

import re
from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import refuse_field
from sendback.journal.store import record
from sendback.returns.model import Return
from sendback.returns.moving import hold
from sendback.returns.parcel_store import save_own_number
from sendback.returns.parcels import Parcel, ParcelState
from sendback.returns.rma import read_rma
from sendback.returns.words_in import refuse_erased

_NUMBER = re.compile(r"[A-Z0-9]{6,40}", re.ASCII)


def takes_number(parcel: Parcel) -> bool:
    """Say whether a box may get a number from its sender: it has paper of ours, no carrier of ours, and no number yet."""
    return parcel.state is ParcelState.OWN and parcel.has_paper and not parcel.tracking_number


def note_number(tx: Tx, item: Return, number: int, text: str, actor: str, now: datetime) -> None:
    """Keep the number of a box's journey, so that the dock finds its return by it; Problem invalid-fields (`tracking`).

    It says nothing of where the box is: no money is due on a shopper's word.
    """
    typed = re.sub(r"[\s.-]", "", text).upper()
    if not _NUMBER.fullmatch(typed) or read_rma(typed):  # a return's number is no carrier's, whoever's it is
        raise refuse_field("tracking", "format", "A tracking number has 6 to 40 letters and digits.")
    refuse_erased(hold(tx, item.shop_id, item.return_id, now))
    if save_own_number(tx, item.shop_id, item.return_id, number, typed):
        record(tx, item.shop_id, "parcel.number_noted", item.return_id, {"rma": item.rma, "parcel": number}, actor, now)
