"""A mail as its reader sees it, as saved: a page of its own, locked into a frame."""

from base64 import b64encode

from flask import Response

from sendback.delivery.letter import Letter
from sendback.delivery.mail import render_html
from sendback.delivery.specimen import write_specimen
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.shops.store import find_logo
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.mails.words import BY_NAME, SHARED, ShopperMail

_LOCKED = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
"""A mail brings styles of its own and nothing else: no script runs, nothing is fetched, no link leads away."""


@needs(Action.CHANGE_SETTINGS)
def show_preview(mail: str, language: str) -> Response:
    """Send the HTML part of a mail, drawn from a specimen return."""
    shop, context = own_shop(), get_context()
    chosen = BY_NAME.get(mail, SHARED)
    tag = language if language in shop.settings.languages else shop.settings.default_language
    logo = context.database.read(find_logo, shop.shop_id, shop.settings)
    src = f"data:image/png;base64,{b64encode(logo).decode()}" if logo else ""
    letter, words = write_preview(shop, chosen, tag), shop.settings.words(tag)
    response = Response(render_html(letter, shop.name, words, shop.settings.look, src), mimetype="text/html")
    response.headers["Content-Security-Policy"] = _LOCKED
    return response


def write_preview(shop: Shop, mail: ShopperMail, language: str) -> Letter:
    """Write a mail from a specimen; the sentences that all share are shown in the one that brings the label."""
    context = get_context()
    name = "label" if mail is SHARED else mail.name
    return write_specimen(shop, name, language, context.links, context.clock())
