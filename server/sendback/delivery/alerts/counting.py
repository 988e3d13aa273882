"""How many alerts there are of each kind."""

from collections.abc import Mapping
from datetime import datetime

from sendback.database.model import Tx
from sendback.delivery.alerts.model import AlertKind
from sendback.delivery.alerts.store import MOST_COUNTED, count_alerts
from sendback.shops.terms import AlertSetting


def count_kinds(tx: Tx, shop_id: str, rules: AlertSetting, now: datetime) -> Mapping[AlertKind, int]:
    """Count the alerts that stand and were not put off, by kind."""
    return {kind: count_alerts(tx, shop_id, rules, kind, now) for kind in AlertKind}


def say_count(count: int) -> str:
    """Say a count that stops at `MOST_COUNTED`.

    >>> say_count(3), say_count(1000)
    ('3', '999+')
    """
    return str(count) if count < MOST_COUNTED else f"{MOST_COUNTED - 1}+"
