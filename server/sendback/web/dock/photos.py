"""Photos at the dock: those that workers take, and those that shoppers sent."""

import re

from flask import Response, g, jsonify, request

from sendback.database.model import Tx
from sendback.delivery.trouble import Trouble
from sendback.errors import Code, Problem, refuse_field
from sendback.receiving import photo_store
from sendback.returns.photo_pictures import shrink_photo
from sendback.returns.photo_store import find_photo
from sendback.web.context import get_context
from sendback.web.dock.auth import hears_revoked, needs_shift
from sendback.web.dock.scanning import find_shop
from sendback.web.photo_body import read_photo
from sendback.web.photo_intake import put_photo, redraw_sent
from sendback.web.turns import photo_in_turn

_ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}", re.ASCII)


@hears_revoked
def take_photo() -> Response:
    """Keep a photo under the id that the device gave it; the same once more is no fault.

    Where it will be is written down, then it is put there, then acknowledged: nothing is kept that nobody knows of, and nothing
    acknowledged that is not there. A device that was shut out is heard too: the scans that it still sends name its photos.
    Problems photo-refused, too-large, busy, storage-full.
    """
    photo_id, context = request.args.get("id", ""), get_context()
    if not _ID.fullmatch(photo_id):
        raise refuse_field("id", "format", "Give the photo an id: a ULID.")
    shop_id, name = context.database.read(_find_place, photo_id)
    if not name or _get_kept(name) is None:
        jpeg, actor = redraw_sent(read_photo()), g.shift.actor if g.shift else "worker"
        name = name or photo_store.name_photo(shop_id, photo_id)
        context.database.write(photo_store.save_photo, shop_id, photo_id, name, actor, context.clock())
        put_photo(name, jpeg)
    response = jsonify({"photo": photo_id})
    response.status_code = 201
    return response


@needs_shift
def show_photo(slug: str, return_id: str, photo_id: str) -> Response:
    """Show a photo that a shopper sent, small, to a device that receives for the shop."""
    shop, context = find_shop(slug), get_context()
    photo = context.database.read(find_photo, shop.shop_id, photo_id)
    jpeg = _get_kept(photo.name) if photo is not None and photo.return_id == return_id else None
    if jpeg is None:
        raise Problem(Code.NOT_FOUND, "There is no such photo.")
    with photo_in_turn():
        return Response(shrink_photo(jpeg), mimetype="image/jpeg", headers={"Cache-Control": "private, no-store"})


def _get_kept(name: str) -> bytes | None:
    """Get a picture out of the document store; Problem busy where that is away."""
    try:
        return get_context().store.get(name)
    except Trouble:
        raise Problem(Code.BUSY, "Photos cannot be shown right now. Try again in a moment.", retry_after_seconds=10) from None


def _find_place(tx: Tx, photo_id: str) -> tuple[str, str]:
    """Find whose box a photo shows, and where it is kept, as far as that is known; else it is the device's home's."""
    for each in g.served:
        name = photo_store.find_name(tx, each.shop.shop_id, photo_id)
        if name is not None:
            return each.shop.shop_id, name
    return g.device.home, ""
