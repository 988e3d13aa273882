"""What the owner decides about withdrawals: to whom they go, longer periods, exceptions, and the wording of the law."""

from collections.abc import Mapping
from typing import Any

from flask import Response, g, render_template, request, url_for
from pydantic import ValidationError

from sendback.errors import Code, FieldError, Problem
from sendback.shops import store
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.shops.withdrawal import WithdrawalSetting
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.deciding import own_name
from sendback.web.desk.withdrawals.claims import read_claims, read_days, write_claims, write_days
from sendback.web.desk.withdrawals.words import ARTICLES
from sendback.web.going import see_other
from sendback.web.problems import STATUS
from sendback.words.catalogue import LAW, Words, list_law_languages

_SHOWN_HERE = (Code.INVALID_FIELDS, Code.SETTINGS_CONFLICT)


@needs(Action.CHANGE_SETTINGS)
def show_settings() -> Response | str:
    """Show the settings as a form."""
    return _draw_settings(own_shop())


@needs(Action.CHANGE_SETTINGS)
def save_settings() -> Response | str:
    """Save the form as a new version of the settings, or show what is wrong with it; the wording stays."""
    shop, form = own_shop(), request.form
    try:
        changes = {
            "enabled": "enabled" in form,
            "trader": form.get("trader", "").strip(),
            "address": [line.strip() for line in form.get("address", "").splitlines() if line.strip()],
            "email": form.get("email", "").strip(),
            "days": read_days(form.get("days", "")),
            "exceptions": read_claims(form.get("exceptions", "")),
        }
        _save(shop, changes)
    except Problem as problem:
        if problem.code not in _SHOWN_HERE:
            raise
        return _draw_settings(shop, problem)
    return see_other(url_for("desk.withdrawal_settings", done="saved"))


@needs(Action.CHANGE_SETTINGS)
def show_wording() -> Response | str:
    """Show every sentence of one language with the shop's own wording of it."""
    return _draw_wording(own_shop(), _read_language(request.args.get("language", "")))


@needs(Action.CHANGE_SETTINGS)
def save_wording() -> Response | str:
    """Save the wording of one language; an empty sentence is the catalogue's again."""
    shop, language = own_shop(), _read_language(request.form.get("language", ""))
    typed = {name.removeprefix("text."): text.strip() for name, text in request.form.items() if name.startswith("text.")}
    own = {key: text.replace("\r\n", "\n") for key, text in typed.items() if text}
    others = {tag: texts for tag, texts in shop.settings.withdrawal.texts.items() if tag != language}
    try:
        _save(shop, {"texts": {**others, **({language: own} if own else {})}})
    except Problem as problem:
        if problem.code not in _SHOWN_HERE:
            raise
        return _draw_wording(shop, language, problem)
    return see_other(url_for("desk.withdrawal_wording", language=language, done="saved"))


def _save(shop: Shop, changes: Mapping[str, Any]) -> None:
    context, version = get_context(), request.form.get("version", "")
    whole = {**shop.settings.withdrawal.model_dump(mode="json"), **changes}
    try:
        withdrawal = WithdrawalSetting.model_validate(whole)
    except ValidationError as refusal:
        faults = refusal.errors(include_url=False, include_input=False)
        errors = [
            FieldError(str(fault["loc"][0]) if fault["loc"] else "texts", "format", fault["msg"].removeprefix("Value error, "))
            for fault in faults
        ]
        raise Problem(Code.INVALID_FIELDS, "This cannot be saved yet.", errors=errors) from None
    settings = shop.settings.model_copy(update={"withdrawal": withdrawal})
    based_on = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
    context.database.write(store.save_settings, shop.shop_id, based_on, settings, own_name(), context.clock())


def _draw_settings(shop: Shop, problem: Problem | None = None) -> Response:
    chosen = shop.settings.withdrawal
    values = {
        "enabled": chosen.enabled,
        "trader": chosen.trader,
        "address": "\n".join(chosen.address),
        "email": chosen.email,
        "days": write_days(chosen),
        "exceptions": write_claims(chosen),
    }
    if problem:
        values = {name: request.form.get(name, "") for name in values}
    return _draw(shop, "withdrawal_settings", problem, values=values, articles=ARTICLES)


def _draw_wording(shop: Shop, language: str, problem: Problem | None = None) -> Response:
    own = shop.settings.withdrawal.texts.get(language, {})
    sentences = [
        (key, text, request.form.get(f"text.{key}", "") if problem else own.get(key, ""))
        for key, text in Words(language).area(LAW).items()
    ]
    languages = [(tag, Words(tag).language_name()) for tag in list_law_languages()]
    return _draw(shop, "withdrawal_wording", problem, sentences=sentences, spoken=Words(language), languages=languages)


def _draw(shop: Shop, page: str, problem: Problem | None, **values: Any) -> Response:
    done = request.args.get("done", "")
    html = render_template(f"desk/{page}.html", shop=shop, problem=problem, done=done, **values)
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")


def _read_language(tag: str) -> str:
    return tag if tag in list_law_languages() else own_shop().settings.default_language
