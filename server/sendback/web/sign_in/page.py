"""Signing in by a passkey, or by a password and a code; and out again."""

from datetime import datetime

from flask import Response, g, render_template, request, url_for

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.shops.people import store
from sendback.shops.people.letting_in import enter
from sendback.shops.people.passkeys import ask_to_sign
from sendback.web.asking_back import read_next
from sendback.web.auth import refuse_foreign_page
from sendback.web.context import get_context
from sendback.web.going import see_other
from sendback.web.problems import STATUS
from sendback.web.proving import get_site, prove_by_passkey, prove_by_password
from sendback.web.sessions import begin_session, drop_session_cookie, end_session, find_session, get_device

PURPOSE = "sign-in"
SHOWN_HERE = (Code.NOT_VERIFIED, Code.INVALID_FIELDS, Code.TOO_MANY_TRIES, Code.NOT_ALLOWED)


def show_sign_in() -> Response | str:
    """Ask who it is; whoever is signed in already goes on."""
    if find_session() is not None:
        return see_other(read_next(request.args.get("next", "")))
    return _draw()


def sign_in() -> Response | str:
    """Take the proof, open a session, and go on to what was wanted."""
    refuse_foreign_page()
    try:
        account_id, by = prove()
        secret = get_context().database.write(_enter, account_id, by, get_device(), get_context().clock())
    except Problem as problem:
        if problem.code not in SHOWN_HERE:
            raise
        return _draw(problem)
    response = see_other(read_next(request.form.get("next", "")))
    begin_session(response, secret)
    return response


def sign_out() -> Response:
    """End the session here and in the database."""
    refuse_foreign_page()
    if session := find_session():
        end_session(session)
    response = see_other(url_for("sign_in.show_sign_in"))
    drop_session_cookie(response)
    return response


def prove() -> tuple[str, str]:
    """Return whose proof was sent, and by what; Problem not-verified when it is nobody's."""
    form = request.form
    if answer := form.get("passkey"):
        return prove_by_passkey(answer, PURPOSE), "passkey"
    account = prove_by_password(form.get("email", ""), form.get("password", ""), form.get("code", ""))
    return account.account_id, "password"


def ask_passkey() -> str:
    """Write what a browser is asked to sign; empty where browsers have no passkeys."""
    site = get_site()
    return ask_to_sign(site, PURPOSE, get_context().clock()) if site.can_have_passkeys else ""


def _enter(tx: Tx, account_id: str, by: str, device: str, now: datetime) -> str:
    shop_id = store.choose_shop(tx, account_id)
    if shop_id is None:
        raise Problem(Code.NOT_ALLOWED, "You work for no shop here any more. Ask its owner to let you in again.")
    return enter(tx, account_id, shop_id, by, device, now)


def _draw(problem: Problem | None = None) -> Response:
    html = render_template(
        "sign_in/page.html",
        problem=problem,
        email=request.form.get("email", ""),
        next=request.values.get("next", ""),
        options=ask_passkey(),
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")
