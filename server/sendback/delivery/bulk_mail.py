"""Mailing the labels of many returns once more, each told of by itself."""

from collections.abc import Sequence
from datetime import datetime

from sendback.database.model import Tx
from sendback.delivery.outbox import request_label_mail
from sendback.errors import Code, Problem
from sendback.returns.bulk import MOST_AT_ONCE, Told
from sendback.returns.model import PRINTABLE
from sendback.returns.store import find_return


def mail_labels(tx: Tx, shop_id: str, return_ids: Sequence[str], now: datetime) -> tuple[Told, ...]:
    """Mail each label that there is, and say why of each that there is not."""
    return tuple(_mail(tx, shop_id, return_id, now) for return_id in sorted(set(return_ids))[:MOST_AT_ONCE])


def _mail(tx: Tx, shop_id: str, return_id: str, now: datetime) -> Told:
    item = find_return(tx, shop_id, return_id)
    if item is None:
        return Told(return_id, "", False, "There is no such return.")
    if item.status not in PRINTABLE or not item.consignor.email:
        return Told(return_id, item.rma, False, "There is no label to mail, or no address to mail it to.")
    try:
        request_label_mail(tx, shop_id, return_id, now)
    except Problem as problem:
        if problem.code is not Code.TOO_MANY_TRIES:
            raise
        return Told(return_id, item.rma, False, problem.detail)
    return Told(return_id, item.rma, True)
