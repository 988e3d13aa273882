"""Finding what an address names, in the shop whose key it is; and changing it where it is still as it was seen."""

from collections.abc import Callable
from typing import Any

from flask import Response

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.returns.model import Return
from sendback.returns.rma import read_rma
from sendback.returns.store import find_return_by_rma, get_return, lock_return
from sendback.web.merchant_api.answers import as_answer, list_matches, refuse_stale
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.describing import read_detail
from sendback.web.merchant_api.return_shapes import ReturnDetail


def get_by_rma(tx: Tx, shop_id: str, rma: str) -> Return:
    """Return the return with this RMA number, however it is written, or refuse."""
    number = read_rma(rma)
    item = find_return_by_rma(tx, shop_id, number) if number else None
    if item is None:
        raise Problem(Code.NOT_FOUND, "There is no return with this number.")
    return item


def change_return(asked: Asked[Any, Any], rma: str, work: Callable[[Tx, Return], object]) -> Response:
    """Do something to a return in one transaction and show what became of it; If-Match is honoured."""
    base_url, matches = asked.context.settings.base_url, list_matches()

    def change(tx: Tx) -> ReturnDetail:
        item = get_by_rma(tx, asked.shop.shop_id, rma)
        if matches:
            lock_return(tx, item.shop_id, item.return_id)
            refuse_stale(read_detail(tx, base_url, get_return(tx, item.shop_id, item.return_id)), matches)
        work(tx, item)
        return read_detail(tx, base_url, get_return(tx, item.shop_id, item.return_id))

    return as_answer(asked.context.database.write(change))
