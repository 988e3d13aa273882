"""The preview: what a file would do, with nothing done."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sendback.database.model import Tx
from sendback.orders import store as orders
from sendback.orders.intake import store
from sendback.orders.intake.comparing_orders import compare
from sendback.orders.intake.model import BadRow, Gathered
from sendback.orders.intake.outcome_store import Met, add_met, find_met
from sendback.orders.intake.rows_store import add_faults
from sendback.orders.intake.stages import Import, Outcome, Stage
from sendback.orders.normalize import norm_order

_TWICE = "stands further up already; the rows of one order belong together"


def check_batch(tx: Tx, shop_id: str, item: Import, batch: Sequence[Gathered], now: datetime) -> bool:
    """Say of some orders what they would be to us; False when another worker was faster."""
    if not store.advance(tx, shop_id, item, batch[-1].last, now):
        return False
    met: dict[str, Met] = {}
    bad: list[BadRow] = []
    for group in batch:
        bad += group.bad
        if group.order is None:
            continue
        key = norm_order(group.order.number)
        if key in met or find_met(tx, shop_id, item.import_id, key):
            bad.append(BadRow(group.first, "order_number", _TWICE))
        else:
            met[key] = Met(key, group.first, compare(orders.find_order(tx, shop_id, key), group.order))
    add_met(tx, shop_id, item.import_id, list(met.values()))
    add_faults(tx, shop_id, item.import_id, [replace(one, reason=one.reason[:300]) for one in bad])
    sums = Counter(one.outcome for one in met.values())
    more = {f"{outcome.value}_count": sums[outcome] for outcome in Outcome}
    store.count(tx, shop_id, item.import_id, bad_count=len(bad), **more)
    return True


def finish_checking(tx: Tx, shop_id: str, item: Import, now: datetime) -> None:
    """Let the preview be looked at."""
    store.move(tx, shop_id, item.import_id, (Stage.CHECKING, item.turn), Stage.CHECKED, now)
