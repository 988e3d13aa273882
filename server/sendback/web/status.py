"""The shopper's view of a return: where it stands, what comes next, and its paper, by a secret link alone."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, g, render_template, request, url_for

from sendback.database.ids import new_id
from sendback.delivery.parcel_jobs import request_purchase
from sendback.errors import Code, Problem
from sendback.returns import store
from sendback.returns.model import PRINTABLE, Return, Status
from sendback.returns.parcel_store import get_parcel, list_parcels
from sendback.shops import store as shops
from sendback.shops.model import Shop
from sendback.shops.text import mask_email
from sendback.web.box_page import show_boxes
from sendback.web.boxes import add_box_once, write_code
from sendback.web.code_picture import draw_code
from sendback.web.context import get_context
from sendback.web.going import see_other
from sendback.web.shopper import SHOPPER, describe_return
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
    words, parcels = _words(shop, item), context.database.read(list_parcels, item.shop_id, item.return_id)
    values: dict[str, Any] = {
        "made": describe_return(context, words, item, parcels, context.clock()),
        "boxes": show_boxes(shop, item, parcels),
        "steps": list_steps(item, words, parcels[0].has_paper),
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


@door.post("/boxes")
def add_box(secret: str) -> Response:
    """Give the return another box with a label of its own, once per form."""
    context = get_context()
    shop, item = _find(secret)
    key, now = request.form.get("key", ""), context.clock()
    context.database.write(add_box_once, context, shop, item, key, SHOPPER, now)
    return see_other(url_for("status.show", secret=secret, lang=_words(shop, item).language))


@door.post("/boxes/<int(max=99):number>/label")
def make_label_again(secret: str, number: int) -> Response:
    """Have a carrier's label made again that ended before it was used."""
    context = get_context()
    shop, item = _find(secret)
    context.database.write(request_purchase, shop.shop_id, item.return_id, number, SHOPPER, context.clock())
    return see_other(url_for("status.show", secret=secret, lang=_words(shop, item).language))


@door.get("/code-<int(max=99):number>.svg")
def show_code(secret: str, number: int) -> Response:
    """Draw the code that a phone shows in the place of a label; link-expired once the return cannot be sent."""
    context = get_context()
    shop, item = _find(secret)
    if item.status not in PRINTABLE:
        raise Problem(Code.LINK_EXPIRED, "There is no valid code for this return. Its page tells where it stands.")
    parcel = context.database.read(get_parcel, item.shop_id, item.return_id, number)
    picture = draw_code(write_code(context.links.base_url, shop, item, parcel))
    return Response(picture, mimetype="image/svg+xml", headers={"X-Robots-Tag": "noindex"})


def list_steps(item: Return, words: Words, has_paper: bool = True) -> list[Step]:
    """List the stages of a return on its way; a refused or canceled one has none."""
    if item.status not in (Status.REQUESTED, Status.AUTHORIZED):
        return []
    waits = item.status is Status.REQUESTED
    steps = [Step(words("status.step.requested"), "past")]
    if waits or item.because.get("rule") != "policy":
        steps.append(Step(words("status.step.deciding" if waits else "status.step.decided"), "now" if waits else "past"))
    ready = words("status.step.ready" if has_paper else "parcel.option.in_store")
    steps.append(Step(ready, "next" if waits else "now"))
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
