"""Withdrawing without script: a form, the statement to confirm, and the receipt at an address of its own."""

from typing import Any

from flask import Response, g, render_template, request, url_for

from sendback.database.ids import new_id
from sendback.errors import Code, Problem
from sendback.shops import store as shops
from sendback.shops.model import Shop
from sendback.web.context import get_context
from sendback.web.going import see_other
from sendback.web.hosted.visit import refused
from sendback.web.withdrawing import choose_words, describe_receipt, describe_statement, keep_statement
from sendback.withdrawals.checking import LABELS, MOST, NEEDED, check_statement
from sendback.withdrawals.periods import find_period
from sendback.withdrawals.store import get_withdrawal
from sendback.words.catalogue import Words, list_law_languages

_KINDS = {"name": ("text", "name"), "order_number": ("text", "off"), "email": ("email", "email"), "items": ("text", "off")}
_HINTS = {"order_number": "withdrawal.order_hint", "items": "withdrawal.items_hint"}


def show_form(slug: str) -> Response:
    """Ask for what the law lets a form ask for; an order number in the address is filled in."""
    shop, words = _begin(slug)
    return _draw_form(shop, words, {"order_number": request.args.get("order_number", "")[: MOST["order_number"]]})


def show_statement(slug: str) -> Response:
    """Show the statement as it would be sent, with the one button that sends it."""
    shop, words = _begin(slug)
    if request.form.get("do") == "change":
        return _draw_form(shop, words, _typed())
    return _draw_statement(shop, words)


def confirm(slug: str) -> Response:
    """Keep the statement and lead to its receipt; past the limit of one place, show it again with the work to be done."""
    shop, words = _begin(slug)
    key, work = request.form.get("key", ""), {name: request.form.get(name, "") for name in ("challenge", "nonce")}
    try:
        answer = keep_statement(shop, check_statement(_typed(), words), key if 0 < len(key) <= 64 else new_id(), work)
    except Problem as problem:
        if problem.code is Code.WORK_NEEDED:
            return refused(_draw_statement(shop, words, work["challenge"]), problem)
        if problem.code is Code.INVALID_FIELDS:
            return _draw_statement(shop, words)
        raise
    secret = get_context().links.receipt_secret(shop.shop_id, answer.body["receipt"]["id"])
    return see_other(url_for("hosted.withdraw_receipt", slug=slug, secret=secret, lang=words.language))


def show_receipt(slug: str, secret: str) -> Response:
    """Show a receipt: that the statement was received, when, and what it says."""
    shop, words = _begin(slug)
    context = get_context()
    shop_id, number = context.links.read_receipt(secret)
    if shop_id != shop.shop_id:
        raise Problem(Code.NOT_FOUND, "There is nothing at this address.")
    item = context.database.read(get_withdrawal, shop_id, number)
    return _draw(shop, words, "receipt", made=describe_receipt(context, shop, item), email=item.statement.email)


def begin_anew(slug: str) -> Response:
    """Send whoever loads the confirming address to the form."""
    return see_other(url_for("hosted.withdraw", slug=slug))


def _begin(slug: str) -> tuple[Shop, Words]:
    shop = get_context().database.read(shops.get_shop_by_slug, slug)
    g.shop_slug = shop.slug
    return shop, choose_words(shop, request.values.get("lang", ""))


def _typed() -> dict[str, str]:
    return {name: request.form.get(name, "") for name in MOST}


def _draw_form(shop: Shop, words: Words, typed: dict[str, str], problem: Problem | None = None) -> Response:
    faults = {error.field: error.detail for error in problem.errors} if problem else {}
    fields = [
        {
            "name": name, "label": words(LABELS[name]), "type": _KINDS[name][0], "autocomplete": _KINDS[name][1],
            "needed": name in NEEDED, "hint": words(_HINTS[name]) if name in _HINTS else "", "most": most,
            "value": typed.get(name, "")[: 4 * most], "fault": faults.get(name, ""),
        }
        for name, most in MOST.items()
    ]  # fmt: skip
    days = find_period(shop.settings, shop.settings.delivery.return_address.country)
    answer = _draw(shop, words, "form", fields=fields, faults=faults, days=days)
    return refused(answer, problem) if problem else answer


def _draw_statement(shop: Shop, words: Words, challenge: str = "") -> Response:
    typed = _typed()
    try:
        statement = check_statement(typed, words)
    except Problem as problem:
        return _draw_form(shop, words, typed, problem)
    stated = describe_statement(shop, statement, words)
    waits = bool(challenge)
    if waits:  # the wait counts from the first time the statement was shown
        stated["work"]["challenge"] = challenge
    return _draw(shop, words, "statement", typed=typed, stated=stated, waits=waits, key=new_id())


def _draw(shop: Shop, words: Words, page: str, **values: Any) -> Response:
    languages = [shop.settings.withdrawal.words(tag) for tag in list_law_languages()]
    html = render_template(f"withdrawal/{page}.html", shop=shop, words=words, languages=languages, **values)
    return Response(html, mimetype="text/html")
