"""Deciding from a mail: a page that shows what its button would do, for programs that scan mail open links too."""

from datetime import datetime

from flask import Blueprint, Response, g, render_template, request, url_for

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.returns import deciding, store
from sendback.returns.approval_links import ApprovalLink
from sendback.returns.approval_store import get_approval_link, spend_approval_link
from sendback.returns.decline_reasons import PRESETS, DeclineReason
from sendback.returns.model import Return, Status
from sendback.returns.moving import Decided, find_decided, say_decided
from sendback.returns.naming import RESOLUTIONS, name_reason
from sendback.returns.rma import show_rma
from sendback.returns.waiting import say_over, say_why
from sendback.shops import store as shops
from sendback.shops.model import Shop
from sendback.web.auth import refuse_foreign_page
from sendback.web.context import get_context
from sendback.web.going import name_own_pages, see_other
from sendback.web.problems import STATUS
from sendback.words.catalogue import words_for

door = Blueprint("approving", __name__, url_prefix="/approve/<link>")
door.after_request(name_own_pages)

_ENGLISH = words_for("en")


@door.get("")
def show(link: str) -> Response:
    """Show the return and what the button does, or what became of it; nothing is decided by looking."""
    return _draw(link)


@door.post("")
def decide(link: str) -> Response:
    """Decide the return and spend the link with it; a link that came too late says who was first."""
    refuse_foreign_page()
    context, form = get_context(), request.form
    try:
        context.database.write(_decide, link, form.get("verdict", ""), _read_reason(), context.clock())
    except Problem as problem:
        if problem.code not in (Code.LINK_EXPIRED, Code.STATUS_CONFLICT, Code.INVALID_FIELDS):
            raise
        return _draw(link, problem if problem.code is Code.INVALID_FIELDS else None)
    return see_other(url_for("approving.show", link=link))


def _decide(tx: Tx, link: str, verdict: str, reason: DeclineReason, now: datetime) -> Return:
    spent = spend_approval_link(tx, link, now)
    ids = (spent.shop_id, spent.return_id)
    if verdict == "approve":
        return deciding.approve(tx, *ids, spent.actor, now)
    if verdict != "decline":
        raise Problem(Code.INVALID_FIELDS, "Choose one of the two buttons.")
    words = shops.get_shop(tx, spent.shop_id).settings.words(store.get_return(tx, *ids).language)
    return deciding.decline(tx, *ids, reason.write(words), spent.actor, now)


def _read_reason() -> DeclineReason:
    return DeclineReason(request.form.get("preset", ""), request.form.get("reason", ""))


def _draw(link: str, problem: Problem | None = None) -> Response:
    context = get_context()
    known, shop, item, decided = context.database.read(_read, link)
    g.shop_slug = shop.slug
    has_ended = known.used_at is not None or known.expires_at <= context.clock()
    if decided is not None or has_ended:
        return _draw_end(known, shop, item, decided)
    html = render_template(
        "approving/page.html",
        shop=shop,
        link=link,
        rma=show_rma(item.rma),
        why=say_why(item),
        over=say_over(item),
        lines=[
            (f"{line.quantity} × {line.title}", f"{name_reason(shop.settings, line)} · {RESOLUTIONS[line.resolution]}")
            for line in item.lines
        ],
        declines=request.values.get("choose") == "decline" or request.form.get("verdict") == "decline",
        presets={code: _ENGLISH(f"policy.decline.{code}") for code in PRESETS},
        typed=request.form,
        problem=problem,
    )
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")


def _draw_end(known: ApprovalLink, shop: Shop, item: Return, decided: Decided | None) -> Response:
    """Say that it is over: decided by this link, decided by somebody else, or too late."""
    is_own = decided is not None and known.used_at is not None and decided.actor == known.actor
    html = render_template(
        "approving/ended.html",
        shop=shop,
        rma=show_rma(item.rma),
        said="" if decided is None else say_decided(decided),
        is_own=is_own,
        is_approved=item.is_settled,
        desk=url_for("desk.show_return", return_id=item.return_id),
    )
    status = 200 if is_own else STATUS[Code.LINK_EXPIRED if decided is None else Code.STATUS_CONFLICT]
    return Response(html, status, mimetype="text/html")


def _read(tx: Tx, link: str) -> tuple[ApprovalLink, Shop, Return, Decided | None]:
    known = get_approval_link(tx, link)
    item = store.get_return(tx, known.shop_id, known.return_id)
    decided = None if item.status is Status.REQUESTED else find_decided(tx, known.shop_id, known.return_id)
    return known, shops.get_shop(tx, known.shop_id), item, decided
