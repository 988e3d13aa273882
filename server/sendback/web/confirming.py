"""Before what is dangerous, people prove once more that they are there; what they typed goes on with it."""

from dataclasses import dataclass

from flask import Response, g, render_template, request, url_for

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.shops.people import account_store, passkey_store, session_store
from sendback.shops.people.model import Account, Session
from sendback.shops.people.passkey_store import KeptPasskey
from sendback.shops.people.passkeys import ask_to_sign
from sendback.web.asking_back import is_page_visit, name_page
from sendback.web.context import get_context
from sendback.web.going import see_other
from sendback.web.proving import get_site, prove_by_passkey, prove_same_person

_SHOWN = (Code.NOT_VERIFIED, Code.INVALID_FIELDS, Code.TOO_MANY_TRIES)
_FIELDS = ("confirm.password", "confirm.passkey", "confirm.go")


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What came of asking: the session's new secret, or nothing yet, with what was wrong if something was tried."""

    secret: str | None
    fault: Problem | None = None


def confirm(session: Session) -> Confirmed:
    """Take the proof that rides with a form, if one does."""
    if request.method in ("GET", "HEAD") or not any(request.form.get(name) for name in _FIELDS):
        return Confirmed(None)
    try:
        _prove(session)
    except Problem as problem:
        if problem.code not in _SHOWN:
            raise
        return Confirmed(None, problem)
    context = get_context()
    return Confirmed(context.database.write(session_store.renew_session, session.session_id, context.clock()))


def ask_to_confirm(session: Session, fault: Problem | None) -> Response:
    """Ask in place of what was wanted: a visit goes to a page of its own and back, a form carries what was typed with it."""
    if is_page_visit():
        return see_other(url_for("sign_in.show_confirm", next=name_page()))
    if request.is_json or request.method in ("GET", "HEAD"):
        raise Problem(Code.CONFIRMATION_NEEDED, "Confirm that it is you: open the page this belongs to.")
    carried = [(name, text) for name, texts in request.form.lists() if name not in _FIELDS for text in texts]
    return draw_confirm(session, name_page(), carried, fault)


def draw_confirm(session: Session, action: str, carried: list[tuple[str, str]], fault: Problem | None = None) -> Response:
    """Draw the page that asks, with all that goes on after it."""
    context = get_context()
    account, passkeys = context.database.read(_read, session.person.account_id)
    site = get_site()
    known = [kept.passkey for kept in passkeys]
    asks_passkey = bool(known) and site.can_have_passkeys
    html = render_template(
        "sign_in/confirm.html",
        action=action,
        carried=carried,
        fault=fault,
        email=account.email if account else "",
        has_password=bool(account and account.password_hash),
        options=ask_to_sign(site, _name_purpose(session), context.clock(), known) if asks_passkey else "",
        is_open=session.is_trial and not session.has_credential,
    )
    g.problem_code = (fault.code if fault else Code.CONFIRMATION_NEEDED).value
    return Response(html, 429 if fault and fault.code is Code.TOO_MANY_TRIES else 403, mimetype="text/html")


def _prove(session: Session) -> None:
    account_id = session.person.account_id
    if answer := request.form.get("confirm.passkey"):
        prove_by_passkey(answer, _name_purpose(session), account_id)
    elif session.is_trial and not session.has_credential:
        return  # a shop for trials whose people have nothing to prove themselves with: everything can be looked at
    else:
        prove_same_person(account_id, request.form.get("confirm.password", ""))


def _name_purpose(session: Session) -> str:
    return f"confirm/{session.session_id}"


def _read(tx: Tx, account_id: str) -> tuple[Account | None, list[KeptPasskey]]:
    return account_store.find_account(tx, account_id), passkey_store.list_passkeys(tx, account_id)
