"""The way back in by mail: a link that stands in for what was forgotten, and never for the second factor."""

import time
from datetime import datetime

from flask import Response, g, render_template, request

from sendback.database.model import Tx
from sendback.delivery.model import Kind
from sendback.delivery.people_jobs import mail_link
from sendback.errors import Code, Problem
from sendback.orders.guessing import Guessed
from sendback.shops.people import account_store, link_store, store
from sendback.shops.people.code_store import count_codes
from sendback.shops.people.model import Purpose, key_email
from sendback.shops.sign_in import name_subject
from sendback.shops.text import clean_line
from sendback.shops.vault import Vault
from sendback.web.auth import refuse_foreign_page
from sendback.web.context import get_context
from sendback.web.problems import STATUS
from sendback.web.trying import count_try, name_client

EVEN_SECONDS = 0.3
"""How long an answer takes: writing a mail down takes longer than not, and would tell who has an account."""


def show_recover() -> Response | str:
    """Ask for the address."""
    return _draw()


def mail_recovery() -> Response | str:
    """Mail a link, where the address has an account; the answer is the same where it has none."""
    refuse_foreign_page()
    ends_at = time.monotonic() + EVEN_SECONDS
    context, address = get_context(), key_email(clean_line(request.form.get("email", "")[:254]))
    try:
        count_try({Guessed.RECOVERY_ACCOUNT: address, Guessed.RECOVERY_CALLER: name_client()})
    except Problem as problem:
        if problem.code is not Code.TOO_MANY_TRIES:
            raise
        return _draw(problem)
    context.database.write(_plan, context.vault, address, context.clock())
    time.sleep(max(0.0, ends_at - time.monotonic()))
    return render_template("sign_in/recover.html", is_sent=True, has_mail=True)


def _plan(tx: Tx, vault: Vault, address: str, now: datetime) -> None:
    account = account_store.find_account_by_email(tx, address)
    shop_id = store.choose_shop(tx, account.account_id) if account else None
    if account is None or shop_id is None or not (account.totp_sealed or count_codes(tx, account.account_id)):
        return
    member = store.find_member(tx, shop_id, account.account_id)
    assert member is not None
    link_store.drop_links(tx, shop_id, Purpose.RECOVERY, account_id=account.account_id)
    actor = name_subject(account.account_id)
    made = link_store.add_link(tx, shop_id, Purpose.RECOVERY, member.role, actor, now, account.account_id)
    mail_link(tx, vault, shop_id, Kind.RECOVERY, made, now)


def _draw(problem: Problem | None = None) -> Response:
    has_mail = bool(get_context().settings.mail_url)
    html = render_template("sign_in/recover.html", has_mail=has_mail, problem=problem)
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")
