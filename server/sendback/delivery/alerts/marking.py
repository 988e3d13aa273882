"""Putting an alert off for some days, or away for good; the journal says who did."""

from datetime import datetime, timedelta

from sendback.database.model import Tx
from sendback.delivery.alerts.model import Alert, AlertKind
from sendback.delivery.alerts.store import find_alert, save_mark
from sendback.errors import Code, Problem
from sendback.journal.store import record
from sendback.shops.store import get_shop

SNOOZES = (1, 3, 7)
"""For how many days an alert may be put off."""


def snooze(tx: Tx, shop_id: str, kind: AlertKind, subject: str, days: int, actor: str, now: datetime) -> None:
    """Hear nothing of an alert for some days."""
    if days not in SNOOZES:
        raise Problem(Code.INVALID_FIELDS, "Choose 1, 3 or 7 days.")
    alert = _get(tx, shop_id, kind, subject, now)
    save_mark(tx, shop_id, alert, now + timedelta(days=days), actor, now)
    record(tx, shop_id, "alert.snoozed", alert.about, {"alert": kind.value, "box": alert.box, "days": days}, actor, now)


def dismiss(tx: Tx, shop_id: str, kind: AlertKind, subject: str, actor: str, now: datetime) -> None:
    """Hear nothing of an alert any more; another cause is another alert."""
    alert = _get(tx, shop_id, kind, subject, now)
    save_mark(tx, shop_id, alert, None, actor, now)
    record(tx, shop_id, "alert.dismissed", alert.about, {"alert": kind.value, "box": alert.box}, actor, now)


def _get(tx: Tx, shop_id: str, kind: AlertKind, subject: str, now: datetime) -> Alert:
    alert = find_alert(tx, shop_id, get_shop(tx, shop_id).settings.alerts, kind, subject, now)
    if alert is None:
        raise Problem(Code.STATUS_CONFLICT, "This has moved on: there is nothing to put away.")
    return alert
