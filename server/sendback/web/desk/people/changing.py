"""What the owner does with people: invite, withdraw, another role, shut out, let in."""

from collections.abc import Callable
from datetime import datetime

from flask import Response, g, request, url_for

from sendback.database.model import Tx
from sendback.delivery.model import Kind
from sendback.delivery.people_jobs import mail_link
from sendback.errors import Code, Problem, refuse_field
from sendback.shops.people import managing
from sendback.shops.permissions import Action
from sendback.shops.sign_in import Role
from sendback.shops.text import clean_line
from sendback.shops.vault import Vault
from sendback.web.auth import needs
from sendback.web.context import get_context
from sendback.web.desk.people.page import draw
from sendback.web.going import see_other

_SHOWN_HERE = (Code.INVALID_FIELDS, Code.STATUS_CONFLICT)


@needs(Action.MANAGE_PEOPLE, fresh=True)
def invite() -> Response | str:
    """Mail an invitation; where no mail is set up, show its link to the owner, this once."""
    context, shop_id, actor = get_context(), g.person.shop_id, g.person.actor
    email, mails = clean_line(request.form.get("email", "")[:300]), bool(context.settings.mail_url)
    try:
        role = _read_role()
        text = context.database.write(_invite, context.vault, shop_id, email, role, actor, mails, context.clock())
    except Problem as problem:
        if problem.code not in _SHOWN_HERE:
            raise
        return draw(problem)
    return _back("invited") if mails else draw(link=f"{context.settings.base_url}/sign-in/{text}", email=email)


@needs(Action.MANAGE_PEOPLE, fresh=True)
def withdraw_invitation(link_id: str) -> Response | str:
    """Take an invitation back."""
    return _do("withdrawn", lambda tx, shop_id, actor, now: managing.withdraw_invitation(tx, shop_id, link_id, actor, now))


@needs(Action.MANAGE_PEOPLE, fresh=True)
def change_role(account_id: str) -> Response | str:
    """Give somebody another role."""
    role = _read_role()
    return _do("role", lambda tx, shop_id, actor, now: managing.change_role(tx, shop_id, account_id, role, actor, now))


@needs(Action.MANAGE_PEOPLE, fresh=True)
def disable(account_id: str) -> Response | str:
    """Shut somebody out."""
    return _do("disabled", lambda tx, shop_id, actor, now: managing.disable(tx, shop_id, account_id, actor, now))


@needs(Action.MANAGE_PEOPLE, fresh=True)
def enable(account_id: str) -> Response | str:
    """Let somebody in again."""
    return _do("enabled", lambda tx, shop_id, actor, now: managing.enable(tx, shop_id, account_id, actor, now))


def _invite(tx: Tx, vault: Vault, shop_id: str, email: str, role: Role, actor: str, mails: bool, now: datetime) -> str:
    made = managing.invite(tx, shop_id, email, role, actor, now)
    if mails:
        mail_link(tx, vault, shop_id, Kind.INVITATION, made, now)
    return made[1]


def _do(done: str, work: Callable[[Tx, str, str, datetime], None]) -> Response:
    context = get_context()
    try:
        context.database.write(work, g.person.shop_id, g.person.actor, context.clock())
    except Problem as problem:
        if problem.code not in _SHOWN_HERE:
            raise
        return draw(problem)
    return _back(done)


def _read_role() -> Role:
    try:
        return Role(request.form.get("role", ""))
    except ValueError:
        raise refuse_field("role", "unknown", "Choose one of the roles.") from None


def _back(done: str) -> Response:
    return see_other(url_for("desk.show_people", done=done))
