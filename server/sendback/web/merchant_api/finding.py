"""Finding what an address names, in the shop whose key it is."""

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.returns.model import Return
from sendback.returns.rma import read_rma
from sendback.returns.store import find_return_by_rma


def get_by_rma(tx: Tx, shop_id: str, rma: str) -> Return:
    """Return the return with this RMA number, however it is written, or refuse."""
    number = read_rma(rma)
    item = find_return_by_rma(tx, shop_id, number) if number else None
    if item is None:
        raise Problem(Code.NOT_FOUND, "There is no return with this number.")
    return item
