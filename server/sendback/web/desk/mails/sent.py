"""What was mailed to shoppers: to whom, when, and whether it came back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Response, g, render_template, request

from sendback.database.model import Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.delivery.addresses import one_address
from sendback.delivery.mail_log_store import Logged, list_logged
from sendback.delivery.model import TO_SHOPPERS
from sendback.delivery.trouble import Trouble
from sendback.orders.normalize import norm_email
from sendback.returns.rma import show_rma
from sendback.returns.store import find_return
from sendback.shops.permissions import Action, may
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.job_words import JOBS
from sendback.web.desk.mails.telling import say_bounce, show_address
from sendback.web.moments import write_moment
from sendback.web.paging import cut_page

MOST_SHOWN = 50
_KINDS = [("bounced", "Came back"), *((kind.value, JOBS[kind].capitalize()) for kind in TO_SHOPPERS)]


@dataclass(frozen=True, slots=True)
class Shown:
    """One mail as the desk lists it; `to` is masked for whoever may not see people."""

    mail: Logged
    what: str
    to: str
    at: str
    rma: str
    bounce: str


@needs(Action.SEE_RETURNS)
def list_sent() -> Response | str:
    """List what was sent, newest first; an address is looked for by POST, so that none stands in an address bar or a log."""
    shop, database = own_shop(), get_context().database
    sees = may(g.person, Action.SEE_PEOPLE, shop.shop_id)
    asked = request.form if request.method == "POST" else request.args
    kind = asked.get("kind", "") if asked.get("kind", "") in dict(_KINDS) else ""
    email = request.form.get("email", "").strip()[:254] if sees else ""
    found = database.read(_list, shop.shop_id, sees, kind, email, _read_place(asked.get("before", "")))
    page, more = cut_page(found, MOST_SHOWN, lambda each: f"{to_epoch(each.mail.sent_at)}.{each.mail.job_id}")
    return render_template(
        "desk/mails/sent.html", shop=shop, mails=page, more=more, kinds=_KINDS, kind=kind, email=email, sees=sees
    )


def _list(tx: Tx, shop_id: str, sees: bool, kind: str, email: str, before: tuple[datetime, str] | None) -> Sequence[Shown]:
    logged = list_logged(tx, shop_id, kind, _spell(email), before, MOST_SHOWN + 1)
    return [_show(tx, each, sees) for each in logged]


def _show(tx: Tx, logged: Logged, sees: bool) -> Shown:
    item = find_return(tx, logged.shop_id, logged.subject)
    at = write_moment(logged.sent_at, own_shop().settings.zone)
    rma = show_rma(item.rma) if item else ""
    return Shown(logged, JOBS[logged.kind].capitalize(), show_address(logged, sees), at, rma, say_bounce(logged, sees))


def _spell(email: str) -> str:
    """Spell an address as mail went to it: its host in ASCII."""
    try:
        return norm_email(one_address(email).addr_spec)
    except Trouble:
        return norm_email(email)


def _read_place(text: str) -> tuple[datetime, str] | None:
    moment, _, job_id = text[:80].partition(".")
    return (from_epoch(int(moment)), job_id) if moment.isascii() and moment.isdigit() and len(moment) < 20 else None
