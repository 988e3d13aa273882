"""Settings → Mails: every mail to shoppers, when it goes, whether it does, in which languages it was reworded."""

from dataclasses import dataclass

from flask import Response, g, render_template, request, url_for

from sendback.errors import Code, Problem
from sendback.shops.mails import OptionalMail
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.desk.mails.words import MAILS, SHARED, ShopperMail, list_keys
from sendback.web.desk.settings.saving import read_changed, read_number, save_changed
from sendback.web.going import see_other
from sendback.web.problems import STATUS
from sendback.words.catalogue import Words

_SHOWN_HERE = (Code.INVALID_FIELDS, Code.SETTINGS_CONFLICT)


@dataclass(frozen=True, slots=True)
class Shown:
    """One mail as the page lists it; `languages` are those with wording of the shop's own."""

    mail: ShopperMail
    is_on: bool
    languages: tuple[str, ...]


@needs(Action.CHANGE_SETTINGS)
def show_mails() -> Response | str:
    """Show every mail with its switch."""
    return _draw(own_shop())


@needs(Action.CHANGE_SETTINGS)
def save_mails() -> Response | str:
    """Save which mails go and what they promise; a mail that must go stays on whatever is sent."""
    shop, on = own_shop(), set(request.form.getlist("on"))
    days = request.form.get("settle_days", "").strip()
    off = [mail.value for mail in OptionalMail if mail.value not in on]
    try:
        mails = {"off": off, "settle_days": read_number("settle_days") if days else None}
        save_changed(shop, read_changed(shop, {"mails": mails}))
    except Problem as problem:
        if problem.code not in _SHOWN_HERE:
            raise
        return _draw(shop, problem)
    return see_other(url_for("desk.mails.show_mails", done="saved"))


def _draw(shop: Shop, problem: Problem | None = None) -> Response:
    chosen, typed = shop.settings.mails, request.form
    on = set(typed.getlist("on")) if problem else {mail.name for mail in MAILS if mail.optional not in chosen.off}
    days = typed.get("settle_days", "") if problem else "" if chosen.settle_days is None else str(chosen.settle_days)
    html = render_template(
        "desk/mails/list.html",
        shop=shop,
        mails=[Shown(mail, mail.name in on, _list_reworded(shop, mail)) for mail in MAILS],
        shared=Shown(SHARED, True, _list_reworded(shop, SHARED)),
        settle_days=days,
        problem=problem,
        faults={"settle_days": "Type a number of days from 1 to 60, or nothing."} if problem and problem.errors else {},
        done=request.args.get("done", ""),
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")


def _list_reworded(shop: Shop, mail: ShopperMail) -> tuple[str, ...]:
    keys = {f"mail.{key}" for key in list_keys(mail, Words("en").area("mail"))}
    return tuple(tag for tag in shop.settings.languages if keys & set(shop.settings.texts.get(tag, {})))
