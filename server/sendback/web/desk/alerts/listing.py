"""The list of alerts, with its filters in the address."""

from dataclasses import dataclass
from datetime import datetime

from flask import Response, g, render_template, request, url_for

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.delivery.alerts.counting import count_kinds, say_count
from sendback.delivery.alerts.marking import SNOOZES
from sendback.delivery.alerts.model import Alert, AlertKind
from sendback.delivery.alerts.store import list_alerts as list_kind
from sendback.errors import Problem
from sendback.returns.rma import show_rma
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.age import say_age
from sendback.web.desk.alerts.saying import ADVICE, TITLES
from sendback.web.desk.frame import may_open
from sendback.web.moments import write_moment
from sendback.web.problems import STATUS

MOST_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One alert as the page shows it."""

    alert: Alert
    title: str
    name: str
    url: str
    age: str
    since: str
    until: str
    advice: str


@needs(Action.SEE_RETURNS)
def list_alerts() -> Response | str:
    """List what does not move on, all kinds or one, or what was put off."""
    return draw_alerts(own_shop())


def draw_alerts(shop: Shop, problem: Problem | None = None) -> Response:
    """Draw the list, with what stood in the way of a change, if anything did."""
    context, kind, put_off = get_context(), _read_kind(), request.values.get("show") == "later"
    now, after = context.clock(), request.values.get("after", "")[:80]
    kinds = [each for each in ([kind] if kind else AlertKind) if each is not AlertKind.WITHDRAWAL or _sees_withdrawals()]

    def read(tx: Tx) -> list[Alert]:
        rules, most = shop.settings.alerts, MOST_ON_A_PAGE + 1
        found = [one for each in kinds for one in list_kind(tx, shop.shop_id, rules, each, now, after, most, put_off)]
        return sorted(found, key=lambda one: (one.since, one.subject))

    found = context.database.read(read)
    counts = context.database.read(count_kinds, shop.shop_id, shop.settings.alerts, now)
    last = found[MOST_ON_A_PAGE - 1] if len(found) > MOST_ON_A_PAGE else None
    html = render_template(
        "desk/alerts/list.html",
        shop=shop,
        rows=[_show(shop, one, now) for one in found[:MOST_ON_A_PAGE]],
        kind=kind,
        put_off=put_off,
        tabs=[(each, TITLES[each], say_count(counts[each])) for each in AlertKind if each in kinds or kind],
        after=after,
        older=f"{to_epoch(last.since)}.{last.subject}" if last else "",
        snoozes=SNOOZES,
        problem=problem,
        done=request.args.get("done", ""),
        acts=may_open("desk.mark_alert"),
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")


def _show(shop: Shop, alert: Alert, now: datetime) -> Row:
    zone, is_return = shop.settings.zone, alert.kind is not AlertKind.WITHDRAWAL
    url = (
        url_for("desk.show_return", return_id=alert.about) if is_return else url_for("desk.show_withdrawal", receipt=alert.about)
    )
    name = f"{show_rma(alert.number)}{f', box {alert.box}' if alert.box > 1 else ''}" if is_return else alert.number
    return Row(
        alert=alert,
        title=TITLES[alert.kind],
        name=name,
        url=url,
        age=say_age(alert.since, now),
        since=write_moment(alert.since, zone),
        until=write_moment(alert.until, zone) if alert.until else "",
        advice=ADVICE[alert.kind],
    )


def _read_kind() -> AlertKind | None:
    try:
        return AlertKind(request.values.get("kind", ""))
    except ValueError:
        return None


def _sees_withdrawals() -> bool:
    return may_open("desk.list_withdrawals")
