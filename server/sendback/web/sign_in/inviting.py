"""An invitation: whoever is new sets up an account, whoever has one proves it, and works for the shop from then on."""

from datetime import datetime

from flask import Response, g, render_template, request, url_for

from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.shops.people import account_store
from sendback.shops.people.letting_in import accept as accept_link
from sendback.shops.people.letting_in import enter, found_account
from sendback.shops.people.model import MOST_NAME, Account, Link, key_email
from sendback.shops.people.securing import NewPasskey, NewPassword, renew_codes, secure
from sendback.shops.sign_in import Person
from sendback.shops.store import get_shop
from sendback.shops.text import clean_line, is_email
from sendback.shops.vault import Vault
from sendback.web.context import get_context
from sendback.web.going import see_other
from sendback.web.problems import STATUS
from sendback.web.sessions import begin_session, find_session, get_device
from sendback.web.setting_up import Asked, draw_set_up, read_credential
from sendback.web.sign_in.page import SHOWN_HERE, ask_passkey, prove

_SHOWN_HERE = (Code.INVALID_FIELDS, Code.STATUS_CONFLICT)


def show(text: str, link: Link) -> Response:
    """Show who invites to what, and the form that fits: a new account, or proof of the one there is."""
    return _draw_known(text, link) if _is_known(link) else _draw_new(text, link)


def accept(text: str, link: Link) -> Response:
    """Take what was sent; of many at once one goes on."""
    return _accept_known(text, link) if _is_known(link) else _accept_new(text, link)


def _accept_known(text: str, link: Link) -> Response:
    context, session = get_context(), find_session()
    try:
        account_id = session.person.account_id if session and request.form.get("as") == "signed-in" else prove()[0]
        secret = context.database.write(_join, link, account_id, get_device(), context.clock())
    except Problem as problem:
        if problem.code not in SHOWN_HERE:
            raise
        return _draw_known(text, link, problem)
    response = see_other(url_for("desk.show_home"))
    begin_session(response, secret)
    return response


def _accept_new(text: str, link: Link) -> Response:
    context, asked = get_context(), _ask(link)
    try:
        _check_person(asked)
        new = read_credential(asked)
        secret, codes = context.database.write(_found, context.vault, link, asked, new, get_device(), context.clock())
    except Problem as problem:
        if problem.code not in _SHOWN_HERE:
            raise
        return _draw_new(text, link, problem)
    response = Response(render_template("account/codes.html", codes=codes, is_first=True), mimetype="text/html")
    begin_session(response, secret)
    return response


def _join(tx: Tx, link: Link, account_id: str, device: str, now: datetime) -> str:
    account = account_store.find_account(tx, account_id)
    if account is None or (link.email and key_email(account.email) != link.email):
        raise Problem(Code.NOT_ALLOWED, f"This invitation is for {link.email}. Sign in with that address.")
    accept_link(tx, link, account, now)
    return enter(tx, account_id, link.shop_id, "invitation", device, now)


def _found(
    tx: Tx, vault: Vault, link: Link, asked: Asked, new: NewPasskey | NewPassword, device: str, now: datetime
) -> tuple[str, list[str]]:
    account = found_account(tx, link, asked.name, asked.email, now)
    person = Person(link.shop_id, link.role, account.name, account.account_id)
    secure(tx, vault, person, new, now)
    codes = renew_codes(tx, person, now)
    return enter(tx, account.account_id, link.shop_id, "invitation", device, now), codes


def _ask(link: Link) -> Asked:
    """Read who it is: the address of an invitation by mail stands, that of a printed one is typed."""
    name = clean_line(request.form.get("name", "")[: 4 * MOST_NAME])
    return Asked(f"invitation/{link.link_id}", name, link.email or clean_line(request.form.get("email", "")[:300]))


def _check_person(asked: Asked) -> None:
    if not 1 <= len(asked.name) <= MOST_NAME:
        raise refuse_field("name", "format", f"Give your name, in at most {MOST_NAME} characters.")
    if not is_email(asked.email):
        raise refuse_field("email", "format", "Give an e-mail address, such as kaisa@shop.example.")


def _is_known(link: Link) -> bool:
    """Say whether whoever is invited has an account: by the address, or by their own word where there is none."""
    return bool(request.values.get("have")) if not link.email else _find_account(link) is not None


def _find_account(link: Link) -> Account | None:
    return get_context().database.read(account_store.find_account_by_email, link.email)


def _draw_new(text: str, link: Link, problem: Problem | None = None) -> Response:
    shop = get_context().database.read(get_shop, link.shop_id)
    return draw_set_up(
        "sign_in/invitation.html", _ask(link), problem, link=text, shop=shop, role=link.role, is_fixed=bool(link.email)
    )


def _draw_known(text: str, link: Link, problem: Problem | None = None) -> Response:
    shop, session = get_context().database.read(get_shop, link.shop_id), find_session()
    html = render_template(
        "sign_in/join.html",
        link=text,
        shop=shop,
        role=link.role,
        email=link.email or request.form.get("email", ""),
        session=session if session and (not link.email or key_email(session.email) == link.email) else None,
        options=ask_passkey(),
        problem=problem,
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")
