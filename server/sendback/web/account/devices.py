"""Where one is signed in, and how to end that."""

from datetime import datetime

from flask import Response, g

from sendback.database.model import Tx
from sendback.journal import store as journal
from sendback.shops.people import session_store
from sendback.shops.permissions import Action
from sendback.shops.sign_in import Person
from sendback.web.account.page import back
from sendback.web.auth import needs
from sendback.web.context import get_context
from sendback.web.sessions import find_session


@needs(Action.OWN_ACCOUNT)
def end_device(session_id: str) -> Response | str:
    """Sign out on one device; a stranger's session is none of one's own."""
    context = get_context()
    context.database.write(_end, g.person, session_id, context.clock())
    return back("ended")


@needs(Action.OWN_ACCOUNT)
def end_others() -> Response | str:
    """Sign out everywhere but here."""
    context, session = get_context(), find_session()
    assert session is not None
    context.database.write(_end_others, g.person, session.session_id, context.clock())
    return back("ended-others")


def _end(tx: Tx, person: Person, session_id: str, now: datetime) -> None:
    if session_store.end_session(tx, person.account_id, session_id):
        _tell(tx, person, 1, now)


def _end_others(tx: Tx, person: Person, here_id: str, now: datetime) -> None:
    if ended := session_store.end_sessions(tx, person.account_id, but=here_id):
        _tell(tx, person, ended, now)


def _tell(tx: Tx, person: Person, count: int, now: datetime) -> None:
    journal.record(tx, person.shop_id, "session.ended", person.actor, {"count": count}, person.actor, now)
