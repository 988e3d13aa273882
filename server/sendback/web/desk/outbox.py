"""Mails and errands that wait or that failed for good: seen by people, tried again by them."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, render_template, request, url_for

from sendback.database.model import Tx
from sendback.delivery.model import Job, State
from sendback.delivery.outbox import replay
from sendback.delivery.outbox_store import list_jobs
from sendback.returns.rma import show_rma
from sendback.returns.store import find_return
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.deciding import own_name
from sendback.web.desk.job_words import JOBS
from sendback.web.going import see_other
from sendback.web.moments import write_moment
from sendback.web.paging import cut_page

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """One job as the desk lists it; `rma` is empty where it is about no return."""

    job: Job
    text: str
    rma: str


@needs(Action.DECIDE)
def list_mails() -> Response | str:
    """List what failed for good and what still waits."""
    shop, database = own_shop(), get_context().database
    after = request.args.get("after", "")[:40]
    dead = database.read(_list, shop.shop_id, State.DEAD, after)
    page, more = cut_page(dead, MOST_SHOWN, lambda each: each.job.job_id)
    return render_template(
        "desk/outbox.html",
        shop=shop,
        dead=page,
        more=more,
        pending=database.read(_list, shop.shop_id, State.PENDING, "")[:MOST_SHOWN],
        can_send=bool(get_context().settings.mail_url),
        done=request.args.get("done", ""),
        moment=lambda at: write_moment(at, shop.settings.zone),
    )


@needs(Action.DECIDE)
def replay_mail(job_id: str) -> Response | str:
    """Try a failed job again; a mail keeps its Message-ID."""
    shop, context = own_shop(), get_context()
    context.database.write(replay, shop.shop_id, job_id, own_name(), context.clock())
    return see_other(url_for("desk.list_mails", done="replayed"))


def _list(tx: Tx, shop_id: str, state: State, after: str) -> Sequence[Shown]:
    return [_show(tx, job) for job in list_jobs(tx, shop_id, state, MOST_SHOWN + 1, after)]


def _show(tx: Tx, job: Job) -> Shown:
    item, name = find_return(tx, job.shop_id, job.subject), JOBS[job.kind]
    return Shown(job, name[0].upper() + name[1:], show_rma(item.rma) if item else "")
