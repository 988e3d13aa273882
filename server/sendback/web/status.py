"""The shopper's view of a return: where it stands, what comes next, and its paper, by a secret link alone."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, g, render_template, request, url_for

from sendback.database.ids import new_id
from sendback.errors import Code, Problem
from sendback.returns import store
from sendback.returns.model import Return, Status
from sendback.shops import store as shops
from sendback.shops.model import Shop
from sendback.shops.text import mask_email
from sendback.web.context import get_context
from sendback.web.going import see_other
from sendback.web.shopper import describe_return
from sendback.web.shopper_mail import mail_again
from sendback.words.catalogue import Words, match_language

door = Blueprint("status", __name__, url_prefix="/r/<secret>")


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the way back: past, now or next."""

    text: str
    state: str


@door.get("")
def show(secret: str) -> Response:
    """Show where the return stands, with links to its paper made this minute."""
    context = get_context()
    shop, item = _find(secret)
    words = _words(shop, item)
    values: dict[str, Any] = {
        "made": describe_return(context, item, context.clock()),
        "steps": list_steps(item, words),
        "made_on": words.day(item.created_at.astimezone(shop.settings.zone).date()),
        "email": mask_email(item.consignor.email),
        "key": new_id(),
        "languages": shop.settings.list_choices(),
        "mailed": "mailed" in request.args,
    }
    html = render_template("status/show.html", shop=shop, item=item, words=words, secret=secret, **values)
    return Response(html, mimetype="text/html", headers={"X-Robots-Tag": "noindex"})


@door.post("/email")
def mail(secret: str) -> Response:
    """Mail the label once more to the address on record, once per form."""
    shop, item = _find(secret)
    words = _words(shop, item)
    mail_again(shop, secret, request.form.get("key", ""))
    shown = url_for("status.show", secret=secret, lang=words.language, mailed=1)
    return see_other(shown)


def list_steps(item: Return, words: Words) -> list[Step]:
    """List the stages of a return on its way; a refused or canceled one has none."""
    if item.status not in (Status.REQUESTED, Status.AUTHORIZED):
        return []
    waits = item.status is Status.REQUESTED
    steps = [Step(words("status.step.requested"), "past")]
    if waits or item.because.get("rule") != "policy":
        steps.append(Step(words("status.step.deciding" if waits else "status.step.decided"), "now" if waits else "past"))
    steps.append(Step(words("status.step.ready"), "next" if waits else "now"))
    return [*steps, Step(words("status.step.arrived"), "next")]


def _find(secret: str) -> tuple[Shop, Return]:
    context = get_context()
    shop_id, return_id = context.links.read_status(secret)
    item = context.database.read(store.find_return, shop_id, return_id)
    if item is None:
        raise Problem(Code.NOT_FOUND, "There is nothing at this address.")
    shop = context.database.read(shops.get_shop, shop_id)
    g.shop_slug = shop.slug
    return shop, item


def _words(shop: Shop, item: Return) -> Words:
    """Speak the language asked for, else the one the return was made in: this link may be opened anywhere."""
    asked = request.values.get("lang", "")
    language = match_language([asked], shop.settings.languages) or item.language
    g.language = language
    return shop.settings.words(language)
