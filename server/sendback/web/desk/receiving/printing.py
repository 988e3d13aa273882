"""The put-away label, from the desk."""

from flask import Response, request

from sendback.errors import Code, Problem
from sendback.receiving.put_away import draw_label, find_labelled, read_size
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context


@needs(Action.RECEIVE)
def print_label(return_id: str, inspection_id: str) -> Response:
    """Send the label of what was found; `?size=` is 62x29, 4x6 or a6."""
    shop, size = own_shop(), read_size(request.args.get("size", ""))
    found = get_context().database.read(find_labelled, shop.shop_id, inspection_id)
    if found is None or found.return_id != return_id:
        raise Problem(Code.NOT_FOUND, "There is nothing here to label.")
    response = Response(draw_label(shop, found, size), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{inspection_id}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
