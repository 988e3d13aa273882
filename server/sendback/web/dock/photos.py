"""Photos at the dock: those that workers take, and those that shoppers sent."""

import re

from flask import Response, g, jsonify, request

from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.receiving import photo_store
from sendback.returns.photo_pictures import shrink_photo
from sendback.returns.photo_store import find_photo
from sendback.web.context import get_context
from sendback.web.dock.auth import needs_device, needs_shift
from sendback.web.dock.scanning import find_shop
from sendback.web.photo_body import read_photo
from sendback.web.photo_intake import put_photo, redraw_sent
from sendback.web.turns import photo_in_turn

_ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}", re.ASCII)


@needs_device
def take_photo() -> Response:
    """Keep a photo under the id that the device gave it; the same once more is no fault.

    It is written down, then put into the document store, then acknowledged: nothing is kept that nobody knows of, and nothing
    acknowledged that is not there. Problems photo-refused, too-large, busy, storage-full.
    """
    photo_id, context = request.args.get("id", ""), get_context()
    if not _ID.fullmatch(photo_id):
        raise refuse_field("id", "format", "Give the photo an id: a ULID.")
    shop_id, is_kept = context.database.read(_find_place, photo_id)
    if not is_kept:
        name, actor, now = photo_store.name_photo(shop_id, photo_id), g.shift.actor if g.shift else "worker", context.clock()
        jpeg = redraw_sent(read_photo())
        context.database.write(photo_store.save_photo, shop_id, photo_id, "", actor, now)
        put_photo(name, jpeg)
        context.database.write(photo_store.save_photo, shop_id, photo_id, name, actor, now)
    response = jsonify({"photo": photo_id})
    response.status_code = 201
    return response


@needs_shift
def show_photo(slug: str, return_id: str, photo_id: str) -> Response:
    """Show a photo that a shopper sent, small, to a device that receives for the shop."""
    shop, context = find_shop(slug), get_context()
    photo = context.database.read(find_photo, shop.shop_id, photo_id)
    jpeg = context.store.get(photo.name) if photo is not None and photo.return_id == return_id else None
    if jpeg is None:
        raise Problem(Code.NOT_FOUND, "There is no such photo.")
    with photo_in_turn():
        return Response(shrink_photo(jpeg), mimetype="image/jpeg", headers={"Cache-Control": "private, no-store"})


def _find_place(tx: Tx, photo_id: str) -> tuple[str, bool]:
    """Find whose box a photo shows, where that is known already, and whether it is kept; else it is the device's home's."""
    for each in g.served:
        name = photo_store.find_name(tx, each.shop.shop_id, photo_id)
        if name is not None:
            return each.shop.shop_id, bool(name)
    return g.device.home, False
