"""The daily mail: planned once for each person and day, and only when there is something to tell."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.delivery import outbox_store
from sendback.delivery.alerts.counting import count_kinds
from sendback.delivery.alerts.wishes_store import claim_day, find_wish
from sendback.delivery.model import Kind
from sendback.delivery.parts import WorkerParts
from sendback.shops.people.store import list_accounts_with
from sendback.shops.permissions import Action
from sendback.shops.store import get_shop


def mail_alerts(parts: WorkerParts, shop_id: str, now: datetime) -> None:
    """Plan the mails that are due, a chore of the worker."""
    parts.database.write(plan_alert_mails, shop_id, now)


def plan_alert_mails(tx: Tx, shop_id: str, now: datetime) -> int:
    """Plan a mail for everybody whose hour has come today, and return for how many; on a day without alerts for nobody."""
    shop = get_shop(tx, shop_id)
    local = now.astimezone(shop.settings.zone)
    people = [member.account_id for member in list_accounts_with(tx, shop_id, Action.DECIDE)]
    wishes = [(account_id, find_wish(tx, shop_id, account_id)) for account_id in people]
    due = [(account_id, wish) for account_id, wish in wishes if wish.is_due(local)]
    if not due or not any(count_kinds(tx, shop_id, shop.settings.alerts, now).values()):
        return 0
    planned = [account_id for account_id, wish in due if claim_day(tx, shop_id, account_id, wish, local.date())]
    for account_id in planned:
        outbox_store.add_job(tx, shop_id, Kind.ALERTS, account_id, now)
    return len(planned)
