"""One's password, and the authenticator app that goes with it."""

from datetime import datetime

from flask import Response, g, request

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.shops.people import account_store, securing, session_store
from sendback.shops.people.securing import NewPassword
from sendback.shops.permissions import Action
from sendback.shops.sign_in import Person
from sendback.shops.vault import Vault
from sendback.web.account.page import back, draw
from sendback.web.auth import needs
from sendback.web.context import get_context
from sendback.web.sessions import find_session
from sendback.web.setting_up import Asked, draw_set_up, read_password


@needs(Action.OWN_ACCOUNT, fresh=True)
def show_password() -> Response | str:
    """Ask for a new password, and for a code where a new phone is set up with it."""
    return draw_set_up("account/password.html", _ask())


@needs(Action.OWN_ACCOUNT, fresh=True)
def save_password() -> Response | str:
    """Keep it, and sign out everywhere else."""
    context, session = get_context(), find_session()
    assert session is not None
    try:
        new = read_password(_ask())
    except Problem as problem:
        if problem.code is not Code.INVALID_FIELDS:
            raise
        return draw_set_up("account/password.html", _ask(), problem)
    context.database.write(_keep, context.vault, g.person, session.session_id, new, context.clock())
    return back("password")


@needs(Action.OWN_ACCOUNT, fresh=True)
def remove_password() -> Response | str:
    """Take the password away, where a passkey is left."""
    context = get_context()
    try:
        context.database.write(securing.remove_password, g.person, context.clock())
    except Problem as problem:
        if problem.code is not Code.INVALID_FIELDS:
            raise
        return draw(problem)
    return back("password-removed")


def _keep(tx: Tx, vault: Vault, person: Person, session_id: str, new: NewPassword, now: datetime) -> None:
    securing.change_password(tx, vault, person, new, now)
    session_store.end_sessions(tx, person.account_id, but=session_id)


def _ask() -> Asked:
    """Keep the authenticator there is, unless a new phone is wanted."""
    session = find_session()
    assert session is not None
    account = get_context().database.read(account_store.find_account, g.person.account_id)
    keeps = bool(account and account.totp_sealed) and not request.values.get("phone")
    return Asked(f"password/{session.session_id}", session.person.name, session.email, keeps_phone=keeps)
