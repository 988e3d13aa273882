"""Setting up how somebody signs in: the form, and what was sent with it made ready to be kept."""

from dataclasses import dataclass
from typing import Any

from flask import Response, g, render_template, request

from sendback.database.ids import new_id
from sendback.errors import Problem, refuse_field
from sendback.shops.people.authenticator import draw_totp_picture, find_step, new_totp_secret, write_totp_address
from sendback.shops.people.model import Account
from sendback.shops.people.passkeys import Passkey, ask_to_make, read_made
from sendback.shops.people.passwords import check_password, hash_password
from sendback.shops.people.securing import NewPasskey, NewPassword
from sendback.shops.text import clean_line
from sendback.web.context import get_context
from sendback.web.problems import STATUS
from sendback.web.proving import get_site
from sendback.web.sessions import get_device


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom something is set up, and which link or session it belongs to."""

    purpose: str
    name: str
    email: str
    known: tuple[Passkey, ...] = ()
    keeps_phone: bool = False
    """Whether the authenticator there is stays."""


def read_credential(asked: Asked) -> NewPasskey | NewPassword:
    """Check what was sent: a passkey, or a password with a code of the new authenticator; Problem invalid-fields."""
    form = request.form
    if answer := form.get("passkey"):
        made = read_made(get_site(), asked.purpose, answer, get_context().clock())
        return NewPasskey(made, clean_line(form.get("passkey_name", ""))[:80] or get_device())
    return read_password(asked)


def read_password(asked: Asked) -> NewPassword:
    """Check a new password and, where an authenticator is set up with it, that its app shows the right code."""
    form = request.form
    spelt = check_password(form.get("password", ""), asked.name, asked.email, asked.email.partition("@")[0])
    if asked.keeps_phone:
        return NewPassword(hash_password(spelt), None, 0)
    secret = _read_totp(asked)
    step = find_step(secret, form.get("code", ""), get_context().clock()) if secret else None
    if step is None:
        raise refuse_field("code", "format", "This is not the code that the app shows now. Type the newest one.")
    return NewPassword(hash_password(spelt), secret, step)


def draw_set_up(template: str, asked: Asked, problem: Problem | None = None, **values: Any) -> Response:
    """Draw a form to set something up, with what stood in the way; its authenticator stays the one whose code was read."""
    context, site = get_context(), get_site()
    secret = _read_totp(asked) or new_totp_secret()
    account = Account(new_id(), asked.name, asked.email)
    options = ask_to_make(site, asked.purpose, account, asked.known, context.clock()) if site.can_have_passkeys else ""
    html = render_template(
        template,
        problem=problem,
        faults={error.field: error.detail for error in problem.errors} if problem else {},
        typed=request.form,
        asked=asked,
        options=options,
        host=site.host,
        totp=context.vault.seal(secret, _place(asked)),
        totp_text=" ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
        picture=draw_totp_picture(write_totp_address(secret, asked.email or asked.name or "Sendback")),
        **values,
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")


def _read_totp(asked: Asked) -> str:
    """Open the authenticator's secret that rides, sealed, in the form; empty where none does."""
    try:
        return get_context().vault.open(request.form.get("totp", ""), _place(asked))
    except ValueError:
        return ""


def _place(asked: Asked) -> str:
    return f"set-up/{asked.purpose}"
