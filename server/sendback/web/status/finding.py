"""Whose return a secret opens, and in which language it is told."""

from flask import g, request

from sendback.errors import Code, Problem
from sendback.returns import store
from sendback.returns.model import Return
from sendback.shops import store as shops
from sendback.shops.model import Shop
from sendback.web.context import get_context
from sendback.words.catalogue import Words, match_language


def find_by_secret(secret: str) -> tuple[Shop, Return]:
    """Find the return that a secret opens; Problem not-found or link-expired."""
    context = get_context()
    shop_id, return_id = context.links.read_status(secret)
    item = context.database.read(store.find_return, shop_id, return_id)
    if item is None:
        raise Problem(Code.NOT_FOUND, "There is nothing at this address.")
    shop = context.database.read(shops.get_shop, shop_id)
    g.shop_slug = shop.slug
    return shop, item


def choose_words(shop: Shop, item: Return) -> Words:
    """Speak the language asked for, else the one the return was made in: this link may be opened anywhere."""
    asked = request.values.get("lang", "")
    language = match_language([asked], shop.settings.languages) or item.language
    g.language = language
    return shop.settings.words(language)
