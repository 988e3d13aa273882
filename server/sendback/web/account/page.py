"""One's own account on one page."""

from dataclasses import dataclass
from datetime import datetime

from flask import Response, g, render_template, request, url_for

from sendback.database.model import Tx
from sendback.errors import Problem, refuse_field
from sendback.shops.people import account_store, passkey_store, session_store
from sendback.shops.people.code_store import count_codes
from sendback.shops.people.model import MOST_NAME, Account, Session
from sendback.shops.people.passkey_store import KeptPasskey
from sendback.shops.permissions import Action
from sendback.shops.text import clean_line
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.going import see_other
from sendback.web.moments import write_moment
from sendback.web.problems import STATUS
from sendback.web.proving import get_site
from sendback.web.sessions import find_session


@dataclass(frozen=True, slots=True)
class Own:
    """What a person's account has."""

    account: Account
    passkeys: list[KeptPasskey]
    codes_left: int
    sessions: list[Session]


@needs(Action.OWN_ACCOUNT)
def show() -> Response | str:
    """Show it."""
    return draw()


@needs(Action.OWN_ACCOUNT)
def rename() -> Response | str:
    """Take another name; the journal keeps none, so what was done before shows the new one."""
    name = clean_line(request.form.get("name", "")[: 4 * MOST_NAME])
    if not 1 <= len(name) <= MOST_NAME:
        return draw(refuse_field("name", "format", f"Give your name, in at most {MOST_NAME} characters."))
    get_context().database.write(account_store.rename_account, g.person.account_id, name)
    return back("named")


def draw(problem: Problem | None = None) -> Response:
    """Draw the page, with what stood in the way."""
    context, shop, session = get_context(), own_shop(), find_session()
    own = context.database.read(_read, g.person.account_id, context.clock())
    html = render_template(
        "account/page.html",
        shop=shop,
        own=own,
        here_id=session.session_id if session else "",
        can_have_passkeys=get_site().can_have_passkeys,
        moment=lambda at: write_moment(at, shop.settings.zone),
        problem=problem,
        done=request.args.get("done", ""),
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")


def back(done: str) -> Response:
    """Show the page again, saying what was done."""
    return see_other(url_for("account.show", done=done))


def _read(tx: Tx, account_id: str, now: datetime) -> Own:
    account = account_store.find_account(tx, account_id)
    assert account is not None, "a session has an account"
    passkeys = passkey_store.list_passkeys(tx, account_id)
    return Own(account, passkeys, count_codes(tx, account_id), session_store.list_sessions(tx, account_id, now))
