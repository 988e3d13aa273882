"""One's passkeys: several, each with a name."""

from flask import Response, g

from sendback.errors import Code, Problem
from sendback.shops.people import passkey_store, securing
from sendback.shops.people.securing import NewPasskey
from sendback.shops.permissions import Action
from sendback.web.account.page import back, draw
from sendback.web.auth import needs
from sendback.web.context import get_context
from sendback.web.sessions import find_session, get_device
from sendback.web.setting_up import Asked, draw_set_up, read_credential


@needs(Action.OWN_ACCOUNT, fresh=True)
def show_new_passkey() -> Response | str:
    """Ask for a name and the passkey."""
    return draw_set_up("account/passkey.html", _ask(), device=get_device())


@needs(Action.OWN_ACCOUNT, fresh=True)
def add_passkey() -> Response | str:
    """Keep another passkey."""
    context = get_context()
    try:
        new = read_credential(_ask())
        if not isinstance(new, NewPasskey):
            raise Problem(Code.INVALID_FIELDS, "No passkey was made. Try again.")
        context.database.write(securing.add_passkey, g.person, new, context.clock())
    except Problem as problem:
        if problem.code is not Code.INVALID_FIELDS:
            raise
        shown = problem if not problem.errors else Problem(Code.INVALID_FIELDS, "No passkey was made. Try again.")
        return draw_set_up("account/passkey.html", _ask(), shown, device=get_device())
    return back("passkey-added")


@needs(Action.OWN_ACCOUNT, fresh=True)
def remove_passkey(passkey_id: str) -> Response | str:
    """Take a passkey away."""
    context = get_context()
    try:
        context.database.write(securing.remove_passkey, g.person, passkey_id, context.clock())
    except Problem as problem:
        if problem.code is not Code.INVALID_FIELDS:
            raise
        return draw(problem)
    return back("passkey-removed")


def _ask() -> Asked:
    session = find_session()
    assert session is not None
    kept = get_context().database.read(passkey_store.list_passkeys, g.person.account_id)
    known = tuple(each.passkey for each in kept)
    return Asked(f"passkey/{session.session_id}", session.person.name, session.email, known)
