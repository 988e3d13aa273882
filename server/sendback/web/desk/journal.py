"""The shop's journal: what happened, filtered by the address, newest first; its head to take along."""

from dataclasses import dataclass

from flask import Response, render_template, request, url_for

from sendback.database.model import Tx
from sendback.journal.heads import write_head
from sendback.journal.list_store import Wanted, list_actors, list_latest
from sendback.journal.model import Event
from sendback.journal.store import read_head
from sendback.returns.number_store import list_rmas
from sendback.returns.rma import read_rma, show_rma
from sendback.returns.store import find_return_by_rma
from sendback.shops.actors import name_actors
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.days import begin_day
from sendback.web.desk.journal_words import KINDS, tell_event
from sendback.web.desk.timeline import name_approvers
from sendback.web.moments import write_moment
from sendback.web.paging import cut_page, read_place

MOST_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as the page shows it; `rma` is empty where it is about no return."""

    event: Event
    at: str
    text: str
    actor: str
    rma: str


@needs(Action.SEE_JOURNAL)
def show_journal() -> Response | str:
    """Show what happened in the shop, as much as the filter lets through."""
    shop, database = own_shop(), get_context().database
    typed = {name: request.args.get(name, "").strip()[:80] for name in ("about", "kind", "actor", "from", "to")}
    place = read_place(request.args.get("before", ""))
    entries, actors = database.read(_read, shop, typed, place)
    page, older = cut_page(entries, MOST_ON_A_PAGE, lambda each: each.event.seq)
    asked = {name: text for name, text in typed.items() if text}
    return render_template(
        "desk/journal.html",
        shop=shop,
        entries=page,
        typed=typed,
        asked=asked,
        kinds=KINDS,
        actors=actors,
        before=place,
        older=older,
        page_of=lambda **more: url_for("desk.show_journal", **{**asked, **more}),
    )


@needs(Action.SEE_JOURNAL)
def download_head() -> Response | str:
    """Give the head of the journal as a file, to be kept where nobody here can change it."""
    shop, context = own_shop(), get_context()
    head = context.database.read(read_head, shop.shop_id, context.clock())
    response = Response(write_head(head), mimetype="text/plain")
    response.headers["Content-Disposition"] = f'attachment; filename="journal-head-{shop.slug}-{head.seq}.txt"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _read(tx: Tx, shop: Shop, typed: dict[str, str], place: int | None) -> tuple[list[Entry], dict[str, str]]:
    shop_id = shop.shop_id
    wanted = Wanted(
        _find_subject(tx, shop_id, typed["about"]),
        typed["kind"],
        typed["actor"],
        begin_day(typed["from"], shop.settings.zone),
        begin_day(typed["to"], shop.settings.zone, days=1),
    )
    events = list_latest(tx, shop_id, wanted, place, MOST_ON_A_PAGE + 1)
    known = list_actors(tx, shop_id)
    names = {**name_actors(tx, shop_id, [*known, *(event.actor for event in events)]), **name_approvers(shop)}
    rmas = list_rmas(tx, shop_id, (event.subject for event in events))
    entries = [
        Entry(
            event,
            write_moment(event.at, shop.settings.zone),
            tell_event(event),
            names.get(event.actor, event.actor),
            show_rma(rmas[event.subject]) if event.subject in rmas else "",
        )
        for event in events
    ]
    return entries, {actor: names.get(actor, actor) for actor in known}


def _find_subject(tx: Tx, shop_id: str, text: str) -> str:
    """Take an RMA number for its return; anything else is a subject as the journal names it."""
    number = read_rma(text)
    item = find_return_by_rma(tx, shop_id, number) if number else None
    return item.return_id if item else text.replace("\0", "")
