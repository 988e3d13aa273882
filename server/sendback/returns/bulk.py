"""Deciding many returns at once: each is told of by itself, and who came first where somebody did."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.journal.model import Happening
from sendback.journal.store import record_all
from sendback.returns import store
from sendback.returns.deciding import authorize, tell_approved, tell_declined
from sendback.returns.decline_reasons import DeclineReason
from sendback.returns.model import Return, Status
from sendback.returns.moving import give_back, move
from sendback.returns.refunding import mark_refund_due
from sendback.shops.model import Shop
from sendback.shops.store import get_shop

MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one of many: done, or why not; `rma` is empty where there is no such return."""

    return_id: str
    rma: str
    is_done: bool
    said: str = ""


def approve_all(tx: Tx, shop_id: str, return_ids: Sequence[str], actor: str, now: datetime) -> tuple[Told, ...]:
    """Approve what still waits of these returns; the rest is named with who decided it."""
    shop = get_shop(tx, shop_id)
    told, done = _move_each(tx, shop_id, return_ids, lambda return_id: authorize(tx, shop, return_id, now))
    happened = [happening for item in done for happening in tell_approved(tx, item)]
    _record(tx, shop_id, happened, actor, now)
    for item in done:
        mark_refund_due(tx, item, "request", actor, now)
    return told


def decline_all(
    tx: Tx, shop_id: str, return_ids: Sequence[str], reason: DeclineReason, actor: str, now: datetime
) -> tuple[Told, ...]:
    """Decline what still waits of these returns, each with the reason in its shopper's language."""
    shop = get_shop(tx, shop_id)
    told, done = _move_each(tx, shop_id, return_ids, lambda return_id: _decline(tx, shop, return_id, reason, now))
    give_back(tx, done)
    _record(tx, shop_id, [happening for item in done for happening in tell_declined(item)], actor, now)
    return told


def as_json(told: Sequence[Told]) -> Mapping[str, Any]:
    """Write the report down, for whoever sends the same form again."""
    return {"told": [asdict(one) for one in told]}


def read_told(body: Mapping[str, Any]) -> tuple[Told, ...]:
    """Read a report that was written down."""
    return tuple(Told(**one) for one in body["told"])


def _decline(tx: Tx, shop: Shop, return_id: str, reason: DeclineReason, now: datetime) -> Return:
    language = store.get_return(tx, shop.shop_id, return_id).language
    return move(tx, shop.shop_id, return_id, Status.DECLINED, now, reason.write(shop.settings.words(language)))


def _move_each(
    tx: Tx, shop_id: str, return_ids: Sequence[str], move_one: Callable[[str], Return]
) -> tuple[tuple[Told, ...], list[Return]]:
    """Move each, oldest first, before anything else is written: one order of locks for everybody who decides many."""
    told, done = [], []
    for return_id in sorted(set(return_ids))[:MOST_AT_ONCE]:
        try:
            item = move_one(return_id)
        except Problem as problem:
            if problem.code not in (Code.STATUS_CONFLICT, Code.NOT_FOUND):
                raise
            known = store.find_return(tx, shop_id, return_id)
            told.append(Told(return_id, known.rma if known else "", False, problem.detail))
            continue
        done.append(item)
        told.append(Told(return_id, item.rma, True))
    return tuple(told), done


def _record(tx: Tx, shop_id: str, happened: Sequence[Happening], actor: str, now: datetime) -> None:
    if happened:
        record_all(tx, shop_id, happened, actor, now)
