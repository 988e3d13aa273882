"""The first thing for an account that nothing proves yet: a passkey, or a password with an authenticator app."""

from datetime import datetime

from flask import Response, g, render_template, url_for

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.shops.people.securing import NewPasskey, NewPassword, renew_codes, secure
from sendback.shops.people.session_store import renew_session
from sendback.shops.permissions import Action
from sendback.shops.sign_in import Person
from sendback.shops.vault import Vault
from sendback.web.auth import needs
from sendback.web.context import get_context
from sendback.web.going import see_other
from sendback.web.sessions import find_session, set_session_cookie
from sendback.web.setting_up import Asked, draw_set_up, read_credential


@needs(Action.OWN_ACCOUNT, before_set_up=True)
def show_set_up() -> Response | str:
    """Ask for it, once."""
    return _refuse_second() or draw_set_up("account/set_up.html", _ask())


@needs(Action.OWN_ACCOUNT, before_set_up=True)
def take_set_up() -> Response | str:
    """Keep it, and show the recovery codes."""
    if gone := _refuse_second():
        return gone
    context, session = get_context(), find_session()
    assert session is not None
    try:
        new = read_credential(_ask())
    except Problem as problem:
        if problem.code is not Code.INVALID_FIELDS:
            raise
        return draw_set_up("account/set_up.html", _ask(), problem)
    codes, secret = context.database.write(_keep, context.vault, g.person, session.session_id, new, context.clock())
    response = Response(render_template("account/codes.html", codes=codes, is_first=True), mimetype="text/html")
    if secret is not None:
        set_session_cookie(response, secret)
    return response


def _keep(
    tx: Tx, vault: Vault, person: Person, session_id: str, new: NewPasskey | NewPassword, now: datetime
) -> tuple[list[str], str | None]:
    secure(tx, vault, person, new, now)
    return renew_codes(tx, person, now), renew_session(tx, session_id, now)


def _ask() -> Asked:
    session = find_session()
    assert session is not None
    return Asked(f"set-up/{session.session_id}", session.person.name, session.email)


def _refuse_second() -> Response | None:
    """Send on whoever has something to sign in with: that is changed with proof only."""
    session = find_session()
    return see_other(url_for("account.show")) if session and session.has_credential else None
