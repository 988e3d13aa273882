"""The page itself: where the return stands, with links to its paper made this minute."""

from typing import Any

from flask import Response, render_template, request

from sendback.database.ids import new_id
from sendback.returns.parcel_store import list_parcels
from sendback.shops.text import mask_email
from sendback.web.box_page import show_boxes
from sendback.web.context import get_context
from sendback.web.shopper import describe_return
from sendback.web.status.finding import choose_words, find_by_secret
from sendback.web.status.steps import list_steps


def show(secret: str) -> Response:
    """Show where the return stands, with links to its paper made this minute."""
    context = get_context()
    shop, item = find_by_secret(secret)
    words, parcels = choose_words(shop, item), context.database.read(list_parcels, item.shop_id, item.return_id)
    values: dict[str, Any] = {
        "made": describe_return(context, words, item, parcels, context.clock()),
        "boxes": show_boxes(shop, item, parcels),
        "steps": list_steps(item, words, not parcels or parcels[0].has_paper),
        "made_on": words.day(item.created_at.astimezone(shop.settings.zone).date()),
        "email": mask_email(item.consignor.email),
        "key": new_id(),
        "languages": shop.settings.list_choices(),
        "mailed": "mailed" in request.args,
    }
    html = render_template("status/show.html", shop=shop, item=item, words=words, secret=secret, **values)
    return Response(html, mimetype="text/html", headers={"X-Robots-Tag": "noindex"})
