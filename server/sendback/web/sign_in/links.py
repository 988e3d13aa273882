"""One-time links: a visit shows what they do, a button does it; programs that scan mail open links, and must not use them up."""

from datetime import datetime

from flask import Response, g, render_template, request, url_for

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.shops.people import account_store, link_store, session_store
from sendback.shops.people.letting_in import enter_by
from sendback.shops.people.model import Link, Purpose
from sendback.shops.store import get_shop
from sendback.web.auth import refuse_foreign_page
from sendback.web.context import get_context
from sendback.web.going import see_other
from sendback.web.problems import STATUS
from sendback.web.proving import prove_second_factor
from sendback.web.sessions import begin_session, get_device
from sendback.web.sign_in import inviting

_SHOWN_HERE = (Code.NOT_VERIFIED, Code.TOO_MANY_TRIES)


def show_link(link: str) -> Response | str:
    """Show what a link does."""
    found = _get_link(link)
    return inviting.show(link, found) if found.purpose is Purpose.INVITATION else _draw(link, found)


def use_link(link: str) -> Response | str:
    """Do it, once."""
    refuse_foreign_page()
    found = _get_link(link)
    if found.purpose is Purpose.INVITATION:
        return inviting.accept(link, found)
    if found.purpose is Purpose.RECOVERY:
        try:
            return _recover(found)
        except Problem as problem:
            if problem.code not in _SHOWN_HERE:
                raise
            return _draw(link, found, problem)
    return _go(found, url_for("desk.show_home"))


def _recover(link: Link) -> Response:
    """Let somebody in who has the mail and the second factor, and end every other session they had."""
    context = get_context()
    account = context.database.read(account_store.find_account, link.account_id or "")
    if account is None:
        raise link_store.refuse_link()
    prove_second_factor(account, request.form.get("code", ""))
    return _go(link, url_for("account.show", done="back"))


def _go(link: Link, address: str) -> Response:
    context = get_context()
    secret = context.database.write(_enter, link, get_device(), context.clock())
    response = see_other(address)
    begin_session(response, secret)
    return response


def _enter(tx: Tx, link: Link, device: str, now: datetime) -> str:
    assert link.account_id is not None
    if link.purpose is Purpose.RECOVERY:
        session_store.end_sessions(tx, link.account_id)
    return enter_by(tx, link, link.account_id, device, now)


def _get_link(link: str) -> Link:
    context = get_context()
    return context.database.read(link_store.get_link, link, context.clock())


def _draw(link: str, found: Link, problem: Problem | None = None) -> Response:
    shop = get_context().database.read(get_shop, found.shop_id)
    is_recovery = found.purpose is Purpose.RECOVERY
    html = render_template("sign_in/link.html", link=link, shop=shop, is_recovery=is_recovery, problem=problem)
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")
