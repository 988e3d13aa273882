"""The put-away label, from the dock."""

from flask import Response, g, request

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.receiving.model import Inspection
from sendback.receiving.put_away import draw_label, find_labelled, read_size
from sendback.shops.model import Shop
from sendback.web.context import get_context
from sendback.web.dock.auth import needs_shift


@needs_shift
def print_label(inspection_id: str) -> Response:
    """Send the label of what was found in a box of any shop that is served; `?size=` is 62x29, 4x6 or a6."""
    size = read_size(request.args.get("size", ""))
    shop, found = get_context().database.read(_get, inspection_id, [each.shop for each in g.served])
    headers = {"Content-Disposition": f'inline; filename="{inspection_id}.pdf"', "Cache-Control": "private, no-store"}
    return Response(draw_label(shop, found, size), mimetype="application/pdf", headers=headers)


def _get(tx: Tx, inspection_id: str, shops: list[Shop]) -> tuple[Shop, Inspection]:
    for shop in shops:
        if found := find_labelled(tx, shop.shop_id, inspection_id):
            return shop, found
    raise Problem(Code.NOT_FOUND, "There is nothing here to label.")
