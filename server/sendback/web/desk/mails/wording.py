"""The words of one mail in one language: the shop's own over the standard ones, and the mail as it reads now."""

from collections.abc import Mapping

from flask import Response, g, render_template, request, url_for

from sendback.delivery.mail import render_text
from sendback.errors import Code, FieldError, Problem
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.shops.rewording import check_rewording
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.mails.preview import write_preview
from sendback.web.desk.mails.words import BY_NAME, ShopperMail, list_keys, name_part
from sendback.web.desk.settings.saving import read_changed, save_changed
from sendback.web.going import see_other
from sendback.web.problems import STATUS
from sendback.words.catalogue import Words, words_for

_SHOWN_HERE = (Code.INVALID_FIELDS, Code.SETTINGS_CONFLICT)


@needs(Action.CHANGE_SETTINGS)
def show_mail(mail: str, language: str) -> Response | str:
    """Show each sentence of a mail, and how the whole of it reads as saved."""
    return _draw(own_shop(), get_mail(mail), get_language(language))


@needs(Action.CHANGE_SETTINGS)
def save_mail(mail: str, language: str) -> Response | str:
    """Save the wording; an empty sentence is the standard one again, and `standard` makes all of them so."""
    shop, chosen, tag = own_shop(), get_mail(mail), get_language(language)
    try:
        own = {} if "standard" in request.form else _read(chosen, tag)
        kept = {key: text for key, text in shop.settings.texts.get(tag, {}).items() if key not in _keys(chosen)}
        texts = {**shop.settings.texts, tag: {**kept, **own}}
        save_changed(shop, read_changed(shop, {"texts": {each: said for each, said in texts.items() if said}}))
    except Problem as problem:
        if problem.code not in _SHOWN_HERE:
            raise
        return _draw(shop, chosen, tag, problem)
    return see_other(url_for("desk.mails.show_mail", mail=mail, language=tag, done="saved"))


def get_mail(name: str) -> ShopperMail:
    """Return a mail by its name; Problem not-found."""
    if name not in BY_NAME:
        raise Problem(Code.NOT_FOUND, "There is no such mail.")
    return BY_NAME[name]


def get_language(tag: str) -> str:
    """Return a language that the shop speaks; Problem not-found."""
    if tag not in own_shop().settings.languages:
        raise Problem(Code.NOT_FOUND, "The shop does not speak this language.")
    return tag


def _read(mail: ShopperMail, language: str) -> dict[str, str]:
    """Read what was typed; what is as the standard says is no wording of one's own. Problem invalid-fields names each fault."""
    standard, own, faults = Words(language), dict[str, str](), list[FieldError]()
    for key in _keys(mail):
        text = request.form.get(f"text.{key}", "").replace("\r\n", "\n").strip()
        if not text or text == standard.text(key):
            continue
        try:
            check_rewording(standard, key, text)
        except ValueError:
            faults.append(FieldError(f"text.{key}", "format", _say_placeholders(standard, key)))
        own[key] = text
    if faults:
        raise Problem(Code.INVALID_FIELDS, "This cannot be saved yet.", errors=faults)
    return own


def _say_placeholders(standard: Words, key: str) -> str:
    return f"“{name_part(key)}” may use only what stands in braces in the standard sentence: {standard.text(key)}"


def _keys(mail: ShopperMail) -> list[str]:
    return [f"mail.{key}" for key in list_keys(mail, Words("en").area("mail"))]


def _draw(shop: Shop, mail: ShopperMail, language: str, problem: Problem | None = None) -> Response:
    spoken, own, typed = Words(language), shop.settings.texts.get(language, {}), request.form
    faults: Mapping[str, str] = {error.field: error.detail for error in problem.errors} if problem else {}
    html = render_template(
        "desk/mails/mail.html",
        shop=shop,
        mail=mail,
        spoken=spoken,
        languages=[(tag, words_for(tag).language_name()) for tag in shop.settings.languages],
        sentences=[
            (key, name_part(key), spoken.text(key), typed.get(f"text.{key}", "") if problem else own.get(key, ""))
            for key in _keys(mail)
        ],
        is_reworded=bool(set(_keys(mail)) & set(own)),
        subject=(letter := write_preview(shop, mail, language)).subject,
        text=render_text(letter),
        can_send=bool(get_context().settings.mail_url),
        problem=problem,
        faults=faults,
        done=request.args.get("done", ""),
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")
